"""The app: what it is made of, how it is served, what it remembers of workspaces."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import aiohttp
from aiohttp import web as http
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore

from adapters.slack import manifest, parse
from adapters.slack.answer import Answering
from adapters.slack.client.calls import SdkWire, client_of, poster_client, sdk_log
from adapters.slack.client.installations import Authorize, Installations
from adapters.slack.client.socket import Socket
from adapters.slack.client.timed import Tell, TimedApp
from adapters.slack.client.web import routes
from adapters.slack.deliver import Delivery
from adapters.slack.once import Once
from adapters.slack.options import SlackOptions
from adapters.slack.people import People
from adapters.slack.poster import SlackPoster
from adapters.slack.wire import Given, SlackError, Wire
from bot.app import Bot
from bot.errors import StoreError
from bot.store import deliveries
from bot.store.engine import Database
from bot.texts import LOCALES, text

log = logging.getLogger(__name__)
FAREWELL = 8.0
"""Seconds that answers under way get when the process ends."""
STATE_KEPT = 600
"""Seconds that an installation may take."""


class Slack:
    """The app, for one workspace or many, by Socket Mode or HTTP."""

    def __init__(
        self,
        bot: Bot,
        options: SlackOptions,
        database: Database | None,
        session: aiohttp.ClientSession,
        tell: Tell,
    ) -> None:
        options.check()
        self.bot, self.options, self._database = bot, options, database
        token = None if options.many else options.bot_token
        self.client = client_of(options.api, token, session)
        self._installations: Installations | None = None
        self._authorize: Authorize | None = None
        self.app = self._many(options) if options.many else self._one()
        self.app.tell = self._tell = tell
        lost = partial(tell, "undelivered")
        self.delivery = Delivery(bot, gone=self.forget, lost=lost, prefix=options.prefix)
        self.answering = Answering(bot, options, self.delivery, People(options.managers))
        self.poster = SlackPoster(bot, self.delivery.pace, self._wire_of, self._workspaces)
        self._once = Once()
        self._busy: set[asyncio.Task[Any]] = set()
        self._home = ""
        self._socket: Socket | None = None
        self._serving = False

    def _one(self) -> TimedApp:
        return TimedApp(
            name="yulu",
            logger=sdk_log,
            client=self.client,
            signing_secret=self.options.signing_secret,
        )

    def _many(self, options: SlackOptions) -> TimedApp:
        if self._database is None:
            raise ValueError("installations need a database")
        self._installations = Installations(options.client_id, self._database, self._returned)
        self._authorize = Authorize(
            client_id=options.client_id,
            client_secret=options.client_secret,
            installation_store=self._installations,
            client=self.client,
        )
        redirect = f"{options.public_url.rstrip('/')}{manifest.REDIRECT_PATH}" if options.public_url else None
        oauth = AsyncOAuthSettings(
            client_id=options.client_id,
            client_secret=options.client_secret,
            scopes=list(manifest.scopes(assistant=options.assistant)),
            user_scopes=[],
            redirect_uri=redirect,
            install_path=manifest.INSTALL_PATH,
            redirect_uri_path=manifest.REDIRECT_PATH,
            authorization_url=options.authorize,
            installation_store=self._installations,
            installation_store_bot_only=True,
            state_store=AsyncSQLAlchemyOAuthStateStore(STATE_KEPT, self._database.writer, logger=sdk_log),
            state_expiration_seconds=STATE_KEPT,
            logger=sdk_log,
        )
        return TimedApp(
            name="yulu",
            logger=sdk_log,
            client=self.client,
            signing_secret=options.signing_secret,
            installation_store=self._installations,
            authorize=self._authorize,  # type: ignore[arg-type] # the SDK takes its own kind too
            oauth_settings=oauth,
            user_facing_authorize_error_message="\n".join(
                text(locale, "slack-not-installed") for locale in LOCALES
            ),
        )

    async def run(self) -> None:
        """Serve until cancelled.

        Raises:
            ValueError: Slack refuses a token; the text says which.
        """
        if not self.options.many:
            await self._introduce()
        try:
            async with AsyncExitStack() as stack:
                if self.options.signing_secret:
                    await self._serve(stack)
                if self.options.app_token:
                    await self._connect(stack)
                await asyncio.Event().wait()
        finally:
            await self.drain()

    async def ready(self) -> bool:
        """Return whether questions reach us."""
        return bool(await self._socket.client.is_connected()) if self._socket else self._serving

    def web(self) -> http.Application:
        """Return what Slack calls over HTTP."""
        return routes(self.app, self.options.signing_secret)

    async def forget(self, workspace: str) -> None:
        """Drop a workspace's token, which it revoked or took away with the app."""
        if self._installations is not None and workspace:
            await self._installations.async_delete_bot(enterprise_id=None, team_id=workspace)

    async def leave(self, workspace: str) -> None:
        """Forget a workspace that removed the app: its token at once, its data after the time of grace."""
        await self.forget(workspace)
        await self.bot.store.departed(f"{parse.PLATFORM}:{workspace}")

    async def first(self, payload: Given) -> bool:
        """Return whether a delivery comes for the first time, to whichever process."""
        key = parse.key(payload)
        if not await self._once.first(key):
            return False
        if self._database is None or not key:
            return True
        try:
            return await deliveries.first(self._database, f"{parse.PLATFORM}:{key}", datetime.now(UTC))
        except StoreError as error:
            # Two answers, by two processes, are better than none.
            log.warning("delivery not noted: %s", error)
            return True

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Count an answer as under way, so that the process waits for it when it ends."""
        began, task = time.perf_counter(), asyncio.current_task()
        if task is not None:
            self._busy.add(task)
        try:
            yield
        except Exception:
            self._tell("failed")
            raise
        finally:
            self._tell("delivered", time.perf_counter() - began)
            if task is not None:
                self._busy.discard(task)

    def pending(self) -> int:
        """Return how many answers are under way."""
        return len(self._busy)

    async def drain(self) -> None:
        """Wait for the answers under way, not for ever."""
        if self._busy:
            await asyncio.wait(set(self._busy), timeout=FAREWELL)

    async def _introduce(self) -> None:
        try:
            told = await SdkWire(self.client).call("auth.test", {})
        except SlackError as error:
            if error.code:
                raise ValueError(f"YULU_SLACK_BOT_TOKEN is refused by Slack: {error.code}") from None
            return
        self._home = str(told.get("team_id", ""))
        self.delivery.name = str(told.get("user") or self.delivery.name)
        await self._returned(self._home)

    async def _returned(self, workspace: str) -> None:
        self.delivery.scopeless.discard(workspace)
        await self.bot.store.returned(f"{parse.PLATFORM}:{workspace}")

    async def _connect(self, stack: AsyncExitStack) -> None:
        self._socket = Socket(self.app, self.options.app_token, logger=sdk_log)
        stack.push_async_callback(self._socket.close_async)
        await self._socket.connect_async()  # type: ignore[no-untyped-call]

    async def _serve(self, stack: AsyncExitStack) -> None:
        runner = http.AppRunner(self.web(), access_log=None)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await http.TCPSite(runner, self.options.host, self.options.port).start()
        self._serving = True

    async def _wire_of(self, workspace: str) -> Wire:
        """Return a workspace's wire for posting."""
        if self._authorize is None:
            return SdkWire(poster_client(self.options.api, self.options.bot_token))
        context = AsyncBoltContext({"client": self.client, "is_enterprise_install": False})
        found = await self._authorize(context=context, enterprise_id=None, team_id=workspace, user_id=None)
        if found is None or not found.bot_token:
            raise SlackError("account_inactive")
        return SdkWire(poster_client(self.options.api, found.bot_token))

    async def _workspaces(self) -> tuple[str, ...]:
        if self._database is None or not self.options.many:
            return (self._home,)
        return await deliveries.slack_workspaces(self._database)
