"""What was found for a question: quotes, who said a fragment, a topic through time.

A highlight is a range in the text.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.corpus.model import PartialDate, Source, Span, Speaker


@dataclass(frozen=True, slots=True)
class ContextTurn:
    """A turn shown around a quote."""

    speaker: Speaker
    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A quote and where it is from. Spans are positions in `quote`."""

    passage: str
    quote: str
    text: str
    """The whole passage."""
    speaker: Speaker
    source: Source
    turn: int
    score: float = 0.0
    highlights: tuple[Span, ...] = ()
    verbatim: bool = True
    """False for notes: a paraphrase, never in quotation marks."""
    translated: bool = False
    weak: bool = False
    """The words that carry the question are found nowhere together; this is the nearest passage."""
    section: str = ""
    start: float | None = None
    """Seconds into the recording."""
    turn_id: str = ""
    converted: bool = False
    """The script of the quote is not the document's."""
    before: tuple[ContextTurn, ...] = ()
    after: tuple[ContextTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotes:
    """Hits for a question, best first; no hit is an honest "nobody"."""

    query: str
    total: int
    hits: tuple[Hit, ...] = ()
    first: int = 0
    """How many better hits come before `hits[0]`."""
    heading: str = ""
    """Said above the quote: the daily quote's greeting, a weak answer's warning."""


class Verdict(StrEnum):
    """How sure an attribution is."""

    EXACT = "exact"
    NEAR = "near"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A run of a word-for-word comparison; equal where `asked == said`."""

    asked: str
    said: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may have said it; `hit.quote` is the words in their sentence."""

    hit: Hit
    similarity: float
    """0 to 1, the same meaning at every length."""
    diff: tuple[DiffPart, ...] = ()
    quoted_speaker: str = ""
    """Whom the speaker quotes: a speaker's id, the name as written, or `others`."""
    quoted_name: str = ""
    """The same for showing; empty for `others`."""
    partial: bool = False
    """Only the larger part of the fragment stands in this turn."""

    @property
    def differs(self) -> bool:
        """Whether they said it in other words than those asked for."""
        return any(part.asked != part.said for part in self.diff)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said a fragment, oldest first; without candidates nobody in this corpus did."""

    fragment: str
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()
    related: tuple[Hit, ...] = ()
    """Passages about the same, clearly not an answer."""
    remark: str = ""
    """An editor's words, where the fragment stands only there."""
    speakers: int = 0
    """How many people said it, where the fragment is too common to attribute."""
    heading: str = ""
    """Whether the person said it of whom that was asked."""


@dataclass(frozen=True, slots=True)
class Point:
    """What was said of a topic in one source."""

    source: Source
    speakers: tuple[Speaker, ...]
    count: int
    """Passages that speak of it."""
    share: float
    """Of the source's passages, 0 to 1."""
    hit: Hit
    years_meant: tuple[int, ...] = ()
    """The years that the quote speaks of, where it looks ahead."""
    figures: tuple[Span, ...] = ()
    """Percentages, money, multiples in `hit.quote`."""
    lines: tuple[Hit, ...] = ()
    """One quote a speaker, where several speak of it."""
    counts: tuple[int, ...] = ()
    """`count`, by speaker, in the order of `speakers`."""

    @property
    def date(self) -> PartialDate | None:
        """Return when it was said."""
        return self.source.date


@dataclass(frozen=True, slots=True)
class Timeline:
    """A topic through time; sources without a date stand apart."""

    topic: str
    points: tuple[Point, ...] = ()
    undated: tuple[Point, ...] = ()
    narrowed: bool = False
    """Whether only a part of the corpus was asked: an honest no holds for that part alone."""
