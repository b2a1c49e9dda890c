"""The postings of a question's terms, gathered."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.postings import Positions, Postings
from bot.retrieval.terms import Terms


class Lists(NamedTuple):
    """The postings of the terms that have no column, term by term."""

    terms: Positions
    sizes: Positions
    """How many postings each has."""
    entries: Positions
    """Rows."""
    impacts: npt.NDArray[np.uint8]

    @property
    def ends(self) -> Positions:
        """By term: how many postings it and those before it have."""
        return self.sizes.cumsum()

    @property
    def owners(self) -> Positions:
        """By posting: its term."""
        return self.terms.repeat(self.sizes)


def few_lists(postings: Postings, terms: Terms) -> Lists:
    """Return the lists of a question's terms, empty for those with columns; quick where they are short."""
    sizes = terms.sizes.copy()
    sizes[terms.columned] = 0
    ends = sizes.cumsum()
    at = np.arange(ends.item(-1))
    at += (terms.begins - ends + sizes).repeat(sizes)
    rows = postings.rows.take(at).astype(np.int64)
    return Lists(np.arange(len(sizes)), sizes, rows, postings.impacts.take(at))


def lists_of(postings: Postings, terms: Terms) -> Lists:
    """Return the lists of a question's terms, the heaviest term first."""
    listed = np.delete(np.arange(len(terms.sizes)), terms.columned)
    listed = listed[np.argsort(-terms.most[listed])]
    begins, sizes = terms.begins[listed], terms.sizes[listed]
    pieces = list(map(slice, begins.tolist(), (begins + sizes).tolist()))
    if not pieces:
        return Lists(listed, sizes, listed, np.zeros(0, np.uint8))
    rows = np.concatenate([postings.rows[piece] for piece in pieces], dtype=np.int64)
    return Lists(listed, sizes, rows, np.concatenate([postings.impacts[piece] for piece in pieces]))
