"""A talk with questions from the floor: only the questions, and perhaps the answers, have labels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.corpus import roles
from bot.corpus.formats import markup
from bot.corpus.formats.blocks import Block, Shape
from bot.corpus.formats.labels import Labels

_QUESTIONS = re.compile(
    r"\W*(?:q\s?(?:&|and)\s?a|questions?(?: and answers?)?|audience questions|"
    r"(?:现场|現場|听众|聽眾|观众|觀眾)?(?:问答|問答|提问|提問|答问|答問)(?:环节|環節|时间|時間)?)\W*",
    re.IGNORECASE,
)
_LEAST = 0.4
"""Part of the text that stands under no label."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What no label names in it is said by its speaker; `unanswered` if the answers have no labels either."""

    unanswered: bool


def recognise(found: Sequence[Block], accepted: Labels) -> Talk | None:
    """Return what sort of talk it is, None if labels name the speakers throughout."""
    names = accepted.counts
    signs = all(roles.is_question(name) or roles.is_answer(name) for name in names)
    if not names or not (signs or _is_before_questions(found, accepted)):
        return None
    if _unlabelled(found) < _LEAST * sum(len(block.text) for block in found):
        return None
    labels = [block.label.name for block in found if block.label]
    asked = sum(map(roles.is_question, labels))
    answered = sum(roles.is_question(first) and roles.is_answer(second) for first, second in pairwise(labels))
    if not signs:
        return Talk(unanswered=False)
    return Talk(unanswered=answered < 0.5 * asked)


def _is_before_questions(found: Sequence[Block], accepted: Labels) -> bool:
    """Whether a line stands before the first label that says that questions begin, and one person answers."""
    people = [name for name in accepted.counts if not roles.is_role(name)]
    first = next((place for place, block in enumerate(found) if block.label), 0)
    return (
        len(people) == 1 < len(accepted.counts)
        and not any(map(roles.is_host, accepted.counts))
        and first > 0
        and bool(_QUESTIONS.fullmatch(markup.words(found[first - 1].text)))
    )


def _unlabelled(found: Sequence[Block]) -> int:
    """Return how many characters stand before the first label or below a heading, and under no label."""
    labelled = False
    total = 0
    for block in found:
        labelled = block.label is not None or (labelled and block.shape is not Shape.HEADING)
        total += 0 if labelled or block.shape is not Shape.TEXT else len(block.text)
    return total
