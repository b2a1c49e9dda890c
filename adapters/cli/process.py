"""One process of the bot: what runs in it, how it starts and ends."""

import asyncio
import logging
import os
import signal
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from threading import Timer
from typing import Any, TypeVar

from adapters.cli.platform import Platform, RefusedError
from adapters.cli.reading import Reading
from adapters.config import Config
from adapters.daily import Daily, Pace
from adapters.health import Check, Condition, served
from adapters.measured import MeasuredBot, MeasuredPoster
from adapters.metrics import Metrics
from bot.store.sql import SqlStore

log = logging.getLogger(__name__)
LEAVE_WITHIN = 9.0
"""Seconds that what is under way gets after SIGTERM."""
GONE_WITHIN = 9.7
"""Seconds after which the process ends in any case."""
CONFIRM_WITHIN = 4.0
"""Seconds of these that a daily quote gets that is just being posted."""
OVERDUE = timedelta(minutes=10)
"""How late a daily quote may be before something is wrong."""
_T = TypeVar("_T")


class _StoppedError(Exception):
    """We were told to stop."""


@dataclass(slots=True)
class Process:
    """The platforms that it serves, on one corpus and one database."""

    config: Config
    platforms: frozenset[str]
    seeds: tuple[Path, ...] = ()
    metrics: Metrics = field(default_factory=Metrics)
    _checks: dict[str, Check] = field(default_factory=lambda: {"process": _itself("starting")})
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _started: bool = False

    async def run(self) -> None:
        """Serve until SIGTERM or SIGINT.

        Raises:
            RefusedError: a platform will not have us, or a port is taken.
            StoreError: the database cannot be used.
        """
        reading = Reading(self.config, self.seeds)
        self._listen(reading)
        async with AsyncExitStack() as stack:
            await self._show_health(stack)
            with suppress(_StoppedError):
                await self._serve(reading, stack)
        log.info("stopped")

    async def _show_health(self, stack: AsyncExitStack) -> None:
        host, port = self.config.health_host, self.config.health_port
        try:
            await stack.enter_async_context(served(self._checks, self.metrics.registry, host, port))
        except OSError as error:
            raise RefusedError(f"YULU_HEALTH_PORT: {error}; 0 is for none") from None

    async def _serve(self, reading: Reading, stack: AsyncExitStack) -> None:
        store = await self._unless_stopped(
            SqlStore.open(self.config.database, grace=timedelta(days=self.config.grace_days))
        )
        stack.push_async_callback(store.close)
        bot = MeasuredBot(await self._unless_stopped(reading.searcher()), store, self.metrics)
        self.metrics.loaded(bot.searcher)
        platforms = [
            await stack.enter_async_context(
                import_module(f"adapters.cli.serve_{name}").serving(bot, self.config, store)
            )
            for name in sorted(self.platforms)
        ]
        posters = {each.poster.platform: MeasuredPoster(each.poster, self.metrics) for each in platforms}
        daily = Daily(bot, store, posters, Pace(late=timedelta(hours=self.config.daily_late_hours)))
        self._watch_over(bot, daily, platforms)
        posting = asyncio.create_task(daily.run())
        beside = [asyncio.create_task(reading.keep_current(bot)), posting]
        tasks = [*(asyncio.ensure_future(each.run()) for each in platforms), *beside]
        self._started = True
        log.info("started", extra={"platforms": sorted(posters), "passages": len(bot.searcher.passages)})
        try:
            await self._unless_stopped(_first_to_end(tasks))
        finally:
            self._checks["process"] = _itself("stopping")
            log.info("stopping")
            await daily.close()
            await _leave(posting, platforms, tasks)

    def _watch_over(self, bot: MeasuredBot, daily: Daily, platforms: list[Platform]) -> None:
        self._checks |= {"corpus": _corpus_of(bot), "database": _database_of(bot), "daily": _posts_of(daily)}
        for each in platforms:
            self._checks[each.poster.platform] = each.check
            self.metrics.queued(each.poster.platform, each.pending)
        self._checks["process"] = _itself("running", ready=True)

    async def _unless_stopped(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Return what work comes to; give it up once we are told to stop."""
        working, stopping = asyncio.create_task(work), asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                raise _StoppedError
            return working.result()
        finally:
            for task in (working, stopping):
                task.cancel()

    def _listen(self, reading: Reading) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._told_to_stop)
        loop.add_signal_handler(signal.SIGHUP, reading.again.set)

    def _told_to_stop(self) -> None:
        self._stop.set()
        last = Timer(GONE_WITHIN, self._give_up)
        last.daemon = True
        last.start()

    def _give_up(self) -> None:
        """End, whatever hangs: a thread that waits for a database or reads cannot be cancelled."""
        if not self._started:
            os._exit(0)
        log.warning("left with work undone")
        os._exit(1)


async def _first_to_end(tasks: Sequence[asyncio.Future[None]]) -> None:
    """Wait for one of those that should run for ever, and raise what ended it."""
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()


async def _leave(
    posting: asyncio.Task[None], platforms: Sequence[Platform], tasks: Sequence[asyncio.Future[None]]
) -> None:
    """Confirm what is being posted, while the connections stand; then finish what was acknowledged."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LEAVE_WITHIN):
            await asyncio.wait({posting}, timeout=CONFIRM_WITHIN)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*(each.close() for each in platforms), asyncio.wait(tasks))


def _itself(said: str, *, ready: bool = False) -> Check:
    # Not looked up when asked: who asks at the start must not hear of the end of it, and of nothing else.
    async def check() -> Condition:
        return Condition(ready, said)

    return check


def _corpus_of(bot: MeasuredBot) -> Check:
    async def check() -> Condition:
        passages = len(bot.searcher.corpus.passages)
        return Condition(passages > 0, f"{passages:,} passages")

    return check


def _database_of(bot: MeasuredBot) -> Check:
    async def check() -> Condition:
        await bot.store.reported()
        return Condition(ready=True, said="answers")

    return check


def _posts_of(daily: Daily) -> Check:
    async def check() -> Condition:
        late = await daily.overdue()
        last = daily.last_success
        said = f"last post {last:%Y-%m-%d %H:%M} UTC" if last else "nothing posted yet"
        overdue = late > OVERDUE
        return Condition(not overdue, f"{said}; one is due for {late.seconds // 60} min" if overdue else said)

    return check
