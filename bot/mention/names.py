"""Who and which show is named in a sentence."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from bot.corpus.counts import counts, once
from bot.corpus.model import Corpus
from bot.mention.phrases.words import WHO
from bot.mention.sentence import NAME, Sentence
from bot.retrieval.analyzer import is_han
from bot.retrieval.folding import fold
from bot.retrieval.names import names_of

_SHOW = "(?:播客|节目|访谈|采访|频道|专访|对话|podcast|show|interview|episode|channel)"
_AT = "(?:在|从|出自|来自|\\b(?:on|in|from|at|during)\\b(?:\\s+the\\b)?)"
_ISSUE = "(?:[那这][一]?[期次集场])"
_INSIDE = "(?:里面|里头|里|中|上)(?:的)?"
_WITHIN = f"{_ISSUE}?(?:里面|里头|里|中|上)?(?:的)?"


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence with its names marked; people by mark, ids parted by commas where a name is ambiguous."""

    sentence: Sentence
    people: Mapping[str, str]
    sources: tuple[str, ...] = ()


def mark_names(read: Sentence, corpus: Corpus) -> Named:
    """Return a sentence with each speaker's name as one character, and the shows that it names taken out."""
    owners, pattern = _names(corpus)
    people: dict[str, str] = {}
    for match in reversed(list(pattern.finditer(read.shape)) if pattern else []):
        mark = NAME + min(len(people), 0xFF)
        people[chr(mark)] = _meant(owners[match[0]], match[0])
        read = read.marked(match.start(), match.end(), mark)
    return _take_shows(read, people, corpus)


def _meant(owners: frozenset[str], name: str) -> str:
    return next(iter(owners)) if len(owners) == 1 else name


def _take_shows(read: Sentence, people: Mapping[str, str], corpus: Corpus) -> Named:
    for pattern, sources in _shows(corpus):
        match = pattern.search(read.shape)
        if match:
            return Named(read.without(*match.span()), people, sources)
    hosted = re.search(
        rf"{_AT}?\s*(?P<who>{WHO})(?:\s*['’]s)?\s*的?\s*(?:{_SHOW}|{_ISSUE}的?{_SHOW}?)\s*{_WITHIN}",
        read.shape,
    )
    if hosted:
        host = people.get(hosted["who"][0], "")
        sources = tuple(source.id for source in corpus.sources.values() if host in source.hosts)
        if sources:
            return Named(read.without(*hosted.span()), people, sources)
    return Named(read, people)


_Owners = Mapping[str, frozenset[str]]


@once
def _names(corpus: Corpus) -> tuple[_Owners, re.Pattern[str] | None]:
    """Return who is called by which name, of those who speak, and what finds the names.

    Who is only spoken of is what a sentence is about.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for speaker in corpus.speakers.values():
        if speaker.id in counts(corpus).speakers and speaker.id != "unknown":
            for name in names_of(speaker):
                owners[name].add(speaker.id)
                owners[name.replace("·", "")].add(speaker.id)
    return {name: frozenset(ids) for name, ids in owners.items()}, _any_of(frozenset(owners))


@once
def _shows(corpus: Corpus) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    by_show: dict[str, list[str]] = defaultdict(list)
    for source in corpus.sources.values():
        if len(source.show) > 2:
            for name in _called(fold(source.show).text):
                by_show[name].append(source.id)
    found = []
    for show in sorted(by_show, key=len, reverse=True):
        name = re.escape(show).replace("'", "['’]")
        after = rf"(?:{_SHOW}|{_ISSUE}的?{_SHOW}?)\s*{_WITHIN}"
        named = rf"{_AT}\s*{name}(?:\s*{_SHOW})?\s*{_WITHIN}|\b{name}\s*的?\s*(?:{after}|{_INSIDE})"
        found.append((re.compile(named), tuple(by_show[show])))
    return tuple(found)


def _called(show: str) -> set[str]:
    """Return a show's name, and what is left of it without the word for a show, if that is no single word."""
    short = re.sub(r"^the\s+|\s+(?:podcast|show|interviews?)$|(?:播客|节目|访谈)$", "", show)
    return {show, short} if " " in short or not short.isascii() else {show}


@lru_cache(maxsize=16)
def _any_of(names: frozenset[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(
        "|".join(
            rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])" if name[0].isascii() else re.escape(name)
            for name in ordered
        )
    )


def is_name(written: str) -> bool:
    """Tell whether words look like a person's name, or at least like something that is called so."""
    if is_han(written[0]):
        tagged = rjieba.tag(fold(written).text)
        return "·" in written or all(kind.startswith("nr") for _, kind in tagged)
    words = written.split()
    return len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words)


def is_person(written: str) -> bool:
    """Tell whether a name must be a person's: one word alone may be a company's."""
    return is_han(written[0]) or len(written.split()) > 1


_LONGEST_NAME = 4
"""Words of a name."""
