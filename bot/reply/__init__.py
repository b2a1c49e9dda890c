"""What goes out: the closed union of replies.

No markup in here. A button is an interaction with a label.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.interaction import Interaction
from bot.reply.changes import Change
from bot.reply.form import Choices, Form
from bot.reply.found import Attribution, Quotes, Timeline
from bot.reply.pages import Help, Home, Listing, ScheduleList, Settings


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
