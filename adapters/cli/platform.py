"""What a process needs of a platform; one file a platform makes it, imported when it is wanted."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.health import Check
from adapters.poster import Poster


class RefusedError(Exception):
    """A platform will not have us; the text says which variable to look at."""


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform, connected while `run` runs."""

    poster: Poster
    check: Check
    run: Callable[[], Awaitable[None]]
    """Raises `RefusedError` where trying again cannot help."""
    close: Callable[[], Awaitable[None]]
    """Takes no new work, finishes what was acknowledged."""
    pending: Callable[[], int]
    """How many interactions came and are not done with."""
