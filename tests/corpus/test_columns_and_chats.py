"""Transcripts that programs write line by line: separated values and chat logs."""

import pytest

from bot.corpus.parsing import parse

SAID = [
    ("Gao Lan", 'Bees, as "we" say, came back.'),
    ("Lin Zhou", "How many?"),
    ("Gao Lan", "Nine boxes."),
]


def turns(text: str) -> list[tuple[str, str]]:
    recognition = parse(text.encode()).recognition
    assert recognition
    (reading,) = recognition.readings
    return [(turn.label, turn.paragraphs[0].text) for turn in reading.utterances]


def quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


@pytest.mark.parametrize("head", ["speaker,start,text", "Name,Time,Content", "发言人,开始,内容"])
def test_separated_values_with_a_column_for_the_speaker(head: str) -> None:
    rows = (f"{name},{place * 4.5},{quoted(words)}" for place, (name, words) in enumerate(SAID))

    assert turns("\n".join((head, *rows))) == SAID


def test_a_stray_quotation_mark_between_tabs_is_a_words() -> None:
    said = [(name, f'"{words}') for name, words in SAID]

    assert turns("\n".join(("speaker\ttext", *("\t".join(row) for row in said)))) == said


def test_a_table_in_which_nobody_speaks_is_refused() -> None:
    parsed = parse(b"year,city,tons\n2019,Ulm,4\n2020,Ulm,5\n2021,Bonn,6\n")

    assert not parsed.recognition
    assert "no transcript" in parsed.complaints[0].text


@pytest.mark.parametrize("stamp", ["", "[18:0{}] ", "18:0{} ", "2024-05-06 18:0{}:11 "])
def test_a_chat_log_has_its_names_in_angle_brackets(stamp: str) -> None:
    said = [("gaolan", "Bees came back."), ("@linzhou", "How many?"), ("gaolan", "Nine boxes.")]
    lines = [f"{stamp.format(place)}<{name}> {words}" for place, (name, words) in enumerate(said)]
    lines.insert(2, f"{stamp.format(1)}* adamei waves")

    assert turns("Roof meeting\n" + "\n".join(lines)) == [(name.strip("@"), words) for name, words in said]
