"""What a button answers whose text has been deleted, or that nobody of ours made."""

from bot.command import Command, Context
from bot.interaction import Interaction
from bot.reply import Notice, Reply


def answer(asked: Interaction, context: Context) -> Reply:
    """Say kindly that it is too late."""
    return Reply(Notice(context.text("expired")), asked, context.locale, private=True)


EXPIRED = Command("expired", answer, hidden=True)
