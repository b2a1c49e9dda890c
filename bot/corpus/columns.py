"""What is asked of all passages at once, as columns: nobody waits for a million passages to be read."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol, TypeAlias, runtime_checkable

from bot.corpus.model import Passage

Numbers: TypeAlias = "array[int] | memoryview"


@dataclass(frozen=True, slots=True)
class Columns:
    """By passage. Positions and turns are of 32 bits, flags of 8, hashes of 64."""

    sources: tuple[str, ...]
    speakers: tuple[str, ...]
    source: Numbers
    """Position in `sources`."""
    speaker: Numbers
    """Position in `speakers`."""
    turn: Numbers
    host: Numbers
    quotable: Numbers
    text: Numbers
    """A hash of the text."""


@runtime_checkable
class Columned(Protocol):
    """Passages that know all this without being looked at."""

    columns: Columns
    identity: str
    rows: Mapping[str, int]


def columns_of(passages: Sequence[Passage], hashed: Callable[[str], int] = hash) -> Columns:
    """Return the columns of some passages."""
    if isinstance(passages, Columned):
        return passages.columns
    sources = {name: number for number, name in enumerate(dict.fromkeys(p.source for p in passages))}
    speakers = {name: number for number, name in enumerate(dict.fromkeys(p.speaker for p in passages))}
    return Columns(
        tuple(sources),
        tuple(speakers),
        array("i", (sources[passage.source] for passage in passages)),
        array("i", (speakers[passage.speaker] for passage in passages)),
        array("i", (passage.turn for passage in passages)),
        array("b", (passage.host for passage in passages)),
        array("b", (passage.quotable for passage in passages)),
        array("q", (hashed(passage.text) for passage in passages)),
    )


def identity_of(passages: Sequence[Passage]) -> str:
    """Return a digest of the ids and headings of all, in order."""
    if isinstance(passages, Columned):
        return passages.identity
    digest = blake2b(digest_size=16)
    for passage in passages:
        digest.update(f"{passage.id}\t{passage.section}\n".encode("utf-8", "replace"))
    return digest.hexdigest()


def rows_of(passages: Sequence[Passage]) -> Mapping[str, int]:
    """Return the position of each passage by its id."""
    if isinstance(passages, Columned):
        return passages.rows
    return {passage.id: row for row, passage in enumerate(passages)}
