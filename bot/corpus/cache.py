"""Readings kept between runs, so that only changed documents are read again.

One JSON file a document, named by what it was made of: a torn or foreign file is as good as none.
"""

import json
from collections.abc import Sequence
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from bot.corpus.files import version
from bot.corpus.formats.manuscript import Reading, Recognition, Utterance
from bot.corpus.model import Paragraph, Remark, Span
from bot.corpus.parsing import Complaint, Parsed

Spans = Sequence[Sequence[int]]


def digest(data: bytes) -> str:
    """Return what a document's reading is kept under: its content and the version of the reader."""
    return blake2b(data, digest_size=16, key=version()).hexdigest()


class ParseCache:
    """A folder of readings; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str) -> Parsed | None:
        """Return the reading kept under `key`, if there is a whole one."""
        if not self._folder:
            return None
        try:
            return _decoded(json.loads((self._folder / f"{key}.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def put(self, key: str, parsed: Parsed) -> None:
        """Keep a reading; a folder that can't be written is no reason to fail."""
        if not self._folder:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=self._folder, delete=False, encoding="utf-8") as file:
                file.write(json.dumps(_encoded(parsed), ensure_ascii=False, separators=(",", ":")))
            Path(file.name).replace(self._folder / f"{key}.json")
        except OSError:
            return


def _encoded(parsed: Parsed) -> list[Any]:
    """Return a reading as rows, the values of each in the order of its type's fields."""
    recognition = parsed.recognition
    return [
        recognition
        and [
            recognition.format,
            recognition.confidence,
            [_reading_row(reading) for reading in recognition.readings],
        ],
        parsed.encoding,
        parsed.repaired,
        [_row(complaint) for complaint in parsed.complaints],
        parsed.names,
    ]


def _reading_row(reading: Reading) -> list[Any]:
    utterances = [
        [*_row(utterance), [_paragraph_row(paragraph) for paragraph in utterance.paragraphs]]
        for utterance in reading.utterances
    ]
    return [utterances, [_row(remark) for remark in reading.remarks], dict(reading.metadata)]


def _row(item: Utterance | Remark | Complaint) -> list[Any]:
    return [getattr(item, field.name) for field in fields(item) if field.name != "paragraphs"]


def _paragraph_row(paragraph: Paragraph) -> list[Any]:
    spans = [[[span.start, span.end] for span in own] for own in (paragraph.doubts, paragraph.emphasis)]
    return [paragraph.text, paragraph.line, paragraph.start, *(spans if any(spans) else ())]


def _decoded(kept: list[Any]) -> Parsed:
    recognition, encoding, repaired, complaints, names = kept
    if recognition:
        title, confidence, readings = recognition
        recognition = Recognition(title, confidence, tuple(map(_reading, readings)))
    return Parsed(recognition, encoding, repaired, tuple(Complaint(*row) for row in complaints), tuple(names))


def _reading(kept: list[Any]) -> Reading:
    utterances, remarks, metadata = kept
    shared: dict[str, str] = {}
    return Reading(
        tuple(_utterance(row, shared) for row in utterances), tuple(Remark(*row) for row in remarks), metadata
    )


def _utterance(row: list[Any], shared: dict[str, str]) -> Utterance:
    """Return the utterance of a row; equal labels and headings become one string."""
    label, section, inferred, pull_quote, own, paragraphs = row
    return Utterance(
        shared.setdefault(label, label),
        tuple(_paragraph(*paragraph) for paragraph in paragraphs),
        shared.setdefault(section, section),
        inferred,
        pull_quote,
        own,
    )


def _paragraph(
    text: str, line: int, start: float | None, doubts: Spans = (), emphasis: Spans = ()
) -> Paragraph:
    spans = (tuple(Span(*span) for span in own) if own else () for own in (doubts, emphasis))
    return Paragraph(text, line, start, *spans)
