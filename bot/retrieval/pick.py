"""Choosing a quote for somebody who asked for nothing: the daily one, and /quote without words."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from random import Random

import numpy as np

from bot.corpus.model import Passage
from bot.retrieval.filters import EVERYTHING, Filters
from bot.retrieval.folding import fold
from bot.retrieval.pool import Mask
from bot.retrieval.query import Query
from bot.retrieval.search import Searcher
from bot.retrieval.snippet import Snippet, snippet
from bot.retrieval.standalone import Standalone

_FEW = 64
"""Passages that are looked at before all are."""
_CHOICE = 6
"""Quotes drawn at a time, of which the best is shown."""
_SEEN = 400
"""Of those seen last, how many must not be shown in other words of the same sentence."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to draw from, and what to leave out."""

    filters: Filters = EVERYTHING
    topic: str = ""
    seen: Collection[str] = ()
    """Passages, the oldest first: shown again, in that order, once all were."""
    besides: frozenset[str] = frozenset()
    """Passages never to show: somebody has doubts about them."""
    tired: frozenset[str] = frozenset()
    """Speakers to give a rest, if there are others."""
    today: date | None = None
    """For what was said on this day of an earlier year."""
    daily: bool = False
    """Whether the rights to daily quotes are needed."""
    choice: Random = field(default_factory=Random)


@dataclass(frozen=True, slots=True)
class Picked:
    """A passage and its quote that stands by itself."""

    passage: Passage
    snippet: Snippet


def pick(searcher: Searcher, wish: Wish) -> Picked | None:
    """Return a quote that stands by itself; None if there is none.

    The documents' own words go before paraphrases, the unseen before the seen, rested speakers before tired
    ones, what was said on this day before the rest, and after that what the documents set off.
    """
    allowed = _allowed(searcher, wish)
    verbatim = allowed & searcher.pool.verbatim
    return next((found for mask in (verbatim, allowed) for found in _in_order(searcher, wish, mask)), None)


def own_quote(searcher: Searcher, passage: Passage) -> Snippet | None:
    """Return the quote to show of a passage: what stands by itself, or else its most telling sentences."""
    found = searcher.pool.quote(searcher.pool.rows[passage.id])
    longest = searcher.corpus.sources[passage.source].rights.longest_quote
    return found.snippet if found else snippet(passage, Query(""), longest)


def pick_any(searcher: Searcher, wish: Wish) -> Picked | None:
    """Return a quote even where none stands by itself; None if nothing may be quoted at all."""
    picked = pick(searcher, wish)
    if picked is not None:
        return picked
    mask = _allowed(searcher, wish)
    fresh = mask & ~_these(searcher, wish.seen)
    for row in [*_shuffled(fresh, wish.choice), *_shuffled(mask & ~fresh, wish.choice)]:
        shown = own_quote(searcher, searcher.passages[row])
        if shown is not None:
            return Picked(searcher.passages[row], shown)
    return None


def _allowed(searcher: Searcher, wish: Wish) -> Mask:
    pool, asked = searcher.pool, searcher.mask(wish.filters)
    mask = pool.worthy if asked is None else pool.worthy & asked
    if wish.daily:
        mask = mask & pool.daily
    if wish.topic:
        found = searcher.search(wish.topic, wish.filters, limit=100).hits
        mask = mask & _these(searcher, [hit.passage.id for hit in found])
    return mask & ~_these(searcher, wish.besides)


def _these(searcher: Searcher, passages: Collection[str]) -> Mask:
    mask = np.zeros(len(searcher.passages), np.bool_)
    rows = searcher.pool.rows
    mask[[rows[passage] for passage in passages if passage in rows]] = True
    return mask


def _in_order(searcher: Searcher, wish: Wish, mask: Mask) -> Iterator[Picked]:
    pool, seen = searcher.pool, _these(searcher, wish.seen)
    rested, texts = ~_said(searcher, Filters(speakers=wish.tired)), _texts(searcher, wish)
    today = _said(searcher, Filters(sources=anniversaries(searcher, wish.today)))
    for tier in (mask & ~seen & rested, mask & ~seen):
        for better in (tier & today, tier & pool.marked, tier):
            rows = (row for row in _shuffled(better, wish.choice) if _new(pool.quote(row), texts))
            if better is not tier:
                rows = (row for row in rows if today[row] or pool.set_off(row))
            yield from _quotes(searcher, _best_first(searcher, islice(rows, _CHOICE)))
    known = (pool.rows.get(passage) for passage in wish.seen)
    old = [row for row in known if row is not None and mask[row]]
    yield from _quotes(searcher, iter(sorted(old, key=lambda row: not rested[row])))


def _new(quote: Standalone | None, texts: Collection[str]) -> bool:
    return quote is not None and _bare(quote.snippet.text) not in texts


def _best_first(searcher: Searcher, rows: Iterable[int]) -> Iterator[int]:
    quotes = ((quote.value, row) for row in rows if (quote := searcher.pool.quote(row)))
    yield from (row for _, row in sorted(quotes, reverse=True))


def anniversaries(searcher: Searcher, today: date | None) -> frozenset[str]:
    """Return the sources of this day in an earlier year."""
    return frozenset(
        source.id
        for source in searcher.corpus.sources.values()
        if today
        and source.date
        and (source.date.month, source.date.day) == (today.month, today.day)
        and source.date.year < today.year
    )


def _said(searcher: Searcher, filters: Filters) -> Mask:
    """Return which passages pass; none if the filters are empty."""
    mask = searcher.mask(filters) if filters else None
    return np.zeros(len(searcher.passages), np.bool_) if mask is None else mask


def _quotes(searcher: Searcher, rows: Iterator[int]) -> Iterator[Picked]:
    for row in rows:
        found = searcher.pool.quote(row)
        if found is not None:
            yield Picked(searcher.passages[row], found.snippet)


def _shuffled(mask: Mask, choice: Random) -> Iterator[int]:
    """Yield the rows of a mask in random order; to begin costs little even of a million."""
    rows = np.flatnonzero(mask)
    first = choice.sample(range(len(rows)), min(_FEW, len(rows)))
    yield from (int(rows[at]) for at in first)
    if len(rows) > _FEW:
        rest = np.delete(rows, first).tolist()
        choice.shuffle(rest)
        yield from rest


def _texts(searcher: Searcher, wish: Wish) -> set[str]:
    """Return the words last shown: a pull quote and the sentence that it was taken from are one quote."""
    rows = (searcher.pool.rows.get(passage) for passage in list(wish.seen)[-_SEEN:])
    found = (searcher.pool.quote(row) for row in rows if row is not None)
    return {_bare(quote.snippet.text) for quote in found if quote is not None}


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text).text))
