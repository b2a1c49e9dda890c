"""What was found, not how it looks: the closed union of replies, and what is to be kept.

No markup in here. A highlight is a range in the text; a button is an interaction with a label.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.corpus.model import PartialDate, Source, Span, Speaker
from bot.interaction import Interaction
from bot.schedule import Posting, Schedule


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


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting of a room, with labels in the reader's language."""

    name: str
    label: str
    value: str
    shown: str
    """The value as a person reads it."""
    meaning: str
    allowed: str
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """A room's choices, and who changed them."""

    rows: tuple[SettingRow, ...]
    may_change: bool
    who_may: str
    log: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One daily quote of a room."""

    schedule: Schedule
    next_at: datetime.datetime | None
    draws_from: str
    last: str = ""
    """What was posted last, told in the reader's language."""
    state: str = ""
    """Paused, missed, unknown: told in the reader's language; empty if all is well."""
    history: tuple[Posting, ...] = ()
    """The last days, newest first."""


@dataclass(frozen=True, slots=True)
class ScheduleList:
    """A room's daily quotes."""

    rows: tuple[ScheduleRow, ...]
    text: str = ""
    """What was just done, or that there is none."""


@dataclass(frozen=True, slots=True)
class ListingRow:
    """A line of a listing."""

    id: str
    title: str
    detail: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Speakers or sources, a page of them."""

    title: str
    rows: tuple[ListingRow, ...]
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One completion: what is shown and what is sent."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The answer to autocomplete, best first, 25 at most."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """An input of a form; with `choices` it is a select."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A modal; sent, it becomes `submit` with the fields as options."""

    title: str
    fields: tuple[Field, ...]
    submit: Interaction
    submit_label: str


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A command as one types it, and what it does."""

    usage: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Help:
    """What one can ask here."""

    title: str
    text: str
    rows: tuple[HelpRow, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """A person's own page, where the platform has one."""

    title: str
    today: Hit | None
    language: str
    schedules: tuple[ScheduleRow, ...]
    help: Help


@dataclass(frozen=True, slots=True)
class Notice:
    """A line of text."""

    text: str
    level: Literal["info", "error"] = "info"


Body = (
    Quotes
    | Attribution
    | Timeline
    | Settings
    | ScheduleList
    | Listing
    | Choices
    | Form
    | Home
    | Help
    | Notice
)


class Style(StrEnum):
    """How much an action asks for attention."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Action:
    """A button: an interaction with a label. Pressed, it answers in place of the message it stands on,
    or, with `anew`, by a message of its own.
    """

    label: str
    interaction: Interaction
    style: Style = Style.PLAIN
    anew: bool = False
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class SetSettings:
    """Keep settings of a room (or, with `workspace`, the defaults of all its rooms); None resets one."""

    values: tuple[tuple[str, str | None], ...]
    workspace: bool = False


@dataclass(frozen=True, slots=True)
class SaveSchedule:
    """Keep a schedule, new or changed."""

    schedule: Schedule


@dataclass(frozen=True, slots=True)
class RemoveSchedule:
    """Take a schedule away."""

    schedule: str


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """A passage was shown as a room's random or daily quote."""

    passage: str
    speaker: str
    day: datetime.date


@dataclass(frozen=True, slots=True)
class ReportPassage:
    """Somebody says that a quote has the wrong speaker or is garbled."""

    passage: str
    reason: Literal["speaker", "garbled"]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """Delete what is kept about the asker."""


@dataclass(frozen=True, slots=True)
class ForgetRoom:
    """Delete what is kept about the room."""


Change = SetSettings | SaveSchedule | RemoveSchedule | MarkSeen | ReportPassage | ForgetPerson | ForgetRoom


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer on its way out: what was found, for whom, and what to keep before it is sent."""

    body: Body
    interaction: Interaction
    """The command and options as understood."""
    locale: str = "en"
    """Of every text around the quotes."""
    private: bool = False
    actions: tuple[Action, ...] = ()
    changes: tuple[Change, ...] = ()
