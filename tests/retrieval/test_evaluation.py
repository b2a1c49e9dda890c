import json

import pytest

from bot.corpus.model import Corpus, Names, Passage, Source, Speaker
from bot.retrieval.evaluation import QuestionError, evaluate
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    texts = ["灯塔的看守人", "岛上的苹果树", "苹果树和灯塔都在岛上，苹果也在"]
    corpus = Corpus(
        sources={"s": Source("s", Names())},
        speakers={"p": Speaker("p", Names("Pia Berg"))},
        passages=tuple(
            Passage(f"s-{n}", "s", n, "p", text, turn_id=f"t{n}") for n, text in enumerate(texts, 1)
        ),
    )
    return Searcher(corpus, Index.build(corpus))


@pytest.mark.parametrize(
    "question",
    [
        {"query": "看守人", "any": ["燈塔，的看守人"]},
        {"query": "看守人", "passages": ["s-1"]},
        {"query": "看守人", "passages": ["t1"]},
        {"query": "看守人", "speaker": "Pia Berg"},
        {"query": "看守人", "speaker": "p", "any": ["灯塔"]},
        {"query": "区块链", "any": []},
    ],
)
def test_right(searcher: Searcher, question: dict[str, object]) -> None:
    report = evaluate([json.dumps(question)], searcher)
    assert (report.mrr10, report.recall1, report.failures) == (1.0, 1.0, ())


@pytest.mark.parametrize(
    "question",
    [
        {"query": "看守人", "any": ["苹果"]},
        {"query": "看守人", "passages": ["s-2"]},
        {"query": "看守人", "speaker": "q", "any": ["灯塔"]},
        {"query": "看守人", "any": []},
    ],
)
def test_wrong(searcher: Searcher, question: dict[str, object]) -> None:
    report = evaluate([json.dumps(question)], searcher)
    assert report.recall10 == 0
    assert report.failures[0].first == "灯塔的看守人"


def test_a_later_hit_counts_less(searcher: Searcher) -> None:
    everything = searcher.search("苹果树").hits
    report = evaluate(
        [json.dumps({"query": "苹果树", "passages": [everything[1].passage.id]}), "", " "], searcher
    )
    assert (report.questions, report.mrr10, report.recall1, report.recall5) == (1, 0.5, 0.0, 1.0)
    assert report.failures[0].rank == 2


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"query": 1}', '{"query": "x"}', '{"query": "x", "any": "y"}', '{"query":"x","speaker":1}'],
)
def test_a_line_that_is_no_question_is_named(searcher: Searcher, line: str) -> None:
    with pytest.raises(QuestionError, match="line 2"):
        evaluate(['{"query": "x", "any": []}', line], searcher)
