"""The corpus of a running process: read at the start, on SIGHUP and when a document changes."""

import asyncio
import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TypeVar

from watchfiles import Change, DefaultFilter, awatch

from adapters.cli.compose import folders_of, open_corpus
from adapters.cli.searching import open_index
from adapters.config import Config
from adapters.measured import MeasuredBot
from bot.mention.phrases import compile_all
from bot.retrieval.pick import Wish, pick
from bot.retrieval.search import Searcher

log = logging.getLogger(__name__)
_LOG_IN = 2.0
"""Seconds in which the platforms log in before anything is made ready in advance."""
_SETTLED = 2000
"""Milliseconds without a change, after which documents are taken for whole."""
THREAD = "corpus"
"""The name of the threads that read."""
_T = TypeVar("_T")


@dataclass(slots=True)
class Reading:
    """Knows where the documents are."""

    config: Config
    seeds: tuple[Path, ...] = ()
    again: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when they are to be read again."""

    async def searcher(self) -> Searcher:
        """Return a searcher over the documents as they are now."""
        return await _apart(self._read)

    async def keep_current(self, bot: MeasuredBot) -> None:
        """Read again whenever asked to, until cancelled; switch over once everything is read."""
        watching = asyncio.create_task(self._watch()) if self.config.reload else None
        await asyncio.sleep(_LOG_IN)
        await _apart(compile_all)
        await _apart(lambda: _warm(bot.searcher))
        _stay()
        try:
            while True:
                await self.again.wait()
                self.again.clear()
                bot.metrics.reloads.labels(await self._renew(bot)).inc()
        finally:
            if watching:
                watching.cancel()

    def _read(self) -> Searcher:
        return open_index(self.config, open_corpus(self.config, self.seeds))

    async def _renew(self, bot: MeasuredBot) -> str:
        try:
            searcher = await self.searcher()
            await _apart(lambda: _warm(searcher))
        except Exception:
            log.exception("corpus not read; the one before stays")
            return "failed"
        if bot.searcher.corpus.passages and not searcher.corpus.passages:
            log.error("the corpus is empty now; the one before stays")
            return "empty"
        bot.searcher = searcher
        _stay()
        bot.metrics.loaded(searcher)
        severe = sum(problem.severe for problem in searcher.corpus.problems)
        log.info("corpus read", extra={"passages": len(searcher.corpus.passages), "problems": severe})
        return "read"

    async def _watch(self) -> None:
        folders = {folder.resolve() for folder in folders_of(self.config, self.seeds) if folder.is_dir()}
        corrections = self.config.corrections.resolve()
        corrections.parent.mkdir(parents=True, exist_ok=True)
        usual = DefaultFilter()

        def of_corpus(change: Change, changed: str) -> bool:
            path = Path(changed)
            return usual(change, changed) and (path == corrections or not folders.isdisjoint(path.parents))

        try:
            async for _ in awatch(
                *folders, corrections.parent, watch_filter=of_corpus, debounce=_SETTLED, recursive=True
            ):
                self.again.set()
        except (OSError, RuntimeError) as error:
            log.warning("documents are not watched (%s); SIGHUP reads them again", error)


def _warm(searcher: Searcher) -> None:
    """Ask a new searcher for something, so that nobody waits for what the first question prepares."""
    searcher.search("first words")
    pick(searcher, Wish(daily=True))


def _stay() -> None:
    """Have the collector no longer go through all that stays.

    The more there is, the more rarely it looks for garbage, and the longer everybody waits when it does.
    Documents that are exchanged for newer ones go without it: nothing in them refers back to them.
    """
    gc.collect()
    gc.freeze()


async def _apart(work: Callable[[], _T]) -> _T:
    """Return what a daemon thread computes; unlike a pool's, the process can end without waiting for it."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()

    def settle(result: _T | None, error: Exception | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type] # None only where an error is

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except Exception as raised:  # noqa: BLE001 (it is raised again, where it is waited for)
            error = raised
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, result, error)

    Thread(target=run, name=THREAD, daemon=True).start()
    return await done
