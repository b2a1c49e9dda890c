"""The engines that are compared, each behind the same four calls."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import rjieba

TOP = 10
Analyzer = Callable[[str], list[str]]


class Engine(Protocol):
    """Builds an index in a folder, opens it, and returns the rows of the best passages."""

    def build(self, texts: Sequence[str], folder: Path) -> None: ...

    def open(self, folder: Path, texts: Sequence[str]) -> None:
        """`texts` is for engines that show them; the others must not touch it."""

    def read(self, question: str) -> Any:
        """Return a question as `search` takes it."""

    def search(self, question: Any) -> Sequence[int]: ...


def words(text: str) -> list[str]:
    """Return the words that all engines but ours index; ours adds bigrams and characters."""
    return [word for word in rjieba.cut(text) if word.strip("，。")]


def terms(text: str) -> list[str]:
    """Return what ours indexes: words, bigrams and characters."""
    from bot.retrieval.analyzer import analyze

    return [term.text for term in analyze(text)]


class _Given:
    """An engine that is given what to index, and what to look for."""

    def __init__(self, analyse: Analyzer = words) -> None:
        self._analyse = analyse

    def read(self, question: str) -> list[str]:
        return self._analyse(question)


class RankBM25(_Given):
    """rank-bm25 keeps nothing on disk: opening is building."""

    def build(self, texts: Sequence[str], folder: Path) -> None:
        self.open(folder, texts)

    def open(self, folder: Path, texts: Sequence[str]) -> None:
        from rank_bm25 import BM25Okapi

        self._index = BM25Okapi([self._analyse(text) for text in texts])

    def search(self, question: list[str]) -> Sequence[int]:
        import numpy as np

        scores = self._index.get_scores(question)
        top = np.argpartition(scores, -min(TOP, len(scores)))[-TOP:]
        return [int(row) for row in top[np.argsort(-scores[top])]]


class BM25S(_Given):
    """bm25s, its arrays mapped from disk."""

    backend = "numpy"

    def build(self, texts: Sequence[str], folder: Path) -> None:
        import bm25s

        index = bm25s.BM25(backend=self.backend)
        index.index([self._analyse(text) for text in texts], show_progress=False)
        index.save(folder)

    def open(self, folder: Path, texts: Sequence[str]) -> None:
        import bm25s

        self._index = bm25s.BM25.load(folder, mmap=True)
        self._index.backend = self.backend
        if self.backend == "numba":
            self._index.activate_numba_scorer()

    def read(self, question: str) -> list[str]:
        return [term for term in self._analyse(question) if term in self._index.vocab_dict]

    def search(self, question: list[str]) -> Sequence[int]:
        found = self._index.retrieve([question], k=TOP, show_progress=False, n_threads=0)
        return [int(row) for row in found.documents[0]]


class BM25SNumba(BM25S):
    backend = "numba"


class Tantivy(_Given):
    def build(self, texts: Sequence[str], folder: Path) -> None:
        import tantivy

        fields = tantivy.SchemaBuilder().add_text_field("text", tokenizer_name="whitespace")
        schema = fields.add_unsigned_field("row", stored=True).build()
        writer = tantivy.Index(schema, path=str(folder)).writer(256_000_000)
        for row, text in enumerate(texts):
            writer.add_document(tantivy.Document(text=" ".join(self._analyse(text)), row=row))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path, texts: Sequence[str]) -> None:
        import tantivy

        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def search(self, question: list[str]) -> Sequence[int]:
        query = self._index.parse_query(" ".join(question), ["text"])
        hits = self._searcher.search(query, TOP).hits
        return [self._searcher.doc(address)["row"][0] for _, address in hits]


class FTS5(_Given):
    def build(self, texts: Sequence[str], folder: Path) -> None:
        with sqlite3.connect(folder / "fts.db") as database:
            database.execute("CREATE VIRTUAL TABLE t USING fts5(text, content='')")
            rows = ((row, " ".join(self._analyse(text))) for row, text in enumerate(texts))
            database.executemany("INSERT INTO t(rowid, text) VALUES (?, ?)", rows)
            database.execute("INSERT INTO t(t) VALUES ('optimize')")

    def open(self, folder: Path, texts: Sequence[str]) -> None:
        self._database = sqlite3.connect(folder / "fts.db")

    def search(self, question: list[str]) -> Sequence[int]:
        wanted = " OR ".join(f'"{term}"' for term in question)
        rows = self._database.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10", (wanted,))
        return [row for (row,) in rows]


class Yulu:
    """All that `/quote` does to find: reading, ranking, a closer look, folding; opened as `yulu ask` does."""

    def build(self, texts: Sequence[str], folder: Path) -> None:
        from bot.corpus import saved
        from bot.retrieval.index import Index
        from tests.benchmarks.synthetic import corpus_of

        corpus = corpus_of(texts)
        Index.update(folder / "index", corpus)
        saved.write(folder / "corpus", "all", corpus)

    def open(self, folder: Path, texts: Sequence[str]) -> None:
        from bot.corpus import saved
        from bot.retrieval.search import open_searcher

        corpus = saved.read(folder / "corpus", "all")
        assert corpus is not None
        self._searcher = open_searcher(corpus, folder / "index")

    def read(self, question: str) -> Any:
        return question

    def search(self, question: Any) -> Sequence[int]:
        return [int(hit.passage.id) for hit in self._searcher.search(question).hits]


class YuluFiltered(Yulu):
    """The same, of some speakers and part of the time."""

    def __init__(self, of: int, until: date) -> None:
        self._of, self._until = of, until

    def search(self, question: Any) -> Sequence[int]:
        from bot.retrieval.filters import Filters
        from tests.benchmarks.synthetic import PEOPLE

        filters = Filters(speakers=frozenset(PEOPLE[: self._of]), until=self._until)
        return [int(hit.passage.id) for hit in self._searcher.search(question, filters).hits]


class YuluRanking(Yulu):
    """Reading and ranking alone: what the libraries do."""

    def open(self, folder: Path, texts: Sequence[str]) -> None:
        from bot.corpus import saved
        from bot.retrieval import postings
        from bot.retrieval.query import Reader
        from bot.retrieval.scoring import Scorer

        (own,) = (folder / "index").iterdir()
        corpus = saved.read(folder / "corpus", "all")
        assert corpus is not None
        self._postings = postings.read(own)
        self._reader = Reader(corpus)
        self._scorer = Scorer

    def read(self, question: str) -> Any:
        query = self._reader.read(question)
        assert len(query.sought.keys)
        return query

    def search(self, question: Any) -> Sequence[int]:
        rows: list[int] = self._scorer(self._postings, question).best(None, TOP).rows.tolist()
        return rows


LIBRARIES: dict[str, Callable[..., Any]] = {
    "rank-bm25": RankBM25,
    "bm25s": BM25S,
    "bm25s, numba": BM25SNumba,
    "tantivy": Tantivy,
    "SQLite FTS5": FTS5,
}
SAME = ", same terms"
"""Ends the name of an engine that looks for what ours does; to read the question is not in its time."""
OURS = "Yulu"
"""The engine whose index all of ours open."""
ENGINES: dict[str, Callable[[], Any]] = {
    OURS: Yulu,
    "Yulu, filtered": partial(YuluFiltered, 36, date(2023, 12, 31)),
    "Yulu, narrowed": partial(YuluFiltered, 10, date(2019, 12, 31)),
    "Yulu, ranking alone": YuluRanking,
    **LIBRARIES,
    OURS + SAME: YuluRanking,
    **{name + SAME: partial(kind, terms) for name, kind in LIBRARIES.items()},
}
