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
_WHICH, _NUMBERS = "~", frozenset("23456789")
_SEEN = 400
"""Of those seen last, how many must not be shown in other words of the same sentence."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to draw from, and what to leave out."""

    filters: Filters = EVERYTHING
    topic: str = ""
    seen: Collection[str] = ()
    """Quotes (`Picked.id`), the oldest first: shown again, in that order, once all were."""
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
    """A passage and a quote of it; `number` 1 is the best that stands by itself."""

    passage: Passage
    snippet: Snippet
    number: int = 1

    @property
    def id(self) -> str:
        """Return what `recall` finds it by."""
        return self.passage.id if self.number == 1 else f"{self.passage.id}{_WHICH}{self.number}"


def pick(searcher: Searcher, wish: Wish) -> Picked | None:
    """Return a quote that stands by itself; None if there is none.

    The documents' own words go before paraphrases, the unseen before the seen, rested speakers before tired
    ones, what was said on this day before the rest, and after that what the documents set off. What else
    stands in a passage comes when the best of every passage was shown.
    """
    allowed = _allowed(searcher, wish)
    verbatim = allowed & searcher.pool.verbatim
    return next((found for mask in (verbatim, allowed) for found in _in_order(searcher, wish, mask)), None)


def recall(searcher: Searcher, quote: str) -> Picked | None:
    """Return a quote by its id; of a passage where none stands by itself, its most telling sentences, if any.

    Raises:
        UserError: there is no such passage, or it may not be seen here.
    """
    row, number = _place(searcher, quote) or (None, 1)
    passage = searcher.get(quote if row is None else searcher.passages[row].id)
    row = searcher.pool.rows[passage.id]
    picked = _picked(searcher, row, number) or _picked(searcher, row)
    longest = searcher.corpus.sources[passage.source].rights.longest_quote
    if picked is None and (found := snippet(passage, Query(""), longest)):
        return Picked(passage, found)
    return picked


def pick_any(searcher: Searcher, wish: Wish) -> Picked | None:
    """Return a quote even where none stands by itself; None if nothing may be quoted at all."""
    picked = pick(searcher, wish)
    if picked is not None:
        return picked
    mask = _allowed(searcher, wish)
    fresh = mask & ~_these(searcher, wish.seen)
    for row in [*_shuffled(fresh, wish.choice), *_shuffled(mask & ~fresh, wish.choice)]:
        shown = recall(searcher, searcher.passages[row].id)
        if shown is not None:
            return shown
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


def _these(searcher: Searcher, quotes: Iterable[str]) -> Mask:
    mask = np.zeros(len(searcher.passages), np.bool_)
    mask[[row for row, _ in _places(searcher, quotes)]] = True
    return mask


def _places(searcher: Searcher, quotes: Iterable[str]) -> list[tuple[int, int]]:
    found = (_place(searcher, quote) for quote in quotes)
    return [place for place in found if place is not None]


def _place(searcher: Searcher, quote: str) -> tuple[int, int] | None:
    """Return the row of a quote's passage, and which of its quotes it is."""
    rows = searcher.pool.rows
    if quote in rows:
        return rows[quote], 1
    passage, _, number = quote.rpartition(_WHICH)
    return (rows[passage], int(number)) if passage in rows and number in _NUMBERS else None


def _in_order(searcher: Searcher, wish: Wish, mask: Mask) -> Iterator[Picked]:
    pool, seen = searcher.pool, _these(searcher, wish.seen)
    rested, texts = ~_said(searcher, Filters(speakers=wish.tired)), _texts(searcher, wish)
    today = _said(searcher, Filters(sources=anniversaries(searcher, wish.today)))
    for tier in (mask & ~seen & rested, mask & ~seen):
        for better in (tier & today, tier & pool.marked, tier):
            rows = (row for row in _shuffled(better, wish.choice) if _new(pool.quote(row), texts))
            if better is not tier:
                rows = (row for row in rows if today[row] or pool.set_off(row))
            yield from _best_first(searcher, islice(rows, _CHOICE))
    for picked in (_others(searcher, wish, mask), _again(searcher, wish, mask)):
        yield from sorted(picked, key=lambda one: not rested[pool.rows[one.passage.id]])


def _others(searcher: Searcher, wish: Wish, mask: Mask) -> Iterator[Picked]:
    """Yield what else stands in passages of which the best was shown."""
    seen, texts = frozenset(wish.seen), _texts(searcher, wish)
    for row in _shuffled(mask, wish.choice):
        for number, quote in enumerate(searcher.pool.quotes(row)[1:], 2):
            picked = Picked(searcher.passages[row], quote.snippet, number)
            if picked.id not in seen and _new(quote, texts):
                yield picked


def _again(searcher: Searcher, wish: Wish, mask: Mask) -> Iterator[Picked]:
    """Yield what was shown, the oldest first."""
    for row, number in _places(searcher, wish.seen):
        if mask[row] and (picked := _picked(searcher, row, number)):
            yield picked


def _picked(searcher: Searcher, row: int, number: int = 1) -> Picked | None:
    standing = searcher.pool.quotes(row)
    if number > len(standing):
        return None
    return Picked(searcher.passages[row], standing[number - 1].snippet, number)


def _new(quote: Standalone | None, texts: Collection[str]) -> bool:
    return quote is not None and _bare(quote.snippet.text) not in texts


def _best_first(searcher: Searcher, rows: Iterable[int]) -> list[Picked]:
    quotes = [(quote.value, row) for row in rows if (quote := searcher.pool.quote(row))]
    return [picked for _, row in sorted(quotes, reverse=True) if (picked := _picked(searcher, row))]


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
    places = _places(searcher, list(wish.seen)[-_SEEN:])
    return {_bare(picked.snippet.text) for place in places if (picked := _picked(searcher, *place))}


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text).text))
