"""JSON lines: an object a line, with `text` and what is known of the rest.

`speaker`, `id`, `source`, `title`, `date`, `url`, `start`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.corpus.formats import markup, time_code
from bot.corpus.formats.manuscript import Line, Manuscript, Reading, Recognition, Utterance
from bot.corpus.model import Remark

TITLE = "JSON lines"
_OF_SOURCE = ("title", "date", "url", "show", "language", "text_language", "translator", "kind")


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document of one JSON object a line; broken lines are left out as remarks."""
    lines = [line for line in manuscript.lines if line.text.strip()]
    if not lines or not lines[0].text.lstrip().startswith("{"):
        return None
    rows = [(line, _object(line.text)) for line in lines]
    if len(rows) == 1 and rows[0][1] and any(isinstance(value, list) for value in rows[0][1].values()):
        return None
    good = [(line, row) for line, row in rows if row is not None and isinstance(row.get("text"), str)]
    if len(good) < 0.5 * len(rows):
        return None
    broken = tuple(
        Remark("", line.number, line.text[:200], "broken line") for line, row in rows if row is None
    )
    readings = tuple(_readings(good, broken))
    return Recognition(TITLE, len(good) / len(rows), readings)


def _object(text: str) -> dict[str, Any] | None:
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return loaded if isinstance(loaded, dict) else None


def _readings(rows: Sequence[tuple[Line, dict[str, Any]]], broken: tuple[Remark, ...]) -> Iterable[Reading]:
    """Return one reading a source, in the order in which the sources appear."""
    by_source: dict[str, list[tuple[Line, dict[str, Any]]]] = {}
    for line, row in rows:
        by_source.setdefault(str(row.get("source") or row.get("title") or ""), []).append((line, row))
    for place, (key, own) in enumerate(by_source.items()):
        metadata = {"key": key} if key else {}
        for _, row in own:
            metadata = {**texts({name: row.get(name) for name in _OF_SOURCE}), **metadata}
        utterances = (_utterance(line, row) for line, row in own)
        yield Reading(tuple(filter(None, utterances)), broken if place == 0 else (), metadata)


def _utterance(line: Line, row: Mapping[str, Any]) -> Utterance | None:
    start = moment(row, ("start", "startTime", "time"))
    paragraphs = tuple(
        paragraph
        for number, text in enumerate(row["text"].split("\n"))
        if (paragraph := markup.plain(text, line.number, None if number else start)).text
    )
    speaker, own = row.get("speaker"), row.get("id")
    label = str(speaker).strip() if speaker is not None else ""
    return Utterance(label, paragraphs, id="" if own is None else str(own)) if paragraphs else None


def texts(row: Mapping[str, Any]) -> dict[str, str]:
    """Return what in a JSON object is plain text or a number, as text."""
    return {
        str(key).lower(): str(value)
        for key, value in row.items()
        if isinstance(value, str | int | float) and value != ""
    }


def moment(row: Mapping[str, Any], keys: Iterable[str]) -> float | None:
    """Return the first of `keys` that is a time, in seconds: a number or a time code."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        if isinstance(value, str) and (found := time_code.seconds(value)) is not None:
            return found
    return None
