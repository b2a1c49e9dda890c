"""A small sample of the comparison: every engine finds what was asked."""

import importlib.util
from pathlib import Path

import pytest

from tests.benchmarks.engines import ENGINES
from tests.benchmarks.synthetic import questions, texts

NEEDED = {"bm25s": "bm25s", "bm25s, numba": "numba", "tantivy": "tantivy"}


@pytest.mark.parametrize(
    "name", sorted(ENGINES.keys() - {"bm25s, numba", "Yulu, ranking alone", "Yulu, filtered"})
)
def test_an_engine_finds_most_of_what_was_asked(name: str, tmp_path: Path) -> None:
    if name in NEEDED and importlib.util.find_spec(NEEDED[name]) is None:
        pytest.skip(f"{NEEDED[name]} is not installed")
    passages = list(texts(200))
    engine = ENGINES[name]()
    engine.build(passages, tmp_path)
    engine.open(tmp_path, passages)
    asked = questions(passages, 20)
    right = sum(
        any(question[:4] in passages[row].replace("，", "") or question[:4] in passages[row] for row in found)
        for question in asked
        if (found := engine.search(question))
    )
    assert right >= 18


def test_a_corpus_is_the_same_every_time() -> None:
    assert list(texts(20)) == list(texts(20))
