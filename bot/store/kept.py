"""What buttons and follow-ups need, until it expires, as SQL."""

from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.interaction import ChannelRef, Interaction, encode
from bot.store import ANSWERS_KEPT, TEXTS_KEPT
from bot.store.engine import Database
from bot.store.tables import answers, texts


def key_of(text: str) -> str:
    """Return sixteen characters that stand for a text and that nobody can guess without knowing it."""
    digest = blake2b(text.encode("utf-8", "replace"), digest_size=12).digest()
    return urlsafe_b64encode(digest).decode()


async def keep_text(database: Database, connection: AsyncConnection, text: str, now: datetime) -> str:
    """Keep a text from now on for `TEXTS_KEPT`."""
    row = {"key": key_of(text), "text": text, "expires": now + TEXTS_KEPT}
    await connection.execute(database.upsert(texts, row))
    return key_of(text)


async def kept_text(connection: AsyncConnection, key: str, now: datetime) -> str | None:
    """Return a text that has not expired."""
    query = select(texts.c.text).where(texts.c.key == key, texts.c.expires > now)
    return (await connection.execute(query)).scalar()


async def remember(
    database: Database, connection: AsyncConnection, asked: Interaction, message: str, now: datetime
) -> None:
    """Keep what a message answered for `ANSWERS_KEPT`."""
    row = {
        "room": asked.channel.key,
        "message": message,
        "asker": asked.user.key,
        "interaction": encode(asked),
        "expires": now + ANSWERS_KEPT,
    }
    await connection.execute(database.upsert(answers, row))


async def recall(connection: AsyncConnection, channel: ChannelRef, message: str, now: datetime) -> str | None:
    """Return what a message of this room answered, if it has not expired."""
    query = select(answers.c.interaction).where(
        answers.c.room == channel.key, answers.c.message == message, answers.c.expires > now
    )
    return (await connection.execute(query)).scalar()


async def expire(connection: AsyncConnection, now: datetime) -> None:
    """Delete what has expired."""
    await connection.execute(delete(texts).where(texts.c.expires <= now))
    await connection.execute(delete(answers).where(answers.c.expires <= now))
