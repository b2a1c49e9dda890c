"""What a running bot does beside answering: tell people what they wait to hear, delete what has expired."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.poster import Poster, PostError
from bot.errors import StoreError
from bot.store import PendingNotice, Store

log = logging.getLogger(__name__)
PAUSE = 60.0
"""Seconds between two rounds."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Works for the platforms that have a poster here."""

    store: Store
    posters: Mapping[str, Poster]
    pause: float = PAUSE

    async def run(self) -> None:
        """Do rounds until cancelled; what fails in one is tried again in the next."""
        while True:
            await self.round()
            await asyncio.sleep(self.pause)

    async def round(self) -> None:
        """Tell what can be told, and delete what has expired. Never raises."""
        try:
            for notice in await self.store.notices():
                await self._tell(notice)
            await self.store.sweep()
        except StoreError:
            log.exception("upkeep")

    async def _tell(self, notice: PendingNotice) -> None:
        platform, _, person = notice.person.partition(":")
        poster = self.posters.get(platform)
        if poster is None:
            return
        # Forgotten first: one notice less is better than one twice.
        await self.store.told(notice.id)
        try:
            await poster.tell(person, notice.text)
        except PostError as error:
            log.warning("a notice could not be delivered: %s", error.reason)
