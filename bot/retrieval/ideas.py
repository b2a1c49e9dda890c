"""What a question is about: things, each in all its wordings."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put a thing. A passage holds it if it holds all of `keys`."""

    text: str
    keys: tuple[int, ...]
    weights: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Idea:
    """A thing that the question is about, in all its wordings; the asker's own is first."""

    wordings: tuple[Wording, ...]
    required: bool = False
    """A quoted phrase: what lacks it is no answer."""
    unknown: bool = False
    """A word whose translation into the corpus's language is not known: that it is not there tells little."""
    guessed: bool = False
    """A word whose translation nobody wrote down: that it is not there tells less than that others are."""
    partly: bool = False
    """A word that is nowhere: what is found are parts of it."""
    narrower: tuple[Wording, ...] = ()
    """Parts and kinds of it. No other wording of it: a search does without them, a topic counts them in."""
    unlike: tuple[Wording, ...] = ()
    """What holds one of its wordings and means something else."""
    beside: tuple[Wording, ...] = ()
    """What puts it only beside another idea of a topic."""
    weight: float = 1.0
    """How much it tells beside the others of a topic."""
