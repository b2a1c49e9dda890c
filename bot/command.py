"""How a command is declared, and what it may use to answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.interaction import Interaction
from bot.reply import Body, Reply
from bot.reply.pages import ScheduleRow
from bot.retrieval.search import Searcher
from bot.settings import ChannelSettings, SettingChange
from bot.texts import text


class OptionKind(StrEnum):
    """What an option's text means; platforms choose inputs and completion by it."""

    TEXT = "text"
    SPEAKER = "speaker"
    SOURCE = "source"
    DATE = "date"
    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"
    TIME = "time"
    ZONE = "zone"
    WEEKDAYS = "weekdays"
    CHANNEL = "channel"
    SETTING = "setting"
    """The value of the setting that the option `name` names."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option. What it is for stands in the texts, as `option-<command>-<name>`."""

    name: str
    kind: OptionKind = OptionKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    """The values of `OptionKind.CHOICE`; their labels stand in the texts, as `choice-<value>`."""
    hidden: bool = False
    """True for what only buttons carry, such as the page."""


class Reads(StrEnum):
    """What a command asks to be loaded before it answers."""

    SCHEDULES = "schedules"
    OWN_SCHEDULES = "own-schedules"
    SEEN = "seen"
    SETTINGS = "settings"
    PERSON = "person"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Context:
    """All that a command may use to answer."""

    searcher: Searcher
    """Over what this room may see, and nothing else."""
    settings: ChannelSettings
    locale: str
    now: datetime
    seen: tuple[str, ...] = ()
    """Passages already shown here, oldest first."""
    recent_speakers: tuple[str, ...] = ()
    """Of the last days' quotes, newest first."""
    schedules: tuple[ScheduleRow, ...] = ()
    own_settings: frozenset[str] = frozenset()
    """The settings that the room itself has set; the others are inherited."""
    settings_log: tuple[SettingChange, ...] = ()
    """Newest first."""
    person: Mapping[str, int] = field(default_factory=dict)
    """How many rows of each kind are kept about the asker and the room."""
    reported: frozenset[str] = frozenset()
    """Passages that somebody reported and nobody settled yet."""
    posts: bool = True
    """Whether daily quotes are posted; a terminal does not stay to do so."""

    def text(self, message: str, **arguments: str | int | float) -> str:
        """Return a text in the asker's language."""
        return text(self.locale, message, **arguments)


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the one table that every menu, help text, manifest and page is made from."""

    name: str
    answer: Callable[[Interaction, Context], Reply]
    options: tuple[Option, ...] = ()
    reads: frozenset[Reads] = frozenset()
    manages: bool = False
    """Whether changing something with it needs the right to manage the room."""
    hidden: bool = False
    """True for what only buttons ask for; it stands in no menu."""
    free_text: str = ""
    """The option that takes the words that carry no option's name."""

    def option(self, name: str) -> Option | None:
        """Return the option of that name."""
        return next((option for option in self.options if option.name == name), None)


def reply(interaction: Interaction, context: Context, body: Body) -> Reply:
    """Return a reply in the room's language and privacy, without actions or changes."""
    return Reply(body, interaction, context.locale, context.settings.private)
