"""Taking openings and closings off a sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

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


def strip(read: Sentence, *, polite: bool = False) -> Stripped:
    """Return a sentence without its openings and closings; with `polite`, without those that ask nothing."""
    known = rules()
    rest, asks, who, count = read.trimmed(), "", "", ""
    while rest.shape:
        taken = _opening(rest, _kept(known.openings, polite)) or _closing(rest, _kept(known.closings, polite))
        if taken is None:
            break
        rule, match, rest = taken
        asks = min(asks, rule.asks, key=_ORDER.index)
        who += "".join(mark for mark in match[0] if NAME <= ord(mark) < QUOTATION)
        count = count or match.groupdict().get("count") or ""
    return Stripped(rest, asks, tuple(who), count)


_Taken = tuple[Rule, re.Match[str], Sentence]


def _kept(all_rules: Iterable[Rule], polite: bool) -> Iterable[Rule]:
    return (rule for rule in all_rules if not polite or not rule.asks)


def _opening(rest: Sentence, openings: Iterable[Rule]) -> _Taken | None:
    borders = rest.borders()
    found = [
        (match.end(), rule, match)
        for rule in openings
        if (match := rule.pattern.match(rest.shape)) and match.end() and match.end() in borders
    ]
    if not found:
        return None
    end, rule, match = max(found, key=lambda each: (each[0], -_ORDER.index(each[1].asks)))
    return rule, match, rest.cut(end, len(rest.shape)).trimmed()


def _closing(rest: Sentence, closings: Iterable[Rule]) -> _Taken | None:
    borders = rest.borders()
    found = [
        (match.start(), rule, match)
        for rule in closings
        if (match := rule.pattern.search(rest.shape)) and match[0] and match.start() in borders
    ]
    if not found:
        return None
    start, rule, match = min(found, key=lambda each: (each[0], _ORDER.index(each[1].asks)))
    return rule, match, rest.cut(0, start).trimmed()
