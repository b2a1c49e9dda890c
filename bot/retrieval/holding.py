"""The passages that hold what a question is about, whatever their scores."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.retrieval.filters import Mask, Numbers
from bot.retrieval.ideas import Idea
from bot.retrieval.postings import Positions, Postings

_ROUNDED = 1e-3


def holding(ideas: Sequence[Idea], postings: Postings, reach: int, enough: float) -> Mask:
    """Return which passages hold an idea, and `enough` of what all weigh within `reach` passages."""
    some = np.zeros(len(postings), np.bool_)
    held = np.zeros(len(postings), np.float32)
    for idea in ideas:
        own = np.zeros(len(postings), np.bool_)
        for way in idea.wordings:
            own[postings.passages_with_all(way.keys)] = True
        some |= own
        held += np.float32(idea.weight) * _widened(own, reach)
    some &= held >= enough * sum(idea.weight for idea in ideas) - _ROUNDED
    return some


def best_of(rows: Positions, scores: npt.NDArray[np.float32], sources: Numbers, most: int) -> Positions:
    """Return so many of these passages, the best, and the best of each source; ascending."""
    best = np.argsort(-scores, kind="stable")
    _, of_each = np.unique(sources[best], return_index=True)
    return rows[np.union1d(best[:most], best[of_each])]


def _widened(rows: Mask, reach: int) -> Mask:
    """Return a mask in which the neighbours of what it lets pass do as well."""
    wide = rows.copy()
    for distance in range(1, reach + 1):
        wide[distance:] |= rows[:-distance]
        wide[:-distance] |= rows[distance:]
    return wide
