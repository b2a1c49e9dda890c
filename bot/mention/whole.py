"""Sentences that ask for something without any words to look for: help, settings, thanks."""

import re
from dataclasses import dataclass

from bot.mention.phrases import Rule, rules
from bot.mention.sentence import NAME, Sentence
from bot.mention.strip import politely
from bot.numbers import number


@dataclass(frozen=True, slots=True)
class Wish:
    """A command without words to look for; the command without a name is small talk."""

    command: str
    count: int | None = None


def whole(spoken: Sentence) -> Wish | None:
    """Return what a sentence asks for as a whole; None if it is, or holds, words to look for."""
    if len(spoken.shape) > 2 * _WISH:
        return None
    read = (_wish(rest) or _sentence_after_sentence(rest) for rest in politely(spoken))
    wishes = [wish for wish in read if wish]
    return next((wish for wish in wishes if wish.command), wishes[0] if wishes else None)


def _wish(rest: Sentence) -> Wish | None:
    for rule in rules("whole", rest.shape):
        match = _match(rule, rest.shape)
        if match:
            counts = (
                value for name, value in match.groupdict().items() if name.startswith("count_") and value
            )
            return Wish(rule.asks, wanted(next(counts, "")))
    return Wish("") if _only_small_talk(rest) else None


def _match(rule: Rule, shape: str) -> re.Match[str] | None:
    if not 0 < len(shape) <= _WISH or (rule.unless and rule.unless.search(shape)):
        return None
    return rule.pattern.fullmatch(shape)


_WISH = 160
"""Characters of a sentence that asks for no words."""
_STOP = re.compile(r"[.,!?。;\n]+")


def _sentence_after_sentence(rest: Sentence) -> Wish | None:
    """Return the first wish of several sentences that is more than small talk, if each is a wish."""
    starts = [0, *(stop.end() for stop in _STOP.finditer(rest.shape))]
    parts = [
        rest.cut(start, end).trimmed()
        for start, end in zip(starts, [*starts[1:], len(rest.shape)], strict=True)
    ]
    parts = [part for part in parts if part.shape]
    if not 1 < len(parts) <= _SENTENCES:
        return None
    wishes = [_wish(part) for part in parts]
    if None in wishes:
        return None
    return next((wish for wish in wishes if wish and wish.command), Wish(""))


_SENTENCES = 4
"""Sentences of a message that are read one by one."""


def _only_small_talk(rest: Sentence) -> bool:
    """Tell whether a sentence is nothing but small talk, piece after piece: "great, thank you"."""
    shape = rest.shape
    if not shape or len(shape) > _LONGEST or any(ord(character) >= NAME for character in shape):
        return False
    talk = [rule for rule in rules("whole", shape) if not rule.asks]
    reached = {0}
    for end in sorted(rest.borders() - {0}):
        pieces = [shape[start:end].strip(_BETWEEN) for start in reached]
        if any(not piece or _match(rule, piece) for piece in pieces for rule in talk):
            reached.add(end)
    return len(shape) in reached


_LONGEST = 60
"""Characters of small talk in a row."""
_BETWEEN = " \t\n,.!?~;:，。！？～；：、…"


def wanted(written: str) -> int | None:
    """Return how many quotes a number asks for, 1 to 10; of two or three, three."""
    if not written:
        return None
    known = _A_FEW.get(written) or number(written) or number(written[-1])
    return known and max(1, min(known, 10))


_A_FEW = {"几": 3, "a few": 3, "several": 3}
