"""Answers are computed a few at a time, and only while nothing waits to be heard or acknowledged."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

BREATH = 0.001
"""Seconds that the loop gets, before each answer, to read and to send."""
PATIENCE = 0.5
"""Seconds that an answer waits at most: an acknowledgement that hangs must not stop the rest."""


class Gate:
    """Lets what arrives and what is acknowledged go before work: while that computes, the loop is deaf."""

    def __init__(self, at_once: int) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._turn = asyncio.Lock()
        self._urgent = 0
        self._arrived = 0
        self._owed = 0.0

    @asynccontextmanager
    async def work(self) -> AsyncIterator[None]:
        """Wait for a turn to compute an answer."""
        async with self._places:
            async with self._turn:
                await self._calm()
            began = time.thread_time()
            yield
            self._owed = min(time.thread_time() - began, PATIENCE)

    @contextmanager
    def urgent(self) -> Iterator[None]:
        """Hold back work while something is acknowledged."""
        self._arrived += 1
        self._urgent += 1
        try:
            yield
        finally:
            self._urgent -= 1

    def arrived(self) -> None:
        """Something was heard; there may be more of it."""
        self._arrived += 1

    async def _calm(self) -> None:
        """Give the loop as long as the last answer took from it, if it needs that."""
        until = time.monotonic() + self._owed
        while True:
            arrived = self._arrived
            await asyncio.sleep(BREATH)
            if (not self._urgent and arrived == self._arrived) or time.monotonic() >= until:
                return
