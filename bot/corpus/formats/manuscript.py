"""A document as the formats get it, and what they hand back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.corpus.model import Paragraph, Remark


class RefusedError(Exception):
    """What was read is no transcript; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document; `number` is 1-based."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A decoded document: its own metadata, and the lines of its body."""

    text: str
    lines: tuple[Line, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker label as one line has it, and what follows it on that line, with its markup."""

    name: str
    rest: str = ""
    start: float | None = None
    """Seconds into the recording."""
    strong: bool = False
    """Whether markup or a time code sets the name off, and not just a colon."""
    title: bool = False
    """Whether it could as well be a title: a heading or line of its own, without colon or time."""
    sure: bool = False
    """Whether it can hardly be anything else: a time code stands there, or a heading ends in a colon."""


Find = Callable[[str], Label | None]
"""How a format finds the label at the beginning of a line."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A turn whose speaker is still a label; an empty label means that none stands there."""

    label: str
    paragraphs: tuple[Paragraph, ...]
    section: str = ""
    inferred: bool = False
    pull_quote: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one format finds in a document: one source's turns, and what is nobody's words."""

    utterances: tuple[Utterance, ...]
    remarks: tuple[Remark, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recognition:
    """A document read in the format that fits it best; `confidence` is between 0 and 1."""

    format: str
    confidence: float
    readings: tuple[Reading, ...]


class Format(Protocol):
    """A module of this package: lines in, turns out."""

    TITLE: str

    def recognise(self, manuscript: Manuscript) -> Recognition | None:
        """Read the document, or return None if it isn't in this format."""
