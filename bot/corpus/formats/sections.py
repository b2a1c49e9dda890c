"""The headings between what was said: those without marks, and those in the middle of a turn."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.corpus.formats import editorial, labels, markup
from bot.corpus.formats.blocks import Block, Shape
from bot.corpus.formats.grammar import ends_sentence, is_like_heading

_NUMBER = re.compile(
    r"(?:0\d|\d{1,2}(?=[.．、|｜\s])|[一二三四五六七八九十]{1,3}(?=[、.．\s])|part\s)", re.IGNORECASE
)

_MOST_ABOVE = 8
"""Blocks that may stand above a text."""
_DATED = re.compile(r".{0,40}(?:19|20)\d{2}.{0,40}")


def divide_turns(found: Sequence[Block]) -> bool:
    """Whether headings also stand inside turns, so that one behind the last label needn't end the talk."""
    behind = [after for block, after in pairwise(found) if block.shape is Shape.HEADING]
    inside = sum(block.shape is Shape.TEXT for block in behind)
    return inside > 1 and inside >= 0.2 * len(behind)


def unmarked_headings(found: Sequence[Block], first: int) -> frozenset[int]:
    """Return the places of section headings without marks.

    They stand last before a label and don't end like a sentence, in a document whose turns otherwise do.
    """
    bold_only = any(block.shape is Shape.HEADING for block in found[first:])
    places = set()
    others = []
    for place, (block, after) in enumerate(pairwise(found)):
        if block.shape is not Shape.TEXT or not after.label:
            continue
        behind_label = place > 0 and found[place - 1].label is not None
        text = markup.words(block.text)
        bold = bool(re.fullmatch(r"\s*(?:\*\*|__).+(?:\*\*|__)\s*", block.text))
        form = text.rstrip("？?") if bold else text
        if editorial.is_aside(text):
            continue
        if not behind_label and is_like_heading(form) and (bold or not bold_only):
            places.add(place)
        elif place > first:
            others.append(ends_sentence(text))
    if others and sum(others) < 0.7 * len(others):
        return frozenset()
    spoken = [place for place in places if place > first]
    marked = [place for place in spoken if "**" in found[place].text]
    numbered = [place for place in places if _NUMBER.match(markup.words(found[place].text))]
    return frozenset(places) if len(spoken) > 1 or marked or len(numbered) > 1 else frozenset()


def above(found: Sequence[Block]) -> int:
    """Return how many blocks stand above a text of sentences without being one: title, author, day."""
    texts = [block.text for block in found if block.shape is Shape.TEXT]
    if 2 * sum(len(text) for text in texts if ends_sentence(text)) < sum(map(len, texts)):
        return 0
    spoken = (
        place for place, block in enumerate(found) if block.shape is Shape.TEXT and _is_said(block.text)
    )
    return min(next(spoken, 0), _MOST_ABOVE)


def _is_said(text: str) -> bool:
    """Whether a line is no title, no day and no name."""
    return ends_sentence(text) or not (
        is_like_heading(text) or _DATED.fullmatch(text) or labels.could_be_name(text)
    )
