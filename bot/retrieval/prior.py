"""What is known of a passage before its words are weighed: who says it, and whether it was asked for."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bot.retrieval.filters import Facets, Mask, Passing
from bot.retrieval.postings import Positions

Floats = npt.NDArray[np.float32]
_SPOKEN_OF = 0.7
"""What others say of a person, where that person's own words are there as well."""


@dataclass(frozen=True)
class Prior:
    """What scores are multiplied by, 0 for what was not asked for."""

    facets: Facets
    passing: Passing
    fixed: Floats | None = None
    """By passage; None for 1."""
    named: Mask | None = None
    """By speaker: whose words are wanted; None for everybody's."""
    spoken_of: Positions | None = None
    """The passages that name them, ascending."""
    whole: bool = False
    """Whether it is worked out of every passage at once, for it serves many questions."""

    def __call__(self, rows: Positions) -> Floats:
        """Return it by row."""
        return self.every.take(rows) if self.whole else self._of(rows)

    @cached_property
    def every(self) -> Floats:
        """It of every passage."""
        return self._of(np.arange(len(self.facets)))

    def _of(self, rows: Positions) -> Floats:
        prior = np.ones(len(rows), np.float32) if self.fixed is None else self.fixed.take(rows)
        if self.named is not None:
            own = self.named.take(self.facets.speakers.take(rows)).astype(np.float32)
            prior *= own if self.spoken_of is None else np.maximum(own, _SPOKEN_OF * self._names(rows))
        if self.passing.speakers is not None:
            prior *= self.passing.speakers.take(self.facets.speakers.take(rows))
        if self.passing.sources is not None:
            prior *= self.passing.sources.take(self.facets.sources.take(rows))
        return prior

    def _names(self, rows: Positions) -> Mask:
        if self.spoken_of is None or not len(self.spoken_of):
            return np.zeros(len(rows), np.bool_)
        at = np.searchsorted(self.spoken_of, rows)
        names: Mask = self.spoken_of.take(at, mode="clip") == rows
        return names
