import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.model import Span
from bot.retrieval.folding import fold, simplify


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("他著急地看著我", "他着急地看着我"),
        ("著名的著作", "著名的著作"),
        ("ＧＰＴ－４", "gpt-4"),
        ("頭髮", "头发"),
        ("Stra\u200bße\u202e", "straße"),
        ("a\x00b", "a b"),
        ("\ud800壞", "坏"),
        ("①", "1"),
    ],
)
def test_one_width_one_case_one_script(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_a_ligature_leads_back_to_its_one_character() -> None:
    folded = fold("eﬁt")
    assert folded.text == "efit"
    assert folded.original(1, 3) == Span(1, 2)
    assert folded.original(3, 4) == Span(2, 3)


def test_a_composed_character_leads_back_to_both_of_its_parts() -> None:
    folded = fold("cafe\u0301 x")
    assert folded.text == unicodedata.normalize("NFC", "café x")
    assert folded.original(3, 4) == Span(3, 5)


def test_full_width_text_keeps_its_places() -> None:
    folded = fold("我們，「ＡＩ」")
    start = folded.text.index("ai")
    assert folded.original(start, start + 2) == Span(4, 6)


@given(st.text())
def test_every_character_leads_back_into_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")))
def test_simplifying_never_changes_the_length(text: str) -> None:
    assert len(simplify(text)) == len(text)


@given(st.text(alphabet="我們著後ＡaA，。…é①\u200b 3.7"), st.text(alphabet="我們著後ＡaA，。…é①\u200b 3.7"))
def test_the_uniform_way_and_the_careful_way_agree(one: str, other: str) -> None:
    careful = fold(f"{one}\u200b\n{other}").text
    assert careful == f"{fold(one).text}\n{fold(other).text}"
