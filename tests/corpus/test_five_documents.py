# ruff: noqa: E501 - transcripts are as wide as they are
"""The five real interviews, read with the shipped facts."""

from collections import Counter
from pathlib import Path

import pytest

from bot.corpus.loader import load
from bot.corpus.model import Corpus, Kind

pytestmark = pytest.mark.seeds
FACTS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def corpus(seeds: Path) -> Corpus:
    return load([FACTS, seeds])


@pytest.mark.parametrize(
    ("source", "turns"),
    [
        ("lenny", {"lenny-rachitsky": 31, "benjamin-mann": 36}),
        ("no-priors", {"sarah-guo": 22, "elad-gil": 23, "benjamin-mann": 43}),
        ("lex", {"lex-fridman": 87, "dario-amodei": 87}),
        ("hard-fork", {"dario-amodei": 61, "kevin-roose": 42, "casey-newton": 39}),
        ("big-technology", {"alex-kantrowitz": 18, "dario-amodei": 19}),
    ],
)
def test_every_label_is_a_turn_of_the_right_person(
    corpus: Corpus, source: str, turns: dict[str, int]
) -> None:
    labelled = Counter(turn.speaker for turn in corpus.turns[source] if not turn.inferred)

    assert labelled == turns


@pytest.mark.parametrize(
    ("source", "date"),
    [
        ("lex", "2024-11-11"),
        ("hard-fork", "2025-02-28"),
        ("no-priors", "2025-06-12"),
        ("lenny", "2025-07-20"),
        ("big-technology", "2025-07-30"),
    ],
)
def test_the_date_is_the_day_the_talk_was_published(corpus: Corpus, source: str, date: str) -> None:
    assert str(corpus.sources[source].date) == date


def test_pull_quotes_belong_to_their_speaker_in_both_languages(corpus: Corpus) -> None:
    quotes = [turn for turn in corpus.turns["lenny"] if turn.pull_quote]

    assert len(quotes) == 10
    assert {turn.speaker for turn in quotes} == {"benjamin-mann"}
    assert all(len(turn.paragraphs) > 1 and turn.paragraphs[-1].text.isascii() is False for turn in quotes)


def test_unlabelled_questions_of_a_rapid_round_are_the_hosts(corpus: Corpus) -> None:
    inferred = [turn for turn in corpus.turns["lenny"] if turn.inferred and not turn.pull_quote]

    assert [turn.speaker for turn in inferred] == ["lenny-rachitsky"] * 5
    assert all(turn.section == "快问快答" for turn in inferred)


@pytest.mark.parametrize(
    "fragment",
    ["继续滑动", "Live Learn", "关注公众号", "往期精选", "参考资料", "Grand Theft", "轶事证据", "未经许可", "城主说", "扫码", "掃碼",
     "特别声明", "特別聲明", "原文链接", "原文連結", "内容导读", "书面整理版", "Notice:", "文章作者"],
)  # fmt: skip
def test_no_editorial_line_is_in_a_turn(corpus: Corpus, fragment: str) -> None:
    found = [turn for turns in corpus.turns.values() for turn in turns if fragment in turn.text]

    assert not found


def test_headings_are_sections_and_no_speech(corpus: Corpus) -> None:
    sections = {turn.section for turn in corpus.turns["no-priors"]}
    speech = {paragraph.text for turn in corpus.turns["no-priors"] for paragraph in turn.paragraphs}

    assert len(sections) == 8
    assert not sections & speech


def test_nothing_needs_a_person(corpus: Corpus) -> None:
    assert not [problem for problem in corpus.problems if problem.severe]


def test_documents_take_the_place_of_their_notes(corpus: Corpus) -> None:
    assert {source.kind for source in corpus.sources.values()} == {Kind.VERBATIM}


def test_every_passage_has_an_id_of_its_own(corpus: Corpus) -> None:
    ids = [passage.id for passage in corpus.passages]

    assert len(ids) == len(set(ids))
