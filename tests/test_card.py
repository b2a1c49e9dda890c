"""The words on a quote's card."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.card import address, caption, clock, in_marks, label, says, words
from bot.corpus.model import Names, PartialDate, Source, Speaker
from bot.reply.found import Hit

SOURCE = Source(
    "tea",
    Names("Leaves", "茶叶", "茶葉"),
    "The Teahouse Hour",
    PartialDate(2021, 5, 3),
    "https://www.youtube.com/watch?v=teahouse001",
    language="en",
    text_language="zh-Hans",
    translator="某译者",
)
HIT = Hit(
    "tea-1", "急不得。", "急不得。", Speaker("wen", Names("Wen", "文例", "文例")), SOURCE, 2, translated=True
)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "Wen · The Teahouse Hour · May 3, 2021 · 2:03"),
        ("zh-Hans", "文例 · The Teahouse Hour · 2021年5月3日 · 2:03"),
        ("zh-Hant", "文例 · The Teahouse Hour · 2021年5月3日 · 2:03"),
    ],
)
def test_a_caption_says_who_where_and_when(locale: str, expected: str) -> None:
    assert caption(replace(HIT, start=123.4), locale) == expected


@pytest.mark.parametrize(
    ("locale", "expected"), [("en", "Wen: "), ("zh-Hans", "文例："), ("zh-Hant", "文例：")]
)
def test_a_name_has_the_colon_of_the_language(locale: str, expected: str) -> None:
    assert says(HIT.speaker, locale) == expected


def test_a_month_alone_is_no_day() -> None:
    hit = replace(HIT, source=replace(SOURCE, date=PartialDate(2021, 5)))
    assert "May 2021" in caption(hit, "en")


def test_a_translation_says_whose_it_is() -> None:
    assert label(HIT, "zh-Hans") == "译自英语，译文出自某译者"


def test_a_paraphrase_stands_in_no_quotation_marks() -> None:
    notes = replace(HIT, verbatim=False)
    assert words(notes, "en") == "急不得。"
    assert "Paraphrase" in label(notes, "en")


@pytest.mark.parametrize(
    ("said", "locale", "expected"),
    [
        ("plain", "en", "“plain”"),
        ("plain", "zh-Hant", "「plain」"),
        ("he said “no”", "en", "「he said “no”」"),
        ("「不」和“不”", "zh-Hans", "『「不」和“不”』"),
    ],
)
def test_marks_are_such_as_the_words_do_not_use(said: str, locale: str, expected: str) -> None:
    assert in_marks(said, locale) == expected


@given(st.text(), st.sampled_from(["en", "zh-Hans", "zh-Hant"]))
def test_the_words_themselves_are_never_changed(said: str, locale: str) -> None:
    assert in_marks(said, locale)[1:-1] == said


def test_a_link_goes_to_the_second_of_a_video() -> None:
    assert address(replace(HIT, start=83.9)) == "https://www.youtube.com/watch?v=teahouse001&t=83s"


def test_a_link_to_a_page_stays_as_it_is() -> None:
    hit = replace(HIT, start=83.9, source=replace(SOURCE, url="https://example.org/talk"))
    assert address(hit) == "https://example.org/talk"


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (61.9, "1:01"), (3723, "1:02:03")])
def test_a_time_reads_like_a_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown
