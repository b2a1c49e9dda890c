"""The formats of transcripts: one module each, recognised by what it finds in the document."""

from bot.corpus.formats import (
    bare_label,
    bold_label,
    bold_name,
    bracket_label,
    clock_lines,
    colon_label,
    dash_label,
    heading_label,
    json_lines,
    nick_label,
    period_label,
    podcast_json,
    separated,
    srt,
    table,
    timed_label,
    unlabelled,
    webvtt,
)
from bot.corpus.formats.manuscript import Format, Manuscript, Reading, Recognition

DATA_FORMATS: tuple[Format, ...] = (json_lines, podcast_json, webvtt, srt, separated)
"""Recognised by their syntax; a line of them may have any length."""
FORMATS: tuple[Format, ...] = (
    bold_label,
    heading_label,
    json_lines,
    podcast_json,
    srt,
    table,
    timed_label,
    bracket_label,
    nick_label,
    colon_label,
    bare_label,
    bold_name,
    dash_label,
    period_label,
    clock_lines,
    unlabelled,
)


def recognise_data(manuscript: Manuscript) -> Recognition | None:
    """Read the document if it is data made by a program: JSON, subtitles."""
    found = (format_.recognise(manuscript) for format_ in DATA_FORMATS)
    return next(filter(None, found), None)


def recognise(manuscript: Manuscript) -> Recognition:
    """Read the document in the format that explains most of it."""
    found = [recognition for format_ in FORMATS if (recognition := format_.recognise(manuscript))]
    most = max(map(_labelled, found), default=0) or 1
    return max(
        found,
        key=lambda recognition: recognition.confidence * (9 + _labelled(recognition) / most),
        default=Recognition("empty", 0.0, (Reading(()),)),
    )


def _labelled(recognition: Recognition) -> int:
    """Return how many turns stand under a label: what one format sees, another may take for speech."""
    return sum(bool(utterance.label) for reading in recognition.readings for utterance in reading.utterances)
