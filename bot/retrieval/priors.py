"""Which prior a question has: guests before hosts, whoever is named before all others."""

from functools import cached_property, reduce

import numpy as np
import numpy.typing as npt

from bot.retrieval.filters import Facets, Filters, Passing
from bot.retrieval.names import People
from bot.retrieval.postings import Positions, Postings
from bot.retrieval.prior import Prior
from bot.retrieval.query import wording

_HOST = 0.7
_LATELY = 64
"""Filters whose priors are kept."""
_MANY = 200_000
"""Passages up to which these are kept for every passage."""

Floats = npt.NDArray[np.float32]


class Priors:
    """Makes the priors for questions on what is allowed, and keeps those that serve many."""

    def __init__(self, facets: Facets, postings: Postings, allowed: Passing) -> None:
        self._facets, self._postings, self._allowed = facets, postings, allowed
        self._kept: dict[tuple[Filters, bool], Prior | None] = {}

    def of(self, people: People, filters: Filters) -> Prior | None:
        """Return what scores are multiplied by; None for 1."""
        if not people.speakers:
            return self._of_anybody(filters, people.hosts)
        passing = self._facets.passing(filters) & self._allowed
        fixed = self._quotable if people.hosts else self._guests_first
        named = self._facets.spoken_by(people.speakers)
        return Prior(self._facets, passing, fixed, named, None if people.opinion else self._naming(people))

    def _of_anybody(self, filters: Filters, hosts: bool) -> Prior | None:
        # No lru_cache of a method: it would hold the searcher that holds it, beyond its last use.
        try:
            return self._kept[filters, hosts]
        except KeyError:
            if len(self._kept) >= _LATELY:
                self._kept.clear()
        passing = self._facets.passing(filters) & self._allowed
        fixed = self._quotable if hosts else self._guests_first
        whole = len(self._facets) <= _MANY
        alike = fixed is None and passing.everything
        prior = None if alike else Prior(self._facets, passing, fixed, whole=whole)
        self._kept[filters, hosts] = prior
        return prior

    def _naming(self, people: People) -> Positions:
        """Return the passages that name somebody who is named in the question."""
        found = (self._postings.passages_with_all(wording(name).keys) for name in people.found)
        return reduce(np.union1d, found, np.zeros(0, np.int64))

    @cached_property
    def _quotable(self) -> Floats | None:
        """By passage: 0 for one that is too damaged to be quoted; None if there is none."""
        quotable = self._facets.quotable
        return None if quotable.all() else quotable.astype(np.float32)

    @cached_property
    def _guests_first(self) -> Floats | None:
        hosts = self._facets.hosts
        if not hosts.any():
            return self._quotable
        prior = np.where(hosts, np.float32(_HOST), np.float32(1))
        return prior if self._quotable is None else prior * self._quotable
