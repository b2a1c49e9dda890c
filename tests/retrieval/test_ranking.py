import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from bot.corpus.model import Corpus, Passage
from bot.retrieval import ranking
from bot.retrieval.analyzer import analyze
from bot.retrieval.index import Index
from bot.retrieval.query import Query
from bot.retrieval.scoring import Scorer

TEXTS = [
    "灯塔的看守人每天夜里点灯",
    "我们在岛上种了很多苹果树",
    "The lighthouse keeper lights the lamp, and the keeper sleeps at dawn.",
    "灯塔和苹果树都在岛上",
    "苹果",
]
WORDS = st.lists(st.sampled_from(["lamp", "keeper", "island", "dawn", "tree"]), min_size=1, max_size=8)


def tokens(text: str) -> list[int]:
    return [term.key for term in analyze(text)]


def okapi(documents: list[list[int]], question: list[int]) -> np.ndarray:
    vocabulary = sorted({token for document in documents for token in document})
    counts = np.array([[document.count(token) for document in documents] for token in vocabulary], float)
    idf = ranking.okapi_idf((counts > 0).sum(axis=1), len(documents))
    asked = [vocabulary.index(token) for token in question if token in vocabulary]
    lengths = np.array([len(document) for document in documents], float)
    return ranking.okapi(counts[asked], idf[asked], lengths)


@pytest.mark.parametrize("question", ["灯塔看守人", "苹果树", "the keeper", "岛上的苹果", "没有"])
def test_the_reference_scores_as_rank_bm25_does(question: str) -> None:
    documents = [tokens(text) for text in TEXTS]
    expected = BM25Okapi(documents).get_scores(tokens(question))
    assert okapi(documents, tokens(question)) == pytest.approx(expected, abs=1e-9)


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS)
def test_the_reference_scores_as_rank_bm25_does_for_any_words(
    documents: list[list[str]], question: list[str]
) -> None:
    known = [[hash(word) for word in document] for document in documents]
    expected = BM25Okapi(known).get_scores([hash(word) for word in question])
    assert okapi(known, [hash(word) for word in question]) == pytest.approx(expected, abs=1e-9)


def plus(counts: int, length: int, average: float, frequency: int, passages: int) -> float:
    norm = ranking.K1 * (1 - ranking.B + ranking.B * length / average)
    idf = np.log1p((passages - frequency + 0.5) / (frequency + 0.5))
    return float(idf * ((ranking.K1 + 1) * counts / (counts + norm) + ranking.DELTA))


def test_serving_scores_are_bm25_plus() -> None:
    corpus = Corpus(passages=tuple(Passage(str(i), "s", i + 1, "p", text) for i, text in enumerate(TEXTS)))
    index = Index.build(corpus)
    keeper = analyze("keeper")[0].key
    scored = Scorer(index.postings, Query("keeper", {keeper: 1.0})).best(None, 10)
    lengths = index.postings.lengths
    assert scored.rows.tolist() == [2]
    expected = plus(2, int(lengths[2]), float(lengths.mean()), 1, len(TEXTS))
    unit = ranking.STEP * float(ranking.idf(np.array([1]), len(TEXTS))[0])
    assert scored.scores[0] == pytest.approx(unit * round(expected / unit), rel=1e-6)


@pytest.mark.parametrize("passages", [1, 2])
def test_a_tiny_corpus_has_scores_above_zero(passages: int) -> None:
    corpus = Corpus(
        passages=tuple(Passage(str(i), "s", i + 1, "p", text) for i, text in enumerate(TEXTS[:passages]))
    )
    index = Index.build(corpus)
    scored = Scorer(index.postings, Query("", {analyze("灯塔")[0].key: 1.0})).best(None, 10)
    assert scored.scores[0] > 0
