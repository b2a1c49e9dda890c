"""What people set right shows everywhere, and no document is touched."""

from pathlib import Path

import pytest

from bot.corpus.corrections import Correction, Overlay, add, apply, corrected, read
from bot.corpus.model import Corpus, Names, Paragraph, Source, Span, Speaker, Turn
from bot.corpus.passages import passages
from bot.errors import CorpusError

SOURCE = Source("pier", Names("The pier"), participants=("ana", "bo"), hosts=("bo",))
TURNS = (
    Turn("pier", 1, "bo", (Paragraph("Why do you wait for the ti?e at night?", 1, doubts=(Span(24, 28),)),)),
    Turn(
        "pier", 2, "bo", (Paragraph("Because the tide is louder in the dark.", 2, emphasis=(Span(12, 16),)),)
    ),
    Turn("pier", 3, "ana", (Paragraph("And the pier hums.", 3),)),
)
CORPUS = Corpus(
    {"pier": SOURCE},
    {"ana": Speaker("ana", Names("Ana")), "bo": Speaker("bo", Names("Bo"))},
    {"pier": TURNS},
    passages(SOURCE, TURNS),
)
FIRST, SECOND, THIRD = (passage.id for passage in CORPUS.passages)


def overlaid(*corrections: Correction) -> Corpus:
    return apply(CORPUS, Overlay(Path("corrections.toml"), corrections))


def test_a_wrong_speaker_is_set_right_in_turn_passage_and_question() -> None:
    corpus = overlaid(Correction(SECOND, speaker="ana"))
    assert [turn.speaker for turn in corpus.turns["pier"]] == ["bo", "ana", "ana"]
    first, second, third = corpus.passages
    assert (second.id, second.speaker, second.host) == (SECOND, "ana", False)
    assert second.question == first.text
    assert third.question == ""


def test_a_wrong_word_is_set_right_and_its_damage_is_gone() -> None:
    corpus = overlaid(Correction(FIRST, wrong="ti?e", right="tide"))
    assert corpus.passages[0].text == "Why do you wait for the tide at night?"
    assert corpus.passages[0].id == FIRST
    assert not CORPUS.passages[0].quotable
    assert corpus.passages[0].quotable
    assert corpus.turns["pier"][0].text == corpus.passages[0].text


def test_emphasis_moves_with_the_words() -> None:
    corpus = overlaid(Correction(SECOND, wrong="Because", right="It is that"))
    passage = corpus.passages[1]
    assert [passage.text[span.start : span.end] for span in passage.emphasis] == ["tide"]


def test_several_corrections_of_one_turn_all_hold() -> None:
    corpus = overlaid(Correction(SECOND, speaker="ana"), Correction(SECOND, wrong="dark", right="winter"))
    assert corpus.passages[1].text.endswith("in the winter.")
    assert corpus.passages[1].speaker == "ana"


@pytest.mark.parametrize(
    "correction",
    [
        Correction("gone", speaker="ana"),
        Correction(FIRST, wrong="never said", right="x"),
        Correction(FIRST, speaker="zoe"),
    ],
)
def test_what_fits_no_more_is_a_problem_and_changes_nothing(correction: Correction) -> None:
    corpus = overlaid(correction)
    assert corpus.passages == CORPUS.passages
    assert correction.passage in corpus.problems[0].text


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "corrections.toml"
    written = (
        Correction(FIRST, wrong='a "quoted"\\ word\n', right=""),
        Correction(SECOND, speaker="ana"),
        Correction(THIRD, wrong="海\x7f", right="\t潮"),
    )
    for correction in written:
        add(path, correction)
    assert read(path).corrections == written
    assert [file.name for file in path.parent.iterdir()] == ["corrections.toml"]


def test_a_missing_file_corrects_nothing(tmp_path: Path) -> None:
    assert corrected(CORPUS, tmp_path / "none.toml") is CORPUS


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"[[correction",
        b"correction = 7",
        b"correction = ['x']",
        b"[[correction]]\npassage = 'p'",
        b"[[correction]]\npassage = 'p'\nspeaker = 'a'\nwrong = 'b'",
        b"[[correction]]\npassage = 7\nspeaker = 'a'",
        b"[[correction]]\npassage = 'p'\nspeaker = 'a'\nnote = 'b'",
    ],
)
def test_a_broken_file_is_a_problem_and_takes_nothing_down(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "corrections.toml"
    path.write_bytes(content)
    with pytest.raises(CorpusError):
        read(path)
    corpus = corrected(CORPUS, path)
    assert corpus.passages == CORPUS.passages
    assert corpus.problems[-1].severe
