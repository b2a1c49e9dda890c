"""What passages gain from what stands around them: from their neighbours, and from their source."""

import numpy as np
import numpy.typing as npt

from bot.retrieval.filters import Facets, Mask
from bot.retrieval.names import People
from bot.retrieval.postings import Positions
from bot.retrieval.prior import Prior
from bot.retrieval.scoring import Scorer

_NEIGHBOUR = 0.1
"""Share of a score that the passages before and after get."""
_ASKED = 0.25
"""Share of a host's question that the guest's answer gets."""
_OPINION = 0.4
"""The same where somebody's opinion is looked for: it is what they answered when asked for it."""
_AROUND = 0.15
"""Share that each passage gets of what its source has to say: of the mean of the source's best."""
_BEST = 5
"""How many those are; fewer count as if the others said nothing."""

Floats = npt.NDArray[np.float32]


def from_neighbours(
    rows: Positions, facets: Facets, scorer: Scorer, prior: Prior | None, people: People
) -> Floats:
    """Return what passages gain from their neighbours in the source: answers, a share of the question."""
    before, after = np.maximum(rows - 1, 0), np.minimum(rows + 1, len(facets) - 1)
    scores = scorer.score(np.concatenate((before, after)))
    share = _OPINION if people.opinion else _ASKED
    asked = np.where(facets.hosts[before] & ~facets.hosts[rows], share, _NEIGHBOUR)
    gained = _beside(before, rows, facets) * asked * scores[: len(rows)]
    gained += _beside(after, rows, facets) * _NEIGHBOUR * scores[len(rows) :]
    return gained if prior is None else gained * prior(rows)


def from_source(rows: Positions, facets: Facets, scores: Floats) -> Floats:
    """Return what passages gain where their source speaks much of it."""
    sources = facets.sources[rows]
    order = np.lexsort((-scores, sources))
    ordered = sources[order]
    best = np.arange(len(order)) - np.searchsorted(ordered, ordered) < _BEST
    sums = np.bincount(ordered[best], scores[order][best])
    gained: Floats = (_AROUND / _BEST * sums[sources]).astype(np.float32)
    return gained


def _beside(one: Positions, other: Positions, facets: Facets) -> Mask:
    beside: Mask = (one != other) & (facets.sources[one] == facets.sources[other])
    return beside
