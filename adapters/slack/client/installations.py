"""Which workspaces installed the app, for Slack's SDK: its own store, over our database.

Only what a bot needs is kept: no installer's token, and no installation of a whole organisation, so that a
workspace's id is enough to find it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncInstallationStoreAuthorize
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore

from bot.store.engine import Database

log = logging.getLogger(__name__)


class Installations(AsyncInstallationStore):
    """Reads without waiting for writers; writes as our own transactions do."""

    def __init__(
        self, client_id: str, database: Database, returned: Callable[[str], Awaitable[None]]
    ) -> None:
        self._reads = AsyncSQLAlchemyInstallationStore(client_id, database.engine, logger=log)
        self._writes = AsyncSQLAlchemyInstallationStore(client_id, database.writer, logger=log)
        self._returned = returned

    @property
    def logger(self) -> logging.Logger:
        """See `AsyncInstallationStore`."""
        return log

    async def async_save(self, installation: Installation) -> None:
        """Keep a workspace's installation in place of an earlier one."""
        bot = installation.to_bot()
        await self.async_delete_bot(enterprise_id=None, team_id=bot.team_id)
        await self.async_save_bot(bot)
        await self._returned(str(bot.team_id))

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep a bot's token: a new one, or one that was rotated."""
        bot.enterprise_id = None
        await self._writes.async_save_bot(bot)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """Return a workspace's bot."""
        del enterprise_id, is_enterprise_install
        return await self._reads.async_find_bot(enterprise_id=None, team_id=team_id) if team_id else None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a workspace's token."""
        del enterprise_id
        await self._writes.async_delete_bot(enterprise_id=None, team_id=team_id)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Nothing is kept about who installed the app."""


class Authorize(AsyncInstallationStoreAuthorize):
    """Finds a workspace's token, one question at a time, so that no token is rotated twice."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(logger=log, bot_only=True, cache_enabled=True, **settings)
        self._turn = asyncio.Lock()

    async def __call__(self, **asked: Any) -> AuthorizeResult | None:
        """Return the token and whose it is; None where the app is not installed."""
        async with self._turn:
            # Another process may have rotated the token between our reading and our asking.
            return await super().__call__(**asked) or await super().__call__(**asked)
