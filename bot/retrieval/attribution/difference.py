"""Word for word, what was asked against what was said."""

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from bot.corpus.model import Span
from bot.reply.found import DiffPart
from bot.retrieval.attribution.words import Words


def difference(asked: Words, fragment: str, said: Words, text: str, place: Span) -> tuple[DiffPart, ...]:
    """Return the comparison of all of a fragment with the part `place` of `said.text`.

    `fragment` and `text` are what the words were read from. Joined, what was said is the text as it stands
    there; of equal parts both sides are the text's.
    """
    asked_units = list(asked.units(0, len(asked.text)))
    said_units = list(said.units(place.start, place.end))
    asked_pieces = _pieces(asked, asked_units, fragment)
    said_pieces = _pieces(said, said_units, text)
    opcodes = Levenshtein.opcodes(
        [asked.text[unit.start : unit.end] for unit in asked_units],
        [said.text[unit.start : unit.end] for unit in said_units],
    )
    parts = []
    for step in opcodes:
        there = "".join(said_pieces[step.dest_start : step.dest_end])
        here = "".join(asked_pieces[step.src_start : step.src_end])
        parts.append(DiffPart(there if step.tag == "equal" else here, there))
    return tuple(parts)


def _pieces(words: Words, units: Sequence[Span], text: str) -> list[str]:
    """Return what each unit stands for, with all up to the next."""
    places = [words.place(unit.start, unit.end) for unit in units]
    pieces = [text[place.start : after.start] for place, after in pairwise(places)]
    return pieces + [text[place.start : place.end] for place in places[-1:]]
