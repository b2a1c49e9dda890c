"""Taking openings and closings off a sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.mention.phrases import Rule, rules
from bot.mention.sentence import NAME, QUOTATION, Sentence

_ORDER = ("who-said", "timeline", "quote", "")


@dataclass(frozen=True, slots=True)
class Stripped:
    """What is left of a sentence, and what was said around it."""

    rest: Sentence
    asks: str = ""
    """The command that was asked for; empty if none was."""
    who: tuple[str, ...] = ()
    """The marks of the speakers whose words are wanted."""
    count: str = ""


_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\w)")


def strip(read: Sentence, *, polite: bool = False) -> Stripped:
    """Return a sentence without its openings and closings; with `polite`, without those that ask nothing.

    What somebody is asked to have said is left as it is: "what is" may be the words themselves.
    """
    asked = _peeled(read.trimmed(), frozenset({"", "who-said"}))
    if asked.asks == "who-said" or polite:
        return asked if asked.asks == "who-said" else _peeled(read.trimmed(), frozenset({""}))
    found = _peeled(read.trimmed(), frozenset(_ORDER))
    article = _ARTICLE.match(found.rest.shape)
    rest = found.rest.cut(article.end(), len(found.rest.shape)) if article else found.rest
    return replace(found, rest=rest)


def _peeled(rest: Sentence, allowed: frozenset[str]) -> Stripped:
    known = rules()
    openings = [rule for rule in known.openings if rule.asks in allowed]
    closings = [rule for rule in known.closings if rule.asks in allowed]
    asks, who, count = "", "", ""
    while rest.shape:
        taken = None if asks == "who-said" else _opening(rest, openings)
        taken = taken or _closing(rest, closings)
        if taken is None or (asks and taken[0].asks == "timeline" and not taken[2].shape):
            break
        rule, match, rest = taken
        asks = min(asks, rule.asks, key=_ORDER.index)
        who += "".join(mark for mark in match[0] if NAME <= ord(mark) < QUOTATION)
        count = count or match.groupdict().get("count") or ""
    return Stripped(rest, asks, tuple(who), count)


_Taken = tuple[Rule, re.Match[str], Sentence]
_LONGEST = 60
"""Characters of an opening or a closing."""


def _opening(rest: Sentence, openings: Iterable[Rule]) -> _Taken | None:
    ends = sorted((end for end in rest.borders() if 0 < end <= _LONGEST), reverse=True)
    found = [
        (match.end(), rule, match)
        for rule in openings
        if rule.pattern.match(rest.shape) and (match := _at_an_end(rule.pattern, rest.shape, ends))
    ]
    if not found:
        return None
    end, rule, match = max(found, key=lambda each: (each[0], -_ORDER.index(each[1].asks)))
    return rule, match, rest.cut(end, len(rest.shape)).trimmed()


def _closing(rest: Sentence, closings: Iterable[Rule]) -> _Taken | None:
    starts = sorted(start for start in rest.borders() if start >= len(rest.shape) - _LONGEST)
    found = [
        (match.start(), rule, match)
        for rule in closings
        if rule.pattern.search(rest.shape) and (match := _from_a_start(rule.pattern, rest.shape, starts))
    ]
    if not found:
        return None
    start, rule, match = min(found, key=lambda each: (each[0], _ORDER.index(each[1].asks)))
    return rule, match, rest.cut(0, start).trimmed()


def _at_an_end(pattern: re.Pattern[str], shape: str, ends: Iterable[int]) -> re.Match[str] | None:
    """Return the longest match from the beginning that does not end inside a word."""
    return next((match for end in ends if (match := pattern.fullmatch(shape, 0, end))), None)


def _from_a_start(pattern: re.Pattern[str], shape: str, starts: Iterable[int]) -> re.Match[str] | None:
    """Return the longest match up to the end that does not begin inside a word."""
    return next((match for at in starts if (match := pattern.match(shape, at)) and match[0]), None)
