"""A corpus kept between runs: opened at once, its turns and passages read as they are needed."""

import json
import mmap
import shutil
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from operator import index
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Generic, Literal, TypeVar, overload

from bot.corpus.columns import Columns, columns_of, identity_of
from bot.corpus.model import Concept, Corpus, Document, Passage, Problem, Remark, Source, Speaker, Turn
from bot.corpus.rows import maker, names, row_of

_TABLES = {
    "sources": Source,
    "speakers": Speaker,
    "remarks": Remark,
    "concepts": Concept,
    "problems": Problem,
    "documents": Document,
}
_COLUMNS: dict[str, Literal["i", "b", "q"]] = {
    "source": "i",
    "speaker": "i",
    "turn": "i",
    "host": "b",
    "quotable": "b",
    "text": "q",
}
_THE_TURN_BEFORE = 1
"""Stands for a passage's question where that is the text of the turn before."""
_T = TypeVar("_T")


class _Records(Sequence[_T], Generic[_T]):
    """Rows of JSON in a mapped file, each made into a thing when it is asked for."""

    def __init__(self, folder: Path, name: str, make: Callable[[Any], _T]) -> None:
        self._rows, self._ends = _mapped(folder / name), _mapped(folder / f"{name}-ends").cast("q")
        self._made = lru_cache(maxsize=4096)(lambda at: make(json.loads(self._row(at))))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> _T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[_T, ...]: ...

    def __getitem__(self, at: int | slice) -> _T | tuple[_T, ...]:
        if isinstance(at, slice):
            return tuple(self._made(number) for number in range(*at.indices(len(self))))
        return self._made(range(len(self))[index(at)])

    def __iter__(self) -> Iterator[_T]:
        return (self._made.__wrapped__(number) for number in range(len(self)))

    def _row(self, at: int) -> bytes:
        return bytes(self._rows[self._ends[at - 1] if at else 0 : self._ends[at]])


class _Turns(Mapping[str, tuple[Turn, ...]]):
    """The turns of each source."""

    def __init__(self, records: _Records[Turn], places: Mapping[str, tuple[int, int]]) -> None:
        self._records, self._places = records, places
        self.of = lru_cache(maxsize=64)(lambda source: self._records[slice(*places[source])])

    def __getitem__(self, source: str) -> tuple[Turn, ...]:
        if source not in self._places:
            raise KeyError(source)
        return self.of(source)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def one(self, source: str, number: int) -> Turn:
        """Return the turn of that number, without its neighbours."""
        return self._records[self._places[source][0] + number - 1]


class _Passages(_Records[Passage]):
    """All passages, and what is known of them without looking at each."""

    def __init__(self, folder: Path, known: Mapping[str, Any], turns: _Turns) -> None:
        make = maker(Passage)
        question = names(Passage).index("question")

        def passage(row: list[Any]) -> Passage:
            if row[question] == _THE_TURN_BEFORE:
                row[question] = turns.one(row[1], row[2] - 1).text
            made: Passage = make(row)
            return made

        super().__init__(folder, "passages", passage)
        columns = {name: _mapped(folder / name).cast(kind) for name, kind in _COLUMNS.items()}
        self.columns = Columns(tuple(known["speaking"][0]), tuple(known["speaking"][1]), **columns)
        self.identity: str = known["identity"]
        self.rows: Mapping[str, int] = _Rows(folder, self)


class _Rows(Mapping[str, int]):
    """Positions of passages by their ids, found by hashes in order."""

    def __init__(self, folder: Path, passages: Sequence[Passage]) -> None:
        self._hashes, self._rows = _mapped(folder / "ids").cast("q"), _mapped(folder / "id-rows").cast("i")
        self._passages = passages

    def __getitem__(self, wanted: str) -> int:
        own = _hash(wanted)
        at = bisect_left(self._hashes, own)
        while at < len(self._hashes) and self._hashes[at] == own:
            if self._passages[self._rows[at]].id == wanted:
                return self._rows[at]
            at += 1
        raise KeyError(wanted)

    def __iter__(self) -> Iterator[str]:
        return (passage.id for passage in self._passages)

    def __len__(self) -> int:
        return len(self._passages)


def read(folder: Path, key: str) -> Corpus | None:
    """Return the corpus saved under a key; None if there is none, or not whole."""
    own = folder / key
    try:
        known = json.loads((own / "corpus.json").read_bytes())
        if any((own / name).stat().st_size != size for name, size in known["sizes"].items()):
            return None
        tables = {name: tuple(map(maker(kind), known[name])) for name, kind in _TABLES.items()}
        turns = _Turns(_Records(own, "turns", maker(Turn)), known["turns"])
        passages = _Passages(own, known, turns)
        own_names = _Records(own, "names", str)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    sources = {source.id: source for source in tables.pop("sources")}
    speakers = {speaker.id: speaker for speaker in tables.pop("speakers")}
    return Corpus(sources, speakers, turns, passages, names=own_names, **tables)


def write(folder: Path, key: str, corpus: Corpus) -> None:
    """Save a corpus under a key, if the folder can be written; of others only the last is kept."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = Path(mkdtemp(prefix=".saving-", dir=folder))
    except OSError:
        return
    try:
        _write(aside, corpus)
        older = sorted((path for path in folder.glob("[!.]*") if path.name != key), key=_written)[:-1]
        shutil.rmtree(folder / key, ignore_errors=True)
        aside.replace(folder / key)
        for path in older:
            shutil.rmtree(path, ignore_errors=True)
    except OSError:
        pass
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _written(folder: Path) -> float:
    return folder.stat().st_mtime


def _write(folder: Path, corpus: Corpus) -> None:
    places, first = {}, 0
    for source, own in corpus.turns.items():
        places[source] = first, first + len(own)
        first += len(own)
    _put(folder, "turns", (row_of(turn) for own in corpus.turns.values() for turn in own))
    _put(folder, "passages", (_passage_row(passage, corpus) for passage in corpus.passages))
    _put(folder, "names", corpus.names)
    columns = columns_of(corpus.passages, _hash)
    for name in _COLUMNS:
        (folder / name).write_bytes(getattr(columns, name).tobytes())
    ids = sorted((_hash(passage.id), row) for row, passage in enumerate(corpus.passages))
    (folder / "ids").write_bytes(array("q", (own for own, _ in ids)).tobytes())
    (folder / "id-rows").write_bytes(array("i", (row for _, row in ids)).tobytes())
    known = {
        "sizes": {path.name: path.stat().st_size for path in folder.iterdir()},
        "turns": places,
        "identity": identity_of(corpus.passages),
        "speaking": (columns.sources, columns.speakers),
        "sources": [row_of(each) for each in corpus.sources.values()],
        "speakers": [row_of(each) for each in corpus.speakers.values()],
        **{name: [row_of(each) for each in getattr(corpus, name)] for name in [*_TABLES][2:]},
    }
    (folder / "corpus.json").write_text(json.dumps(known, ensure_ascii=False), "utf-8", "surrogatepass")


def _put(folder: Path, name: str, rows: Iterable[Any]) -> None:
    ends = array("q")
    with (folder / name).open("wb") as file:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            file.write(line.encode("utf-8", "surrogatepass"))
            ends.append(file.tell())
    (folder / f"{name}-ends").write_bytes(ends.tobytes())


def _passage_row(passage: Passage, corpus: Corpus) -> list[Any]:
    row: list[Any] = row_of(passage)
    before = corpus.turns.get(passage.source, ())[max(0, passage.turn - 2) : passage.turn - 1]
    if passage.question and before and before[0].text == passage.question:
        row[names(Passage).index("question")] = _THE_TURN_BEFORE
    return row


def _hash(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _mapped(path: Path) -> memoryview:
    if not path.stat().st_size:
        return memoryview(b"")
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
