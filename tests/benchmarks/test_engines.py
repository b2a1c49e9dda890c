"""A small sample of the comparison: every engine finds what was asked."""

import importlib.util
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.benchmarks.engines import ENGINES, OURS, SAME
from tests.benchmarks.synthetic import questions, texts

Ratio = Callable[[str, str], float]
NEEDED = {"bm25s": "bm25s", "tantivy": "tantivy"}


def _needs(name: str) -> None:
    package = NEEDED.get(name.removesuffix(SAME))
    if package and importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed")


@pytest.mark.parametrize(
    "name", sorted(name for name in ENGINES if "numba" not in name and not name.startswith(f"{OURS},"))
)
def test_an_engine_finds_most_of_what_was_asked(name: str, tmp_path: Path) -> None:
    _needs(name)
    passages = list(texts(200))
    engine = ENGINES[name]()
    engine.build(passages, tmp_path)
    engine.open(tmp_path, passages)
    asked = questions(passages, 20)
    right = sum(
        any(question[:4] in passages[row].replace("，", "") or question[:4] in passages[row] for row in found)
        for question in asked
        if (found := engine.search(engine.read(question)))
    )
    assert right >= 18


@pytest.fixture(scope="module")
def ratio(tmp_path_factory: pytest.TempPathFactory) -> Ratio:
    """Return what tells how many times as long one engine takes as another, on 5,000 passages."""
    passages = list(texts(5000))
    asked = questions(passages, 40)
    ours = tmp_path_factory.mktemp("ours")
    ENGINES[OURS]().build(passages, ours)

    def opened(name: str) -> Any:
        engine = ENGINES[name]()
        own = ours
        if not name.startswith(OURS):
            own = tmp_path_factory.mktemp("theirs")
            engine.build(passages, own)
        engine.open(own, passages)
        return engine

    def measured(name: str, other: str) -> float:
        engines = [opened(name), opened(other)]
        read = [[(engine, engine.read(question)) for engine in engines] for question in asked]
        # Whoever comes second finds the question's passages at hand: by turns each does.
        rounds = [
            [[_seconds(*each) for each in pair[::order]][::order] for pair in read]
            for order in (1, -1, 1, -1, 1, -1)
        ]
        one, two = np.median(np.min(rounds, axis=0), axis=0)
        return float(one / two)

    return measured


def _seconds(engine: Any, question: Any) -> float:
    begin = time.thread_time()
    engine.search(question)
    return time.thread_time() - begin


@pytest.mark.alone
def test_an_answer_takes_less_than_a_tenth_of_what_rank_bm25_needs(ratio: Ratio) -> None:
    assert ratio("Yulu", "rank-bm25") < 1 / 10


@pytest.mark.alone
@pytest.mark.parametrize("name", ["bm25s", "tantivy"])
def test_from_the_same_terms_the_ranking_is_ahead(name: str, ratio: Ratio) -> None:
    _needs(name)
    assert ratio(OURS + SAME, name + SAME) < 0.8


@pytest.mark.alone
def test_filters_cost_nothing(ratio: Ratio) -> None:
    assert ratio("Yulu, filtered", "Yulu") < 1.3


@pytest.mark.alone
def test_what_shuts_the_best_out_costs_little(ratio: Ratio) -> None:
    assert ratio("Yulu, narrowed", "Yulu") < 2


def test_a_corpus_is_the_same_every_time() -> None:
    assert list(texts(20)) == list(texts(20))
