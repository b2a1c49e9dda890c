"""One document: bytes to turns, with all that depends on its content alone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.corpus.decoding import LONGEST_LINE, MOST_LINES, UnreadableError, decode
from bot.corpus.formats import front_matter, html, markup, recognise, recognise_data
from bot.corpus.formats.labels import MOST_SPEAKERS
from bot.corpus.formats.manuscript import Line, Manuscript, Recognition, RefusedError
from bot.corpus.formats.sponsors import without_spots
from bot.corpus.model import Span
from bot.corpus.naming import names_in
from bot.corpus.repair import repair


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something wrong in a document; severe if it can't be used for that."""

    line: int
    text: str
    severe: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as read, whatever the facts say about it."""

    recognition: Recognition | None
    encoding: str = ""
    repaired: bool = False
    complaints: tuple[Complaint, ...] = ()
    names: tuple[str, ...] = ()
    """What may be names of somebody in what is said."""


def parse(data: bytes) -> Parsed:
    """Read a document; what is wrong with it comes back as complaints."""
    try:
        decoded = decode(data)
    except UnreadableError as error:
        return Parsed(None, complaints=(Complaint(1, str(error), severe=True),))
    page = markup.cleaned(decoded.text)
    mended = repair(html.without_frame(page))
    lost = (Span(*found.span()) for found in re.finditer("\ufffd+", mended.text))
    doubts = sorted({*mended.doubts, *(span for span in lost if not _within(span, mended.doubts))})
    text = markup.mark_doubts(mended.text, tuple(doubts))
    manuscript, trouble = _manuscript(text, html.told(page))
    complaints = [Complaint(1, doubt) for doubt in (decoded.doubt, trouble) if doubt]
    recognition, refusal = _recognised(manuscript)
    complaints += refusal
    return Parsed(
        recognition, decoded.encoding, mended.repaired, tuple(complaints), tuple(_names(recognition))
    )


def _names(recognition: Recognition | None) -> Iterable[str]:
    utterances = (
        own for reading in (recognition.readings if recognition else ()) for own in reading.utterances
    )
    texts = (paragraph.text for utterance in utterances for paragraph in utterance.paragraphs)
    return dict.fromkeys(name for text in texts for name in names_in(text))


def _within(span: Span, others: tuple[Span, ...]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _manuscript(text: str, told: Mapping[str, str]) -> tuple[Manuscript, str]:
    lines = text.split("\n")
    metadata, taken, trouble = front_matter.split(lines)
    numbered = tuple(Line(number, line) for number, line in enumerate(lines, 1))
    return Manuscript(text, numbered[taken:], {**told, **metadata}), trouble


def _recognised(manuscript: Manuscript) -> tuple[Recognition | None, list[Complaint]]:
    """Read a manuscript, or say why it is none."""
    try:
        recognition = recognise_data(manuscript)
        if not recognition and (long := _too_long(manuscript)):
            return None, [long]
        recognition = recognition or recognise(manuscript)
    except RefusedError as error:
        return None, [Complaint(1, str(error), severe=True)]
    if not any(reading.utterances for reading in recognition.readings):
        return None, [Complaint(1, "no words to quote were found in it", severe=True)]
    names = {utterance.label for reading in recognition.readings for utterance in reading.utterances}
    if len(names) > MOST_SPEAKERS:
        return None, [Complaint(1, f"{len(names):,} speakers: this is no transcript", severe=True)]
    return replace(recognition, readings=tuple(map(without_spots, recognition.readings))), []


def _too_long(manuscript: Manuscript) -> Complaint | None:
    if len(manuscript.lines) > MOST_LINES:
        return Complaint(MOST_LINES, f"{len(manuscript.lines):,} lines: this is no transcript", severe=True)
    line = next((line for line in manuscript.lines if len(line.text) > LONGEST_LINE), None)
    return Complaint(line.number, f"a line of {len(line.text):,} characters", severe=True) if line else None
