"""The years that a text speaks of when it looks ahead: said when, meant for when."""

import re
from collections.abc import Iterator

from bot.numbers import CHINESE, ENGLISH, number
from bot.retrieval.folding import fold

FARTHEST = 200
"""Years ahead; a larger number is no year."""

_YEAR = r"(?:1[89]|20|21)\d\d"
_JOIN = r"\s?(?:年?\s?[、,或和与及到至~-]|–|—|/|,?\s?(?:or|and)\b|to|through|until)\s?"
_LIST = rf"{_YEAR}(?:{_JOIN}(?:{_YEAR}|\d\d(?!\d)))*"
_CHINESE = re.compile(rf"(?<![\d.$€£¥])({_LIST})\s?(?:年|底|末|中|初)(?!代)")
_FORECAST = re.compile(
    rf"(?:年份|预测|预言|预计)[^。,;]{{0,10}}[是为到]\s?({_LIST})(?!\d|年|\s?(?:[万亿元美欧个人次台]|dollars|people))"
)
_BEFORE_YEAR = (
    r"in|by|before|until|till|after|around|circa|since|from|for|of|year|early|mid|late|between|say|summer|fall"
    r"|autumn|winter|spring|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|as (?:early|late|soon) as"
)
_ENGLISH = re.compile(rf"\b(?:{_BEFORE_YEAR})[\s-]({_LIST})(?![\d%]|\s?(?:people|dollars|times|years))\b")
_ISOLATED = re.compile(rf"{_YEAR}|\d\d")

_AHEAD = (
    (re.compile(r"明年|来年|\bnext year\b"), 1),
    (re.compile(r"(?<![前以之今])后年|\bthe year after next\b"), 2),
    (
        re.compile(
            r"今年(?:底|年底|末|内|下半年|晚些时候|之内)|年底(?:前|之前)|\b(?:end of|later) this year\b"
        ),
        0,
    ),
)
_AFTER = (
    re.compile(
        rf"(?<![\d一二三四五六七八九十百几两.到至或这近-])(\d{{1,3}}|{CHINESE})年(?:之后|以后|后|内|之内|以内)(?!的今天|前)"
    ),
    re.compile(rf"\b(?:in|within)\s(?:the next\s)?(\d{{1,3}}|{ENGLISH})\syears?\b(?!\s(?:of|ago|since|old))"),
    re.compile(rf"\b(\d{{1,3}}|{ENGLISH})\syears?\s(?:from now|hence|out)\b"),
)
_FUTURE = re.compile(
    r"将|会(?!议|计|话|员)|可能|预计|预测|未来|目标|之前|以前|底|年内|有望|计划|打算|到(?=\s?\d)"
    r"|\b(?:will|would|may|might|could|going to|gonna|expect\w*|predict\w*|plan\w*|likely)\b"
    r"|\b(?:by|before|until|end of|late)\b"
)
_PAST = re.compile(r"[了过]|当时|曾|发布|\b(?:was|were|had|did|back in|released|founded|when i)\b")
_SENTENCE = re.compile(r"[^。!?;\n]+(?:[。!?;\n]|$)")
_PAST_BEFORE = re.compile(r"(?:过去|前|当时|最近|past|last|took|took me)\s?$")
_TITLE = re.compile(r"《[^》]*》|<[^>]*>")


def years_meant(text: str, said: int | None) -> tuple[int, ...]:
    """Return the years ahead that a text names, explicitly or as clearly relative to the year it was `said`.

    The year itself counts only where the sentence looks ahead ("by the end of 2025"). Without `said`, years
    count in sentences that look ahead, and relative ones not at all.
    """
    found: set[int] = set()
    for sentence in _SENTENCE.findall(_TITLE.sub(" ", fold(text).text)):
        found.update(_explicit(sentence, said))
        if said is not None:
            found.update(_relative(sentence, said))
    return tuple(sorted(found))


def _explicit(sentence: str, said: int | None) -> Iterator[int]:
    ahead = bool(_FUTURE.search(sentence))
    for pattern in (_CHINESE, _FORECAST, _ENGLISH):
        for match in pattern.finditer(sentence):
            for year in _years(match[1]):
                if said is None:
                    if ahead:
                        yield year
                elif said < year <= said + FARTHEST or (
                    year == said and ahead and not _PAST.search(sentence)
                ):
                    yield year


def _years(listed: str) -> Iterator[int]:
    """Yield the years of `2026, 2027` or `2026/27`."""
    century = 0
    for year in map(int, _ISOLATED.findall(listed)):
        if year >= 1000:
            century = year // 100 * 100
        yield year if year >= 1000 else century + year


def _relative(sentence: str, said: int) -> Iterator[int]:
    for pattern, ahead in _AHEAD:
        if pattern.search(sentence):
            yield said + ahead
    for pattern in _AFTER:
        for match in pattern.finditer(sentence):
            if not _PAST_BEFORE.search(sentence[: match.start()]):
                yield said + (number(match[1]) or 0)
