"""Words that were found in a turn."""

from dataclasses import dataclass

from bot.corpus.model import Span
from bot.reply.found import DiffPart
from bot.retrieval.attribution.turns import Spoken


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a turn; `place` is where they stand in `spoken.text`."""

    spoken: Spoken
    place: Span
    similarity: float = 1.0
    diff: tuple[DiffPart, ...] = ()
    """Word for word, what was asked against what was said; empty where the words are the same."""
    partial: bool = False
    """Only the larger part of the fragment is of this turn."""
    doubtful: bool = False
    """Some of the words could not be read with certainty in the document."""
