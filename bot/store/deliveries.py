"""What several processes share of a platform's deliveries, as SQL."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from bot.store.engine import Database
from bot.store.tables import deliveries, slack_bots

KEPT = timedelta(hours=2)
"""Longer than any platform goes on sending an event again."""


async def first(database: Database, key: str, now: datetime) -> bool:
    """Note that an event came; return whether it is the first time, in whichever process."""
    async with database.writing(key) as connection:
        await connection.execute(delete(deliveries).where(deliveries.c.at < now - KEPT))
        known = select(deliveries.c.key).where(deliveries.c.key == key)
        if (await connection.execute(known)).scalar() is not None:
            return False
        await connection.execute(deliveries.insert().values(key=key, at=now))
    return True


async def slack_workspaces(database: Database) -> tuple[str, ...]:
    """Return the ids of the Slack workspaces that installed the app."""
    async with database.reading() as connection:
        found = await connection.execute(select(slack_bots.c.team_id).distinct())
        return tuple(team for team in found.scalars() if team)
