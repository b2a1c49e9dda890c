"""Where a fragment and a turn differ: slips of the pen, and other words."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.loader import load
from bot.reply.found import Verdict
from bot.retrieval.attribution import Attributed, attribute
from bot.retrieval.attribution.alignment import align
from bot.retrieval.attribution.gaps import gaps
from bot.retrieval.attribution.spelling import one_letter_off
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher

Ask = Callable[[str], Attributed]
ENDS = (
    "near the harbour",
    "behind the mill",
    "without a lantern",
    "in heavy rain",
    "on a borrowed mule",
    "after the fair",
)
BEGINNINGS = (
    "We sold our copper bells",
    "My uncle carried the barley",
    "They painted every wagon",
    "I counted the geese",
    "Nobody mended that fence",
    "She opened the cheese store",
    "You waited for the ferry",
)
STARTS = (
    "我们把铜铃卖了",
    "舅舅背着大麦",
    "他们给马车上漆",
    "我数过那些鹅",
    "没人修那道篱笆",
    "她打开了奶酪铺",
)
FINISHES = "就在港口边", "就在磨坊后面", "连灯笼都没有", "外面正下大雨", "骑着借来的骡子", "庙会已经散了"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder: Path = tmp_path_factory.mktemp("talk")
    lines = [f"{beginning} {end}." for beginning, end in product(BEGINNINGS, ENDS)]
    lines += [f"{start}，{finish}。" for start, finish in product(STARTS, FINISHES)]
    turns = [f"**{('Ada', 'Bo')[at % 2]}:** {line}" for at, line in enumerate(lines)]
    (folder / "talk.md").write_text("\n\n".join(turns) + "\n", "utf-8")
    corpus = load([folder])
    searcher = Searcher(corpus, Index.build(corpus))
    return lambda fragment: attribute(fragment, searcher)


@given(st.text("茶葉等abc", min_size=1, max_size=30), st.text("茶葉等abc", max_size=80))
def test_gaps_hold_all_edits(asked: str, said: str) -> None:
    found = align(asked, said)
    if found.pairs:
        assert sum(gap.edits for gap in gaps(found.pairs, len(asked))) == found.edits


@given(st.text("abcdexyz", min_size=4, max_size=12), st.data())
def test_the_word_that_was_meant_is_one_letter_off(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    misspelt = data.draw(st.sampled_from((word[:at] + word[at + 1 :], word[:at] + "q" + word[at:])))
    assert (word,) in one_letter_off(misspelt)


def test_words_run_together_are_parted() -> None:
    assert ("copper", "bells") in one_letter_off("copperbells")
    assert ("copper", "bells") in one_letter_off("copperxbells")


@pytest.mark.parametrize("word", ["", "a", "x" * 2000])
def test_no_word_is_guessed_for_what_is_none(word: str) -> None:
    assert not list(one_letter_off(word))


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("carriedx the barley in hevvy rain", "carried the barley in heavy rain"),
        ("painted everywagon on a borowed mule", "painted every wagon on a borrowed mule"),
        ("we sold our coper bells afterthe fair", "We sold our copper bells after the fair"),
        ("舅舅背着大麦就在磨妨后面", "舅舅背着大麦，就在磨坊后面"),
        ("他们给车上漆骑着借来骡子", "他们给马车上漆，骑着借来的骡子"),
    ],
)
def test_slips_are_seen_through(ask: Ask, fragment: str, said: str) -> None:
    found = ask(fragment)
    assert found.verdict is Verdict.NEAR
    assert "".join(part.said for part in found.matches[0].diff) == said


@pytest.mark.parametrize(
    ("slip", "other"),
    [("mended that fevce", "mended that ferry"), ("counted a geese", "counted all geese")],
)
def test_a_slip_weighs_less_than_another_word(ask: Ask, slip: str, other: str) -> None:
    assert ask(slip).verdict is Verdict.NEAR
    assert ask(other).verdict is Verdict.NOT_FOUND


def test_similarity_means_the_same_at_every_length(ask: Ask) -> None:
    short = ask("painted every wagin").matches[0]
    long = ask("They painted every wagin on a borrowed mulle").matches[0]
    assert short.similarity == pytest.approx(17 / 18, abs=0.01)
    assert long.similarity == pytest.approx(36 / 38, abs=0.01)


@pytest.mark.parametrize("fragment", ["I counted the walls in that garden", "我数过那些年的雨和雪"])
def test_a_phrase_in_common_is_not_enough(ask: Ask, fragment: str) -> None:
    assert ask(fragment).verdict is Verdict.NOT_FOUND
