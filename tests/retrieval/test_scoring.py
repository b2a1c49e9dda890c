"""Columns and candidates change nothing but the time."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pytest

from bot.corpus.model import Concept, Corpus, Passage
from bot.retrieval import candidates, postings, scoring
from bot.retrieval.index import Index
from bot.retrieval.query import Reader
from bot.retrieval.scoring import Scorer

LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"


@dataclass(frozen=True)
class Weights:
    """A prior, passage by passage."""

    every: npt.NDArray[np.float32]

    def __call__(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        return self.every.take(rows)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    random = np.random.default_rng(7)
    weights = 1 / (np.arange(len(LETTERS)) + 1.0)
    texts = (
        "".join(random.choice(list(LETTERS), int(random.integers(5, 60)), p=weights / weights.sum()))
        for _ in range(3000)
    )
    passages = tuple(Passage(str(i), "s", i + 1, "p", text) for i, text in enumerate(texts))
    return Corpus(passages=passages, concepts=(Concept("x", ("冬藏", "秋收", "洪荒")),))


@pytest.mark.parametrize("swift", [0, 30_000])
@pytest.mark.parametrize(
    "question", ["天地玄黄", "冬藏", "甲乙", "甲", "荒来藏往暑", "乙丙丁的宿列", "洪荒甲乙丙"]
)
def test_the_best_are_those_of_a_full_count(
    corpus: Corpus, question: str, swift: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Reader(corpus).read(question)
    monkeypatch.setattr(scoring, "_SWIFT", swift)
    monkeypatch.setattr(candidates, "_NAMING", 1000)
    columned = Scorer(Index.build(corpus).postings, query).best(None, 10)
    monkeypatch.setattr(postings, "_FREQUENT", 0.5)
    listed = Scorer(Index.build(corpus).postings, query)
    everything = listed.score(np.arange(len(corpus.passages)))
    best = np.sort(everything)[::-1][: len(columned.scores)]
    assert columned.scores == pytest.approx(best, rel=0.02)


@pytest.mark.parametrize("swift", [0, 30_000])
def test_a_passage_may_be_scored_several_times_over(
    corpus: Corpus, swift: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "_SWIFT", swift)
    scorer = Scorer(Index.build(corpus).postings, Reader(corpus).read("天地玄黄冬藏"))
    best = scorer.best(None, 5)
    again = scorer.score(np.concatenate((best.rows[::-1], best.rows)))
    assert again == pytest.approx(np.concatenate((best.scores[::-1], best.scores)))


def test_a_prior_of_zero_shuts_out(corpus: Corpus) -> None:
    query = Reader(corpus).read("天地玄黄")
    prior = np.zeros(len(corpus.passages), np.float32)
    prior[:100] = 1
    found = Scorer(Index.build(corpus).postings, query).best(Weights(prior), 10)
    assert len(found.rows)
    assert found.rows.max() < 100


def test_what_is_held_is_told_by_idea(corpus: Corpus) -> None:
    own = replace(corpus, passages=(*corpus.passages, Passage("z", "s", 9999, "p", "秋收")))
    query = Reader(own).read("冬藏")
    scorer = Scorer(Index.build(own).postings, query)
    rows = scorer.best(None, 200).rows
    texts = [own.passages[row].text for row in rows.tolist()]
    holding = [any(way in text for way in ("冬藏", "秋收", "洪荒")) for text in texts]
    assert scorer.held(rows)[0].tolist() == holding
    assert any(holding)
