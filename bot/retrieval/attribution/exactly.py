"""Where a fragment stands word for word: up to script, width, case, punctuation and spaces."""

from collections.abc import Iterable, Sequence
from itertools import islice

from bot.corpus.model import Passage, Span
from bot.retrieval.analyzer import is_han
from bot.retrieval.attribution.match import Match
from bot.retrieval.attribution.turns import Spoken, with_neighbours
from bot.retrieval.attribution.words import Words, length, occurrences, read

ENOUGH = 30
"""Turns that are looked for: who hears that so many said it needs no more."""
_CUT = 8
"""Letters from which on a fragment may begin and end within a word: it was cut out, not remembered."""
_ACROSS = 16.0
"""Chinese characters from which on a fragment may be of two turns: short ones meet at a seam by chance."""


def may_cross(asked: str) -> bool:
    """Whether a bare fragment is long enough to be of two turns."""
    return length(asked) >= _ACROSS


def cut_out(asked: Words) -> bool:
    """Whether a fragment tells enough to be found where its ends divide words."""
    units = list(asked.units(0, len(asked.text)))
    letters = sum(2 if is_han(asked.text[unit.start]) else unit.end - unit.start for unit in units)
    return letters + len(units) - 1 >= _CUT


def exact(asked: Words, turns: Iterable[Spoken]) -> list[Match]:
    """Return the first place in each turn, of the first `ENOUGH`; where some are whole words, only those."""
    places = (
        (spoken, said, *place)
        for spoken in turns
        if asked.text in spoken.bare and (place := occurrence(asked, said := read(spoken.text))) is not None
    )
    found = list(islice(places, ENOUGH))
    whole = any(whole for _, _, _, whole in found)
    return [_match(spoken, said, at) for spoken, said, at, own in found if own or not whole]


def exact_across(asked: Words, turns: Iterable[Spoken], passages: Sequence[Passage]) -> list[Match]:
    """Return the turns with the larger part of a fragment that goes on in their neighbours."""
    if not may_cross(asked.text):
        return []
    found: dict[tuple[str, int], Match] = {}
    for spoken in turns:
        joined = with_neighbours(spoken, len(asked.text), passages)
        if asked.text in joined.bare:
            at = joined.bare.index(asked.text)
            match = larger_part(joined, Span(at, at + len(asked.text)))
            found.setdefault(match.spoken.turn, match)
    return list(found.values())


def occurrence(asked: Words, said: Words) -> tuple[Span, bool] | None:
    """Return the first place of the fragment, and whether it begins and ends with whole words.

    Whole words come before others, which count only if the fragment was `cut_out`.
    """
    size = len(asked.text)
    places = [Span(at, at + size) for at in occurrences(asked.text, said.text)]
    for place in places:
        if not (said.divides_word(place.start) or said.divides_word(place.end)):
            return place, True
    return (places[0], False) if places and cut_out(asked) else None


def larger_part(joined: Spoken, place: Span) -> Match:
    """Return the match for the turn that holds most of a range of `joined.bare`."""
    best: tuple[int, Spoken, Span] | None = None
    at = 0
    for spoken in joined.turns():
        size = len(spoken.bare)
        own = Span(max(place.start - at, 0), min(place.end - at, size))
        if best is None or own.end - own.start > best[0]:
            best = own.end - own.start, spoken, own
        at += size
    if best is None:
        raise ValueError("no turn")
    held, spoken, own = best
    partial = held < place.end - place.start
    return _match(spoken, read(spoken.text), own, partial=partial)


def _match(spoken: Spoken, said: Words, at: Span, *, partial: bool = False) -> Match:
    place = said.place(at.start, at.end)
    return Match(spoken, place, partial=partial, doubtful=spoken.doubtful(place))
