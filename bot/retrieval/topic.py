"""A topic: where a text names it, in whichever wording."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log1p

import rjieba

from bot.corpus.model import Span, Speaker
from bot.retrieval.analyzer import TOKEN, Folded, fold, is_han, stem
from bot.retrieval.query import LONGEST, Idea, Query, wording
from bot.retrieval.search import Searcher
from bot.retrieval.sentences import sentences

_GENERAL = 0.6
"""Share of the rarest idea's idf below which an idea, such as "influence", tells nothing beside it."""
_ONE_WORD = 3
"""Chinese characters that are one word even where the dictionary does not know it."""
_GAP = re.compile(r"[\s·\-‐–'\"“”‘’《》「」『』(（]{0,3}")

_VERSION = re.compile(r"(?<![a-z])[a-z]+[\s-]?\d+(?:\.\d+)*")

Units = tuple[str, ...]
"""Chinese characters, and stems of other words."""
Place = tuple[int, int]
"""From where to where, in a folded text."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing, or several that must be spoken of together, each in all its wordings."""

    query: Query
    """To search with; its ideas are those of the topic."""
    ideas: tuple[frozenset[Units], ...]

    def mentions(self, text: str) -> tuple[Span, ...]:
        """Return where a text names it: all its ideas in one sentence, or in two neighbours."""
        folded = fold(text)
        known = list(_units(folded.text))
        found = [list(_occurrences(idea, folded, known)) for idea in self.ideas]
        if not found or not all(found):
            return ()
        spans = sorted({folded.original(*place) for place in _together(found, folded.text)})
        return tuple(span for span in spans if not any(_within(span, other) for other in spans))


def read(text: str, searcher: Searcher) -> Topic:
    """Return the topic that a text names.

    Raises:
        UserError: a name in it fits two people.
    """
    text = text[:LONGEST]
    query = searcher.read(text)
    own = units(text)
    if person := _person(own, searcher.corpus.speakers.values()):
        return _topic(query, [*(query.ideas if len(query.ideas) == 1 else ()), person])
    ideas = _with_versions(text, query.ideas)
    if _may_be_name(own) and not (len(ideas) == 1 and _names(ideas[0], own)):
        phrase = _topic(query, [Idea((wording(text),))])
        if (len(own) <= _ONE_WORD and is_han(own[0])) or _occurs(phrase, searcher):
            return phrase
    return _topic(query, *([idea] for idea in _telling(ideas, searcher)))


def units(text: str) -> Units:
    """Return the units of a text."""
    return tuple(unit for unit, _, _ in _units(fold(text).text))


def _topic(query: Query, *ideas: Sequence[Idea]) -> Topic:
    """Return a topic of these ideas; those of one sequence are one."""
    merged = tuple(Idea(tuple(way for idea in same for way in idea.wordings)) for same in ideas)
    ways = (frozenset(units(way.text) for way in idea.wordings) - {()} for idea in merged)
    return Topic(replace(query, ideas=merged), tuple(idea for idea in ways if idea))


def _person(own: Units, speakers: Iterable[Speaker]) -> Idea | None:
    """Return whoever is called so, by all their names."""
    for speaker in speakers:
        names = speaker.names.en, speaker.names.zh_hans, speaker.names.zh_hant, *speaker.aliases
        if own and own in map(units, names):
            return Idea(tuple(wording(name) for name in dict.fromkeys(names) if name))
    return None


def _with_versions(text: str, ideas: Sequence[Idea]) -> list[Idea]:
    """Return the ideas with the number that the text gives one: a version is not any version."""
    kept = list(ideas)
    for version in _VERSION.findall(fold(text).text):
        own = units(version)
        if not any(_names(idea, own) for idea in kept):
            kept = [idea for idea in kept if not _names(idea, own[:1])]
            kept.append(Idea((wording(version),)))
    return kept


def _names(idea: Idea, own: Units) -> bool:
    return any(units(way.text) == own for way in idea.wordings)


def _may_be_name(own: Units) -> bool:
    """Whether a topic is all in one script, as a name of several words is."""
    return bool(own) and len({is_han(unit) for unit in own}) == 1


def _occurs(phrase: Topic, searcher: Searcher) -> bool:
    return any(phrase.mentions(passage.text) for passage in searcher.holding(phrase.query, most=200))


def _telling(ideas: Sequence[Idea], searcher: Searcher) -> Iterator[Idea]:
    weights = [_idf(idea, searcher) for idea in ideas]
    for idea, weight in zip(ideas, weights, strict=True):
        if weight >= _GENERAL * max(weights):
            yield idea


def _idf(idea: Idea, searcher: Searcher) -> float:
    passages = len(searcher.index.postings)
    most = max(len(searcher.index.postings.passages_with_all(way.keys)) for way in idea.wordings)
    return log1p((passages - most + 0.5) / (most + 0.5))


def _units(folded: str) -> Iterator[tuple[str, int, int]]:
    for match in TOKEN.finditer(folded):
        if is_han(match[0]):
            for at, character in enumerate(match[0], match.start()):
                yield character, at, at + 1
        else:
            yield stem(match[0]), *match.span()


def _occurrences(
    idea: Iterable[Units], folded: Folded, known: Sequence[tuple[str, int, int]]
) -> Iterator[Place]:
    sequence = [unit for unit, _, _ in known]
    for way in idea:
        for at in _positions(sequence, way):
            run = known[at : at + len(way)]
            gaps = (folded.text[before[2] : after[1]] for before, after in pairwise(run))
            place = run[0][1], run[-1][2]
            torn = len(way) == 2 and is_han("".join(way)) and _tears(place, folded.text)
            if all(map(_GAP.fullmatch, gaps)) and not torn:
                yield place


def _positions(sequence: Sequence[str], way: Units) -> Iterator[int]:
    at = -1
    for _ in range(sequence.count(way[0])):
        at = sequence.index(way[0], at + 1)
        if tuple(sequence[at : at + len(way)]) == way:
            yield at


def _tears(place: Place, folded: str) -> bool:
    """Whether two characters are the end of one word and the beginning of the next."""
    run = next(match for match in TOKEN.finditer(folded) if match.start() <= place[0] < match.end())
    start = run.start()
    for word in rjieba.cut(run[0]):
        end = start + len(word)
        if start < place[1] and place[0] < end:
            inside = start <= place[0] and place[1] <= end
            around = place[0] <= start and end <= place[1]
            return not (inside or around)
        start = end
    return False


def _together(found: Sequence[Sequence[Place]], text: str) -> Iterator[Place]:
    """Yield the places near which all ideas are."""
    if len(found) == 1:
        yield from found[0]
        return
    ends = [span.end for span in sentences(text)]
    numbers = [{sum(end <= place[0] for end in ends) for place in places} for places in found]
    for places in found:
        for place in places:
            own = sum(end <= place[0] for end in ends)
            if any(all(other & {first, first + 1} for other in numbers) for first in (own - 1, own)):
                yield place


def _within(span: Span, other: Span) -> bool:
    return span != other and other.start <= span.start and span.end <= other.end
