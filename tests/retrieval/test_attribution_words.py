"""What counts when words are compared, and where it stands in the original."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.corpus.model import Span
from bot.retrieval.attribution.alignment import align
from bot.retrieval.attribution.difference import difference
from bot.retrieval.attribution.words import bare, read
from bot.retrieval.folding import fold

TEXTS = st.text(
    st.sampled_from("茶葉叶錄录機机耐心等abcXYZ éÉＡ１２3.5·“”「」，。！,.!?'’\n\u200b…ﬁ㎏𠮷"), max_size=60
)


def test_script_width_case_punctuation_and_spaces_do_not_count() -> None:
    assert bare("Ｔｅａ，機器　１２！") == bare("tea 机器12")


def test_a_decimal_point_counts() -> None:
    assert bare("3.5") != bare("35")
    assert bare("３．５") == bare("3.5")


@given(TEXTS)
@example("Ａﬁ 3.5")
def test_every_piece_has_its_place_in_the_original(text: str) -> None:
    words = read(text)
    assert words.text == bare(text)
    for at in range(len(words.text)):
        place = words.place(at, at + 1)
        assert 0 <= place.start < place.end <= len(text)
        assert words.text[at] in fold(text[place.start : place.end]).text


@given(TEXTS, st.data())
def test_places_grow_with_their_ranges(text: str, data: st.DataObject) -> None:
    words = read(text)
    if not words.text:
        return
    start = data.draw(st.integers(0, len(words.text) - 1))
    end = data.draw(st.integers(start + 1, len(words.text)))
    whole = words.place(start, end)
    assert whole.start == words.place(start, start + 1).start
    assert whole.end == words.place(end - 1, end).end


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert bare(bare(text)) == bare(text)


@given(TEXTS)
def test_units_are_all_that_counts_but_points(text: str) -> None:
    words = read(text)
    if words.text:
        units = "".join(words.text[unit.start : unit.end] for unit in words.units(0, len(words.text)))
        assert units.replace(".", "") == words.text.replace(".", "")


@given(TEXTS, TEXTS)
def test_a_difference_joins_to_what_was_said(fragment: str, text: str) -> None:
    asked, said = read(fragment), read(text)
    if not asked.text or not said.text:
        return
    alignment = align(asked.text, said.text)
    place = said.whole_words(Span(alignment.start, alignment.end))
    if place.start == place.end:
        return
    parts = difference(asked, fragment, said, text, place)
    original = said.place(place.start, place.end)
    assert "".join(part.said for part in parts) in text[original.start : original.end + 1]
    here = "".join(part.asked for part in parts)
    assert bare(here).replace(".", "") == asked.text.replace(".", "")


@given(st.text("茶葉等abc", min_size=1, max_size=30), st.text("茶葉等abc", max_size=80))
def test_an_alignment_counts_its_edits(asked: str, said: str) -> None:
    found = align(asked, said)
    assert 0 <= found.start <= found.end <= len(said)
    assert found.edits <= len(asked)
    assert len(found.pairs) >= len(asked) - found.edits
    assert all(asked[i] == said[j] for i, j in found.pairs)
    assert list(found.pairs) == sorted(found.pairs)


@given(
    st.text("茶葉等abc", max_size=30),
    st.text("茶葉等abc", min_size=1, max_size=30),
    st.text("茶葉等", max_size=30),
)
def test_what_is_there_needs_no_edit(before: str, asked: str, after: str) -> None:
    assert align(asked, before + asked + after).edits == 0
