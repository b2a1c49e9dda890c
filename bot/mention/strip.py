"""Taking openings and closings off a sentence."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from bot.mention.names import is_name
from bot.mention.phrases import Rule, rules
from bot.mention.sentence import Sentence

_ORDER = ("who-said", "timeline", "quote", "")


@dataclass(frozen=True, slots=True)
class Stripped:
    """What is left of a sentence, and what was said around it."""

    rest: Sentence
    asks: str = ""
    """The command that was asked for; empty if none was."""
    who: tuple[str, ...] = ()
    """The marks of those whose words are wanted."""
    count: str = ""
    towards: bool = False
    """Whether what is left is what somebody spoke of: "who has mentioned ..."."""
    stranger: str = ""
    """What stands in the place of a name, and is no name that the corpus knows."""


_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\w)")


def politely(read: Sentence) -> Iterator[Sentence]:
    """Yield a sentence, and without one after another of the openings and closings that ask nothing."""
    for opened in _one_by_one(read.trimmed(), _opening):
        yield from _one_by_one(opened, _closing)


def _one_by_one(
    rest: Sentence, piece: "Callable[[Stripped, frozenset[str]], _Taken | None]"
) -> Iterator[Sentence]:
    for _ in range(_PIECES):
        yield rest
        taken = piece(Stripped(rest), frozenset({""}))
        if taken is None:
            return
        rest = taken.rest


def strip(read: Sentence) -> Stripped:
    """Return a sentence without its openings and closings.

    What somebody is asked to have said is left as it is: "what is" may be the words themselves.
    """
    asked = _peeled(Stripped(read.trimmed()), frozenset({"", "who-said"}))
    if asked.asks == "who-said":
        return asked
    found = _peeled(Stripped(read.trimmed()), frozenset(_ORDER))
    found = _after_a_lead_in(found) or found
    article = _ARTICLE.match(found.rest.shape)
    rest = found.rest.cut(article.end(), len(found.rest.shape)) if article else found.rest
    return replace(found, rest=rest)


_LEAD_IN = 24
"""Characters that may be a way to ask, or a reason to, which no rule knows."""


def _after_a_lead_in(found: Stripped) -> Stripped | None:
    """Return what is asked from a name or a comma on, where what stands before it is no way to ask."""
    if found.who or found.asks == "who-said":
        return None
    for lead in _LEAD.finditer(found.rest.shape, 1, _LEAD_IN):
        named = Stripped(found.rest.cut(lead.end(), len(found.rest.shape)).trimmed(), found.asks)
        opening = _opening(named, frozenset(_ORDER))
        if opening and opening.rule.sure and (opening.group("who") or opening.rule.wish):
            again = _peeled(named, frozenset(_ORDER))
            return again if again.rest.shape else None
    return None


_LEAD = re.compile(r"(?=[\ue000-\ue07f])|[,;。!?](?=.)")


def _peeled(found: Stripped, allowed: frozenset[str]) -> Stripped:
    for _ in range(_PIECES):
        if not found.rest.shape:
            break
        known = [None if found.asks == "who-said" else _opening(found, allowed), _closing(found, allowed)]
        taken = next((each for each in known if each is not None), None)
        if taken is None or (not taken.rest.shape and _takes_all(found, taken)):
            break
        found = _with(found, taken)
    return found


def _takes_all(found: Stripped, taken: "_Taken") -> bool:
    """Tell whether a piece would take the very words that are asked for."""
    return bool(found.asks) and (
        taken.rule.asks == "timeline" or (found.towards and taken.group("who") != "")
    )


_TOWARDS = re.compile(
    r"(?:关于|有关|对|对于|[到过起及]|\b(?:about|on|of|regarding|mention\w*|discuss\w*))\s*$"
)
_PIECES = 16
"""Openings and closings of a sentence, at most."""


@dataclass(frozen=True, slots=True)
class _Taken:
    rule: Rule
    match: re.Match[str]
    rest: Sentence
    whole: Sentence

    def group(self, kind: str) -> str:
        """Return what was matched by the groups of a kind, joined."""
        return "".join(value for name, value in self.match.groupdict().items() if value and name[:-2] == kind)

    def written(self, kind: str) -> str:
        """Return what was matched by the first group of a kind, as it was written."""
        spans = [self.match.span(name) for name in self.match.groupdict() if name[:-2] == kind]
        start, end = next((span for span in spans if span[0] >= 0), (0, 0))
        return self.whole.cut(start, end).words()


def _with(found: Stripped, taken: _Taken) -> Stripped:
    who = tuple(mark for mark in taken.group("who") if "\ue000" <= mark <= "\ue0ff")
    return Stripped(
        taken.rest,
        min(found.asks, taken.rule.asks, key=_ORDER.index),
        (*found.who, *who),
        found.count or taken.group("count"),
        found.towards or (taken.match.start() == 0 and _TOWARDS.search(taken.match[0]) is not None),
        found.stranger or taken.written("stranger"),
    )


_LONGEST = 80
"""Characters of an opening or a closing."""


def _opening(found: Stripped, allowed: frozenset[str]) -> _Taken | None:
    rest = found.rest
    ends = sorted(
        (end for end in rest.borders() if 0 < end <= _LONGEST and not _owns(rest, end)), reverse=True
    )
    taken = [
        _Taken(rule, match, rest.cut(match.end(), len(rest.shape)).trimmed(), rest)
        for rule in rules("opening", rest.shape)
        if rule.asks in allowed
        and not (rule.wish and found.who)
        and rule.may_open(rest.shape, _LONGEST)
        and (match := _at_an_end(rule, rest, ends))
    ]
    return _best(each for each in taken if _fits(each, found))


def _owns(rest: Sentence, end: int) -> bool:
    return re.match(r"\s*['’]s?\b", rest.shape[end:]) is not None


def _closing(found: Stripped, allowed: frozenset[str]) -> _Taken | None:
    rest = found.rest
    starts = sorted(start for start in rest.borders() if start >= len(rest.shape) - _LONGEST)
    taken = [
        _Taken(rule, match, rest.cut(0, match.start()).trimmed(), rest)
        for rule in rules("closing", rest.shape)
        if rule.asks in allowed
        and (rule.sure or rule.asks == found.asks)
        and rule.pattern.search(rest.shape, max(0, len(rest.shape) - _LONGEST))
        and (match := _from_a_start(rule, rest, starts))
    ]
    return _best(each for each in taken if _fits(each, found))


def _fits(taken: _Taken, found: Stripped) -> bool:
    """Tell whether a piece names nobody whom another has not named already, and a stranger only by a name."""
    if found.who or found.stranger:
        return not (set(taken.group("who")) - set(found.who) or taken.written("stranger"))
    written = taken.written("stranger")
    return not written or is_name(written)


def _best(taken: Iterable[_Taken]) -> _Taken | None:
    return max(taken, key=lambda each: (len(each.match[0]), -_ORDER.index(each.rule.asks)), default=None)


def _at_an_end(rule: Rule, rest: Sentence, ends: Iterable[int]) -> re.Match[str] | None:
    """Return the longest match from the beginning that does not end inside a word."""
    for end in ends:
        match = rule.pattern.fullmatch(rest.shape, 0, end)
        if match and (rule.ahead is None or rule.ahead.match(rest.shape, end)):
            return match
    return None


def _from_a_start(rule: Rule, rest: Sentence, starts: Iterable[int]) -> re.Match[str] | None:
    """Return the longest match up to the end that does not begin inside a word."""
    return next((match for at in starts if (match := rule.pattern.match(rest.shape, at)) and match[0]), None)
