"""What a corpus is made of: sources, turns, passages, speakers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """Whose words a text holds: the document's own, or somebody else's paraphrase."""

    VERBATIM = "verbatim"
    NOTES = "notes"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters, `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """One name in each script; an empty string means that none is known."""

    en: str = ""
    zh_hans: str = ""
    zh_hant: str = ""

    def for_locale(self, locale: str) -> str:
        """Return the name to show in `en`, `zh-Hans` or `zh-Hant`, or the nearest one that exists."""
        order = {
            "zh-Hans": (self.zh_hans, self.zh_hant, self.en),
            "zh-Hant": (self.zh_hant, self.zh_hans, self.en),
        }.get(locale, (self.en, self.zh_hans, self.zh_hant))
        return next((name for name in order if name), "")

    def filled(self, other: "Names") -> "Names":
        """Return these names, with `other`'s in the scripts that lack one."""
        return Names(self.en or other.en, self.zh_hans or other.zh_hans, self.zh_hant or other.zh_hant)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, or a month where only that is known."""

    year: int
    month: int
    day: int | None = None

    def __str__(self) -> str:
        """Return ISO 8601, `2025-07-20` or `2025-07`."""
        month = f"{self.year:04}-{self.month:02}"
        return month if self.day is None else f"{month}-{self.day:02}"

    def first_day(self) -> date:
        """Return the day to sort and filter by."""
        return date(self.year, self.month, self.day or 1)


@dataclass(frozen=True, slots=True)
class Rights:
    """What may be done with a source's words."""

    longest_quote: int | None = None
    """Characters of one quote at most; None means no limit."""
    daily: bool = True
    hidden: bool = False
    workspaces: tuple[str, ...] = ()
    """`platform:workspace` keys that may see it; empty means everybody."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person. `id` is a slug (`dario-amodei`); `known` is false for a label that no facts file names."""

    id: str
    names: Names
    aliases: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """One interview or talk."""

    id: str
    title: Names
    show: str = ""
    date: PartialDate | None = None
    """The day the talk was published."""
    url: str = ""
    """Where the talk can be heard or seen; a video's address takes a quote to its second."""
    text_url: str = ""
    """Where this text of it stands."""
    language: str = ""
    """The language it was spoken in, a BCP 47 tag, empty if not known."""
    text_language: str = ""
    """The language of the text: `zh-Hans`, `zh-Hant`, `en`, empty if mixed or not known."""
    translator: str = ""
    """Who translated or published the text; as they sign."""
    participants: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    kind: Kind = Kind.VERBATIM
    rights: Rights = Rights()
    path: Path | None = None
    """The document's file; never shown in chat."""

    @property
    def translated(self) -> bool:
        """Whether the text is in another language than the talk."""
        spoken, written = self.language.split("-")[0], self.text_language.split("-")[0]
        return bool(spoken and written and spoken != written)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What stands between two breaks of a turn. Spans are positions in `text`."""

    text: str
    line: int
    """1-based line of the document."""
    start: float | None = None
    """Seconds into the recording."""
    doubts: tuple[Span, ...] = ()
    """Damage that could not be undone with certainty."""
    emphasis: tuple[Span, ...] = ()
    """What the document sets in bold."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What stands under one speaker label."""

    source: str
    number: int
    """1-based position in the source."""
    speaker: str
    """A speaker's id; `unknown` where the document names none."""
    paragraphs: tuple[Paragraph, ...]
    section: str = ""
    """The section heading that it stands under."""
    inferred: bool = False
    """True where no label says who speaks: pull quotes, a rapid-fire round's questions."""
    pull_quote: bool = False
    turn_id: str = ""
    """The `id` that a JSON-lines document gave it."""

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def line(self) -> int:
        """1-based line of the document where it begins."""
        return self.paragraphs[0].line

    @property
    def damaged(self) -> bool:
        """Whether any of it is doubtful."""
        return any(paragraph.doubts for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is ranked: a turn, or a run of paragraphs of a long one. Spans are positions in `text`."""

    id: str
    """`source-xxxxxxxx`: stays while the words do, wherever in the document they move."""
    source: str
    turn: int
    speaker: str
    text: str
    """The paragraphs, one a line."""
    section: str = ""
    question: str = ""
    """What the turn answers: the words of the turn before, if another speaker's."""
    start: float | None = None
    line: int = 1
    host: bool = False
    """Whether the speaker hosts this source."""
    kind: Kind = Kind.VERBATIM
    pull_quote: bool = False
    doubts: tuple[Span, ...] = ()
    emphasis: tuple[Span, ...] = ()
    turn_id: str = ""
    """The `id` that a JSON-lines document gave it."""

    @property
    def quotable(self) -> bool:
        """Whether it may be offered as a quote: nothing in it is doubtful."""
        return not self.doubts


@dataclass(frozen=True, slots=True)
class Remark:
    """What an editor or translator wrote: never anyone's words."""

    source: str
    line: int
    text: str
    reason: str
    """A word for the report: `heading`, `summary`, `advertisement`, `note`, …"""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing and the words that different translators use for it."""

    id: str
    terms: tuple[str, ...]
    narrower: tuple[str, ...] = ()
    """Words for a part or a kind of it: who says them speaks of it, not the other way round."""
    unlike: tuple[str, ...] = ()
    """Words that hold one of the terms and mean something else."""
    beside: tuple[str, ...] = ()
    """Words that put it only where something else is spoken of with it: short of chips."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the report: what is wrong, and where."""

    path: Path
    line: int
    text: str
    severe: bool = False
    """True if something needs a person; `yulu corpus check` then exits 1."""


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A speaker label of a document: whose it is, how often it stands there, and where first."""

    label: str
    speaker: str
    turns: int
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the corpus as it was read."""

    path: Path
    format: str
    confidence: float
    """How well the format explains the document, from 0 to 1."""
    encoding: str = "utf-8"
    sources: tuple[str, ...] = ()
    """The sources that it holds; none if it gave way to another document."""
    labels: tuple[LabelUse, ...] = ()
    repaired: bool = False
    """Whether damage was found in it and undone as far as possible."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Corpus:
    """All that was loaded, read-only."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    turns: Mapping[str, tuple[Turn, ...]] = field(default_factory=dict)
    """By source, in order; `turns[source][number - 1]`."""
    passages: Sequence[Passage] = ()
    remarks: tuple[Remark, ...] = ()
    concepts: tuple[Concept, ...] = ()
    problems: tuple[Problem, ...] = ()
    documents: tuple[Document, ...] = ()
    names: Sequence[str] = ()
    """What may be names of anybody and stand in the words, as `naming.names_in` yields it."""
