"""A small sample of the comparison: every engine finds what was asked."""

import importlib.util
import time
from pathlib import Path
from statistics import median
from typing import Any

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


@pytest.fixture(scope="module")
def medians(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Return the processor's seconds for a question, by engine, on 5,000 passages."""
    passages = list(texts(5000))
    asked = questions(passages, 40)
    ours = tmp_path_factory.mktemp("ours")
    ENGINES["Yulu"]().build(passages, ours)
    spent = {}
    for name in ("Yulu", "Yulu, filtered", "rank-bm25"):
        engine = ENGINES[name]()
        engine.open(ours, passages)
        engine.search(asked[0])
        spent[name] = median(min(_seconds(engine, question) for _ in range(3)) for question in asked)
    return spent


def _seconds(engine: Any, question: str) -> float:
    begin = time.thread_time()
    engine.search(question)
    return time.thread_time() - begin


@pytest.mark.alone
def test_an_answer_takes_less_than_a_tenth_of_what_rank_bm25_needs(medians: dict[str, float]) -> None:
    assert medians["Yulu"] < medians["rank-bm25"] / 10


@pytest.mark.alone
def test_filters_cost_little(medians: dict[str, float]) -> None:
    assert medians["Yulu, filtered"] < 2.5 * medians["Yulu"]


def test_a_corpus_is_the_same_every_time() -> None:
    assert list(texts(20)) == list(texts(20))
