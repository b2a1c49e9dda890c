"""Characters that may stand in one place."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.corpus.repair.words import lexicon

MARKS = "，。、？！：；“”‘’《》（）—…·"
FEW = 100
"""How many of the commonest characters are tried everywhere; rarer ones only where they make a word."""


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Characters by how the language model knows them, and the commonest of them."""

    chars: Mapping[str, str]
    few: Sequence[str]
    costs: Sequence[float]
    """Of each of the `few`, the negative log-probability that a word begins with it, in rising order."""

    @classmethod
    def of(cls, chars: Iterable[tuple[str, str]]) -> Self:
        """Return the characters given as the model knows them and as they are; the last of equals counts."""
        by_fold = dict(chars)
        opening = lexicon().opening
        cost = {fold: float("-inf") if fold in MARKS else -opening(fold) for fold in by_fold}
        few = sorted(by_fold, key=cost.__getitem__)[:FEW]
        return cls(by_fold, few, [cost[fold] for fold in few])

    def begun_from(self, floor: float) -> Sequence[str]:
        """Return those of the commonest that may begin a word with a log-probability of `floor`."""
        return self.few[: bisect_right(self.costs, -floor)]
