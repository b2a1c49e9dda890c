"""What an asker fills in: a form, and the completions of what is being typed."""

from dataclasses import dataclass

from bot.interaction import Interaction


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
