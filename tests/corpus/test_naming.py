"""Names are collected when a document is read, and kept with the corpus."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus import saved
from bot.corpus.loader import load
from bot.corpus.naming import names_in, undotted

TALK = "**灯塔守：** 我看见{}来看灯塔，带了三只山羊。\n\n**船长：** 我记得，她把山羊都留在岛上了。\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我们问布伦娜·托尔维克说过这话", {"布伦娜·托尔维克", "托尔维克", "布伦娜"}),
        ("布倫娜・托爾維克", {"布伦娜・托尔维克", "托尔维克", "布伦娜"}),
        ("他跟奥西恩·德·韦尔布鲁克-霍尔特吵架", {"奥西恩·德·韦尔布鲁克-霍尔特", "奥西恩", "韦尔布鲁克"}),
        ("我问托尔维克为什么", {"托尔维克"}),
        ("then Brenna Tolvick left", {"brenna tolvick"}),
        ("by Ossian van der Velbrook-Holt, they say", {"ossian van der velbrook-holt"}),
        ("山羊·灯塔", set()),
        ("如果真能明白该如何思考", set()),
        ("the goat and the Lighthouse", set()),
    ],
)
def test_what_may_be_a_name_is_collected(text: str, names: set[str]) -> None:
    assert names <= set(names_in(text))
    assert bool(names) == bool(set(names_in(text)))


@given(st.text())
def test_any_text_may_hold_names(text: str) -> None:
    for name in names_in(text):
        assert name == name.lower()


@given(st.text("托尔维克的山羊·灯塔如果", max_size=40))
def test_a_name_without_a_dot_is_of_characters_that_are_no_words(text: str) -> None:
    assert not set("".join(undotted().findall(text))) & set("的如果·")


def test_names_are_those_of_every_document_and_stay_when_one_is_added(tmp_path: Path) -> None:
    folder, cache = tmp_path / "talks", tmp_path / "cache"
    folder.mkdir()
    (folder / "one.md").write_text(TALK.format("布伦娜·托尔维克"), "utf-8")
    assert "布伦娜·托尔维克" in load([folder], cache=cache).names
    (folder / "two.md").write_text(TALK.format(" Ossian Velbrook "), "utf-8")
    assert {"布伦娜·托尔维克", "ossian velbrook"} <= set(load([folder], cache=cache).names)
    assert load([folder], cache=cache).names == load([folder]).names


def test_names_are_kept_with_a_saved_corpus(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "one.md").write_text(TALK.format("布伦娜·托尔维克"), "utf-8")
    corpus = load([folder])
    saved.write(tmp_path / "saved", "key", corpus)
    kept = saved.read(tmp_path / "saved", "key")
    assert kept
    assert tuple(kept.names) == corpus.names
