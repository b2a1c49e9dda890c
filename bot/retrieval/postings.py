"""Where every term stands: sorted arrays, in memory or mapped from files.

The postings of term i are `rows[starts[i]:starts[i + 1]]`, ascending, with one count and one impact each.
"""

import mmap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.retrieval import ranking
from bot.retrieval.counting import Keys

Rows = npt.NDArray[np.int32]
Positions = npt.NDArray[np.int64]
_CHUNK = 4_000_000
"""Postings merged at a time; it bounds the memory of a build."""
_FINE = 16
"""Keys looked at for each cut between pieces."""
_GOLDEN = 0.618
"""Its multiples, without their whole part, spread evenly from 0 to 1."""
_FREQUENT = 32
"""A term is frequent that stands in one passage of so many."""
TYPES = {
    "keys": np.uint64,
    "starts": np.int64,
    "rows": np.int32,
    "counts": np.uint8,
    "impacts": np.uint8,
    "lengths": np.int32,
    "digests": np.uint64,
    "frequent": np.int64,
    "columns": np.uint8,
}


@dataclass(frozen=True)
class Postings:
    """The postings of a run of passages, whose rows are their positions in it."""

    keys: Keys
    starts: npt.NDArray[np.int64]
    rows: Rows
    counts: npt.NDArray[np.uint8]
    """How often, in units of `ranking.UNIT`; 255 stands for more."""
    impacts: npt.NDArray[np.uint8]
    """What an occurrence adds to a score before it is multiplied by idf, in units of `ranking.STEP`."""
    lengths: npt.NDArray[np.int32]
    """By passage."""
    digests: npt.NDArray[np.uint64]
    """By passage: a hash of all that was analysed."""
    frequent: npt.NDArray[np.int64]
    """Positions in `keys` of the terms that have a column."""
    columns: npt.NDArray[np.uint8]
    """Column by column, the impact of such a term on every passage, in the same units."""

    def __len__(self) -> int:
        return len(self.lengths)

    def find(self, keys: Keys) -> npt.NDArray[np.int64]:
        """Return the position of each key in `keys`, -1 where it does not occur."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        return np.where(self.keys[at] == keys, at, -1)

    def look_up(self, keys: Keys) -> tuple[Positions, Positions, Positions, Positions]:
        """Return where the postings of each key begin, their numbers, which have columns, and these."""
        if not len(self.keys):
            none = np.zeros(0, np.int64)
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64), none, none
        at = self.keys.searchsorted(keys)
        begins = self.starts.take(at)
        sizes = self._ends.take(at, mode="clip") - begins
        sizes *= self.keys.take(at, mode="clip") == keys
        columned = (sizes >= self._frequent).nonzero()[0]
        return begins, sizes, columned, self.frequent.searchsorted(at.take(columned))

    @cached_property
    def _frequent(self) -> int:
        return _least(len(self))

    @cached_property
    def _ends(self) -> npt.NDArray[np.int64]:
        return self.starts[1:]

    @cached_property
    def table(self) -> npt.NDArray[np.uint8]:
        """The columns as rows of a table."""
        return self.columns.reshape(-1, max(1, len(self)))

    @cached_property
    def idf(self) -> npt.NDArray[np.float32]:
        """By frequency, times the unit of an impact."""
        idf = ranking.idf(np.arange(len(self) + 1), len(self)) * ranking.STEP
        return idf.astype(np.float32)

    def frequencies(self, keys: Keys) -> npt.NDArray[np.int64]:
        """Return in how many passages each key occurs."""
        at = self.find(keys)
        return np.where(at < 0, 0, self.starts[at + 1] - self.starts[at])

    def passages_with(self, key: int) -> Rows:
        """Return the rows of the passages in which a term occurs."""
        at = int(self.find(np.array([key], np.uint64))[0])
        return self.rows[self.starts[at] : self.starts[at + 1]] if at >= 0 else self.rows[:0]

    def contains(self, key: int, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Return which of the rows have a term."""
        begins, sizes, _, columns = self.look_up(np.array([key], np.uint64))
        if len(columns):
            in_column: npt.NDArray[np.bool_] = self.table[columns[0], rows] > 0
            return in_column
        if not sizes[0]:
            return np.zeros(len(rows), np.bool_)
        own = self.rows[begins[0] : begins[0] + sizes[0]]
        at = np.searchsorted(own, rows)
        at[at == len(own)] = 0
        found: npt.NDArray[np.bool_] = own[at] == rows
        return found

    def passages_with_all(self, keys: Sequence[int]) -> Rows:
        """Return the rows of the passages in which all of the terms occur."""
        lists = sorted((self.passages_with(key) for key in keys), key=len)
        rows = lists[0] if lists else self.rows[:0]
        for other in lists[1:]:
            rows = np.intersect1d(rows, other, assume_unique=True)
        return rows


Chunk = dict[str, npt.NDArray[Any]]


def write(folder: Path, chunks: Iterator[Chunk]) -> dict[str, int]:
    """Write postings into a folder piece by piece; return the size of each file in bytes."""
    files = {name: (folder / name).open("wb") for name in TYPES}
    try:
        for chunk in chunks:
            for name, values in chunk.items():
                values.astype(TYPES[name], copy=False).tofile(files[name])
    finally:
        for file in files.values():
            file.close()
    return {name: (folder / name).stat().st_size for name in TYPES}


def read(folder: Path) -> Postings:
    """Map the files of a folder; they are read as they are needed."""
    return Postings(**{name: _mapped(folder / name, kind) for name, kind in TYPES.items()})


def _mapped(path: Path, kind: Any) -> npt.NDArray[Any]:
    if not path.stat().st_size:
        return np.zeros(0, kind)
    with path.open("rb") as file:
        return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), kind)


def _let_go(own: Postings) -> None:
    """Take what was read of mapped files out of this process's memory, where the system can."""
    for name in TYPES if hasattr(mmap, "MADV_DONTNEED") else ():
        mapped = getattr(getattr(own, name).base, "obj", None)
        if isinstance(mapped, mmap.mmap):
            mapped.madvise(mmap.MADV_DONTNEED)


def gather(chunks: Iterator[Chunk]) -> Postings:
    """Return postings in memory."""
    parts: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in TYPES}
    for chunk in chunks:
        for name, values in chunk.items():
            parts[name].append(values)
    return Postings(**{n: np.concatenate(parts[n] or [np.zeros(0, t)]).astype(t) for n, t in TYPES.items()})


@dataclass(frozen=True, slots=True)
class Part:
    """Postings to merge, and the new row of each of their passages; -1 for one that is gone."""

    postings: Postings
    moved: npt.NDArray[np.int64]


def merge(parts: Sequence[Part]) -> Iterator[Chunk]:
    """Yield the postings of all parts as one, in order of their keys."""
    total = sum(int((part.moved >= 0).sum()) for part in parts)
    lengths, digests = np.zeros(total, np.int32), np.zeros(total, np.uint64)
    for part in parts:
        kept = part.moved >= 0
        lengths[part.moved[kept]] = part.postings.lengths[kept]
        digests[part.moved[kept]] = part.postings.digests[kept]
    yield {"lengths": lengths, "digests": digests, "starts": np.zeros(1, np.int64)}
    norms = ranking.norms(lengths)
    written = terms = 0
    for low, high in _ranges(parts):
        keys, sizes, rows, counts = _merge_range(parts, low, high)
        impacts = ranking.impacts(counts, norms[rows])
        frequent = (sizes >= _least(total)).nonzero()[0]
        yield {
            "keys": keys,
            "starts": written + np.cumsum(sizes),
            "rows": rows,
            "counts": counts,
            "impacts": impacts,
            "frequent": np.add(frequent, terms),
        }
        ends = np.cumsum(sizes)
        for term in frequent:
            own = slice(ends[term] - sizes[term], ends[term])
            yield {"columns": _column(rows[own], impacts[own], total)}
        written += len(rows)
        terms += len(keys)


def _least(passages: int) -> int:
    """Return in how many passages a frequent term stands at least."""
    return -(-passages // _FREQUENT)


def _column(rows: Rows, impacts: npt.NDArray[np.uint8], size: int) -> npt.NDArray[np.uint8]:
    column = np.zeros(size, np.uint8)
    column[rows] = impacts
    return column


def _ranges(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Yield ranges of keys that hold about as many postings each."""
    total = sum(len(part.postings.rows) for part in parts)
    pieces = 1 + total // _CHUNK
    samples = [np.zeros(0, np.uint64)]
    for number, part in enumerate(part for part in parts if len(part.postings.rows)):
        own = part.postings
        count = 1 + _FINE * pieces * len(own.rows) // total
        # Parts are much alike: looked at in the same places, all would tell the same few keys.
        places = (np.arange(count) + number * _GOLDEN % 1) * (len(own.rows) / count)
        samples.append(own.keys[np.searchsorted(own.starts, places, side="right") - 1])
    sample = np.sort(np.concatenate(samples))
    cuts = sample[np.linspace(0, len(sample), pieces + 1)[1:-1].astype(np.int64)] if len(sample) else sample
    yield from pairwise([0, *np.unique(cuts).tolist(), 1 << 63])


def _merge_range(
    parts: Sequence[Part], low: int, high: int
) -> tuple[Keys, npt.NDArray[np.int64], Rows, npt.NDArray[np.uint8]]:
    keys, rows, counts = [], [], []
    for part in parts:
        own = part.postings
        first, last = np.searchsorted(own.keys, np.array((low, high), np.uint64))
        begin, end = own.starts[first], own.starts[last]
        moved = part.moved[own.rows[begin:end]]
        kept = moved >= 0
        keys.append(np.repeat(own.keys[first:last], np.diff(own.starts[first : last + 1]))[kept])
        rows.append(moved[kept])
        counts.append(own.counts[begin:end][kept])
        _let_go(own)
    found, ranks = np.unique(np.concatenate(keys), return_inverse=True)
    packed = ranks.astype(np.uint64) << np.uint64(40)
    packed |= np.concatenate(rows).astype(np.uint64) << np.uint64(8)
    packed |= np.concatenate(counts)
    packed.sort()
    sizes = np.bincount((packed >> np.uint64(40)).astype(np.int64), minlength=len(found))
    row = (packed >> np.uint64(8)) & np.uint64(0xFFFFFFFF)
    return found, sizes, row.astype(np.int32), (packed & np.uint64(255)).astype(np.uint8)
