"""The terms of a question as they stand in an index."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.postings import Positions, Postings
from bot.retrieval.sought import Sought

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


class Terms(NamedTuple):
    """Where the terms stand, and what they weigh there: weights hold idf and the unit of an impact."""

    sought: Sought
    begins: Positions
    sizes: Positions
    """Where the postings of each begin, and how many they are."""
    columned: Positions
    """The terms that have columns."""
    columns: Positions
    """Which these are."""
    weights: Floats
    """By wording of a thing that has several, then by term; the first row is for all others."""

    @property
    def most(self) -> Floats:
        """Return the most that each can weigh."""
        most: Floats = self.weights.max(axis=0) if len(self.weights) > 1 else self.weights[0]
        return most

    @property
    def frequencies(self) -> Positions:
        """Return in how many passages each idea stands, at most, in its most frequent wording."""
        frequencies: Positions = np.maximum.reduceat(_frequencies(self.sought, self.sizes), self.sought.ideas)
        return frequencies

    def totals(self, sums: Floats) -> Floats:
        """Return the scores of passages by the sums of what each row of `weights` weighs of them."""
        totals: Floats = sums[0]
        for ways in self.sought.things:
            totals = totals + sums[ways].max(axis=0)
        return totals

    def held(self, impacts: Floats) -> Flags:
        """Return, by idea, then by passage, whether it holds the idea, given the impacts by term."""
        own = self.sought
        held = np.logical_and.reduceat(impacts.take(own.needed, axis=0) > 0, own.wordings)
        return held if len(held) == len(own.ideas) else np.logical_or.reduceat(held, own.ideas)


def look_up(sought: Sought, postings: Postings) -> Terms:
    """Return the terms of a question as they stand in an index."""
    begins, sizes, columned, columns = postings.look_up(sought.keys)
    weights = sought.weights * postings.idf.take(sizes)
    if sought.things:
        weights *= _shares(sought, sizes, postings.idf)[:, None]
    return Terms(sought, begins, sizes, columned, columns, weights)


def _frequencies(sought: Sought, sizes: Positions) -> Positions:
    """Return in how many passages each wording stands at most."""
    frequencies: Positions = np.minimum.reduceat(sizes.take(sought.needed), sought.wordings)
    return frequencies


def _shares(sought: Sought, sizes: Positions, idf: Floats) -> Floats:
    """Return what each row of the weights counts: no wording more than its thing, however rare it is."""
    frequencies, last = _frequencies(sought, sizes).tolist(), len(idf) - 1
    shares = [1.0]
    for ways in sought.several:
        own = frequencies[ways]
        told = idf.item(min(sum(own), last))
        shares += [min(1.0, told / idf.item(frequency)) for frequency in own]
    return np.array(shares, np.float32)
