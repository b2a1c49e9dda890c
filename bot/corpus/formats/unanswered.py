"""Interviews in which only whoever asks has a label: what follows a question answers it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.corpus import roles
from bot.corpus.formats import markup, questions
from bot.corpus.formats.blocks import Block, Shape
from bot.corpus.formats.labels import Labels
from bot.corpus.formats.loose import find_loosely
from bot.corpus.formats.manuscript import Label

_ASKS = re.compile(r"[？?][\"'”’」』)）*_\s]*$")
_LEAST, _MOSTLY = 3, 0.6
"""Labelled questions that show it, and what part of all labels they must be."""


def with_answers(found: Sequence[Block], accepted: Labels) -> tuple[list[Block], Labels]:
    """Put a label before every answer, if only the questions have one."""
    if (len(accepted.counts) > 1 and not all(map(_is_askers, accepted.counts))) or _is_talk(found):
        return list(found), accepted
    turns = list(_turns(found))
    asked = [_question([found[place] for place in turn]) for turn in turns]
    if sum(map(bool, asked)) < max(_LEAST, _MOSTLY * len(turns)):
        return list(found), accepted
    begins = {turn[size or 1] for size, turn in zip(asked, turns, strict=True) if len(turn) > 1}
    if sum(find_loosely(found[place].text) is not None for place in begins) > (1 - _MOSTLY) * len(begins):
        return list(found), accepted
    name = questions.labels("".join(block.text for block in found))[1]
    made: list[Block] = []
    for place, block in enumerate(found):
        made += [Block(Shape.LABEL, block.line, label=Label(name))] if place in begins else []
        made.append(block)
    counts = Counter({**accepted.counts, roles.folded(name): len(begins)})
    return made, Labels(counts, accepted.candidates + len(begins))


def _is_talk(found: Sequence[Block]) -> bool:
    """Whether most was said before the first question."""
    first = next((place for place, block in enumerate(found) if block.label), len(found))
    before = sum(len(block.text) for block in found[:first] if block.shape is Shape.TEXT)
    return before > sum(len(block.text) for block in found[first:])


def _is_askers(name: str) -> bool:
    return roles.is_host(name) or roles.is_question(name)


def _turns(found: Sequence[Block]) -> Iterator[list[int]]:
    """Yield the places of the paragraphs under every label."""
    turn: list[int] | None = None
    for place, block in enumerate(found):
        if block.label:
            if turn:
                yield turn
            turn = []
        elif turn is not None and block.shape in (Shape.TEXT, Shape.QUOTE):
            turn.append(place)
    if turn:
        yield turn


def _question(turn: Sequence[Block]) -> int:
    """Return how many paragraphs of a turn ask, one or two, before others answer; 0 if that isn't so."""
    asks = [bool(_ASKS.search(markup.words(block.text))) for block in turn]
    size = 2 if asks[:2] == [False, True] else 1
    return size if any(asks[:2]) and len(turn) > size and 2 * sum(asks[size:]) <= len(turn) - size else 0
