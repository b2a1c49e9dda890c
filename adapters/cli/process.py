"""One process of the bot: what runs in it, how it starts, reloads and ends."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

from adapters.cli.compose import folders_of, open_corpus
from adapters.cli.platform import Platform
from adapters.cli.searching import open_index
from adapters.config import Config
from adapters.daily import Daily
from adapters.health import Condition, served
from adapters.metrics import MeasuredBot, Metrics
from adapters.upkeep import Upkeep
from bot.retrieval.search import Searcher
from bot.store.sql import SqlStore

log = logging.getLogger(__name__)
LEAVE_WITHIN = 9.0
"""Seconds that what is under way gets after SIGTERM; the process is gone within ten."""


@dataclass(slots=True)
class Process:
    """The platforms that it serves, on one corpus and one database."""

    config: Config
    platforms: frozenset[str]
    seeds: tuple[Path, ...] = ()
    metrics: Metrics = field(default_factory=Metrics)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _reload: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Serve until SIGTERM or SIGINT.

        Raises:
            RefusedError: a platform will not have us.
            StoreError: the database cannot be used.
        """
        self._listen()
        async with AsyncExitStack() as stack:
            store = await SqlStore.open(self.config.database)
            stack.push_async_callback(store.close)
            searcher = await asyncio.to_thread(self._searcher)
            bot = MeasuredBot(searcher, store, self.metrics)
            self.metrics.loaded(searcher)
            platforms = [
                await stack.enter_async_context(
                    import_module(f"adapters.cli.serve_{name}").serving(bot, self.config, store)
                )
                for name in sorted(self.platforms)
            ]
            await self._serve(bot, store, platforms)
        log.info("stopped")

    async def _serve(self, bot: MeasuredBot, store: SqlStore, platforms: list[Platform]) -> None:
        posters = {platform.poster.platform: platform.poster for platform in platforms}
        daily = Daily(bot, store, posters, late=timedelta(hours=self.config.daily_late_hours))
        checks = {
            "corpus": self._corpus_of(bot),
            "database": self._database_of(store),
            "daily": daily.check,
            **{platform.poster.platform: platform.check for platform in platforms},
        }
        address = self.config.health_host, self.config.health_port
        async with served(checks, self.metrics.registry, *address):
            log.info(
                "started", extra={"platforms": sorted(posters), "passages": len(bot.searcher.corpus.passages)}
            )
            running = [platform.run() for platform in platforms]
            upkeep = Upkeep(store, posters)
            await self._until_stopped([*running, daily.run(), upkeep.run(), self._reloading(bot)])
            log.info("stopping")
            async with asyncio.timeout(LEAVE_WITHIN):
                await asyncio.gather(daily.close(), *(platform.close() for platform in platforms))

    async def _until_stopped(self, running: list[Awaitable[None]]) -> None:
        """Return when told to stop; raise what ended one of those that should run for ever."""
        tasks = [asyncio.ensure_future(each) for each in running]
        stopping = asyncio.create_task(self._stop.wait())
        try:
            done, _ = await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stopping}:
                task.result()
        finally:
            stopping.cancel()
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=LEAVE_WITHIN)

    def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        loop.add_signal_handler(signal.SIGHUP, self._reload.set)

    def _searcher(self) -> Searcher:
        return open_index(self.config, open_corpus(self.config, self.seeds))

    async def _reloading(self, bot: MeasuredBot) -> None:
        """Read the corpus again on SIGHUP and when a document changes; switch over once it is whole."""
        watching = asyncio.create_task(self._watch()) if self.config.reload else None
        try:
            while True:
                await self._reload.wait()
                self._reload.clear()
                await self._read_again(bot)
        finally:
            if watching:
                watching.cancel()

    async def _watch(self) -> None:
        folders = {folder.resolve() for folder in folders_of(self.config, self.seeds) if folder.is_dir()}
        corrections = self.config.corrections.resolve()
        corrections.parent.mkdir(parents=True, exist_ok=True)
        usual = DefaultFilter()

        def of_corpus(change: Change, changed: str) -> bool:
            path = Path(changed)
            return usual(change, changed) and (path == corrections or not folders.isdisjoint(path.parents))

        async for _ in awatch(*folders, corrections.parent, watch_filter=of_corpus, debounce=2000):
            self._reload.set()

    async def _read_again(self, bot: MeasuredBot) -> None:
        try:
            searcher = await asyncio.to_thread(self._searcher)
        except Exception:
            log.exception("corpus not read; the one before stays")
            return
        if bot.searcher.corpus.passages and not searcher.corpus.passages:
            log.error("the corpus is empty now; the one before stays")
            return
        bot.searcher = searcher
        self.metrics.loaded(searcher)
        severe = sum(problem.severe for problem in searcher.corpus.problems)
        log.info("corpus read", extra={"passages": len(searcher.corpus.passages), "problems": severe})

    def _corpus_of(self, bot: MeasuredBot) -> Callable[[], Awaitable[Condition]]:
        async def check() -> Condition:
            passages = len(bot.searcher.corpus.passages)
            return Condition(passages > 0, f"{passages:,} passages")

        return check

    def _database_of(self, store: SqlStore) -> Callable[[], Awaitable[Condition]]:
        async def check() -> Condition:
            await store.reported()
            return Condition(ready=True, said="answers")

        return check
