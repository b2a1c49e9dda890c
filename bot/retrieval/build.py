"""From passages to postings, re-analysing only what changed."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from bot.corpus.model import Passage
from bot.retrieval import postings
from bot.retrieval.analyzer import VERSION
from bot.retrieval.counting import Counter, Keys
from bot.retrieval.postings import Chunk, Part, Postings

Progress = Callable[[int, int], None]
"""Called with the number of passages analysed and of all there are to analyse."""

_BATCH = 4000
"""Passages analysed at a time; below 2**20, so that a key and a row fit in 64 bits."""
_ROW_BITS = np.uint64(20)
FIELDS = _BODY, _SECTION, _QUESTION = 4, 2, 2
"""Weights of the fields, in quarters of an occurrence in the body."""
QUESTION = _LONGEST, _TAIL = 600, 200
"""Bytes of the words before, in UTF-8, up to which they are taken for a question, and characters of a longer
speech that are, if it ends with a question mark."""


def asked(passage: Passage) -> str:
    """Return the question that a passage answers, empty if there is none."""
    question = passage.question
    if len(question.encode("utf-8", "replace")) <= _LONGEST:
        return question
    return question[-_TAIL:] if question.endswith(("?", "？")) else ""


def digests(passages: Sequence[Passage]) -> npt.NDArray[np.uint64]:
    """Return a hash of all that is analysed of each passage."""
    hashes = (
        blake2b("\0".join(_fields(passage)).encode("utf-8", "replace"), digest_size=8).digest()
        for passage in passages
    )
    return np.frombuffer(b"".join(hashes), "<u8")


def build(
    passages: Sequence[Passage],
    previous: Postings | None,
    progress: Progress | None,
    aside: Path | None = None,
) -> Iterator[Chunk]:
    """Yield the postings of all passages; what `previous` holds already is taken from there.

    What does not fit in memory is kept in the folder `aside` meanwhile.
    """
    wanted = digests(passages)
    parts, missing = [], np.arange(len(passages))
    if previous is not None and len(previous):
        part, missing = _reuse(previous, wanted)
        parts.append(part)
    with TemporaryDirectory(prefix=".building-", dir=aside) as folder:
        counter = Counter()
        for first in range(0, len(missing), _BATCH):
            rows = missing[first : first + _BATCH]
            batch = _analyse([passages[row] for row in rows], wanted[rows], counter)
            parts.append(Part(_spill(batch, Path(folder), first) if len(missing) > _BATCH else batch, rows))
            if progress is not None:
                progress(first + len(rows), len(missing))
        if parts:
            yield from postings.merge(parts)


def _reuse(previous: Postings, wanted: npt.NDArray[np.uint64]) -> tuple[Part, npt.NDArray[np.int64]]:
    """Return the part of an older index that is still wanted, and the rows that it lacks."""
    order = np.argsort(previous.digests, kind="stable")
    at = np.searchsorted(previous.digests[order], wanted)
    at[at == len(order)] = 0
    old = order[at]
    found = previous.digests[old] == wanted
    moved = np.full(len(previous), -1)
    moved[old[found]] = np.flatnonzero(found)
    kept = np.zeros(len(wanted), np.bool_)
    kept[moved[moved >= 0]] = True
    return Part(previous, moved), np.flatnonzero(~kept)


def _spill(batch: Postings, folder: Path, name: int) -> Postings:
    """Move postings from memory to files."""
    own = folder / str(name)
    own.mkdir()
    postings.write(own, iter([{name: getattr(batch, name) for name in postings.TYPES}]))
    return postings.read(own)


def _fields(passage: Passage) -> tuple[str, str, str, str]:
    return VERSION, passage.text, passage.section, asked(passage)


def _analyse(passages: Sequence[Passage], own: npt.NDArray[np.uint64], counter: Counter) -> Postings:
    body = counter.count([passage.text for passage in passages])
    fields = [
        (body, _BODY),
        (counter.count([passage.section for passage in passages]), _SECTION),
        (counter.count([asked(passage) for passage in passages]), _QUESTION),
    ]
    found, weights = [], []
    for occurrences, weight in fields:
        packed = occurrences.keys << _ROW_BITS | occurrences.rows.astype(np.uint64)
        distinct, times = np.unique(packed, return_counts=True)
        found.append(distinct)
        weights.append(times * weight)
    lengths = np.add.reduce([occurrences.lengths * weight for occurrences, weight in fields]) // _BODY
    return _postings(np.concatenate(found), np.concatenate(weights), lengths.astype(np.int32), own)


def _postings(
    packed: Keys, weights: npt.NDArray[np.int64], lengths: npt.NDArray[np.int32], own: npt.NDArray[np.uint64]
) -> Postings:
    distinct, ranks = np.unique(packed, return_inverse=True)
    counts = np.minimum(np.bincount(ranks, weights, minlength=len(distinct)), 255)
    keys, first = np.unique(distinct >> _ROW_BITS, return_index=True)
    return Postings(
        keys=keys,
        starts=np.append(first, len(distinct)),
        rows=(distinct & np.uint64((1 << 20) - 1)).astype(np.int32),
        counts=counts.astype(np.uint8),
        impacts=np.zeros(0, np.uint8),
        lengths=lengths,
        digests=own,
        frequent=np.zeros(0, np.int64),
        columns=np.zeros(0, np.uint8),
    )
