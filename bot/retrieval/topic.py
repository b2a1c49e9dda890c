"""A topic: where a text names it, in whichever wording."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.corpus.model import Passage, Span
from bot.retrieval.analyzer import fold, stem
from bot.retrieval.filters import Filters
from bot.retrieval.ideas import Idea, Wording
from bot.retrieval.occurrences import Place, Units, Wordings, units
from bot.retrieval.query import Query, wording
from bot.retrieval.search import Searcher
from bot.retrieval.sentences import sentences

NEAR = 3
"""Sentences from one idea to another that is still spoken of together with it."""
GENERAL = 0.5
"""Share of the rarest idea's weight below which an idea, such as "influence", is no mention of the topic."""
_ENOUGH = 0.62
"""Share of what a topic's ideas weigh that must stand together: of two that tell alike, both."""
_ABBREVIATION = re.compile("[a-z]{3,4}")
_APART = re.compile(r"[^\s-]")
_GOES_ON = re.compile(r"[·‧]| [A-Z][a-z]")
"""After a first name: it is the name of somebody else."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One of a topic's ideas, ready to be looked for."""

    idea: Idea
    wordings: Wordings
    beside: frozenset[Units] = frozenset()
    """Wordings that put it only where all the others are."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing, or several that must be spoken of together, each in all its wordings."""

    query: Query
    """To search with; its ideas are those of the topic."""
    ideas: tuple[Sought, ...]
    kinds: frozenset[Units] = frozenset()
    """Wordings that name only a part or a kind of it."""
    near: int = NEAR
    """Sentences over which its ideas may be spread."""
    in_full: "Topic | None" = None
    """A person's whole name: only where it stands is a first name theirs."""
    whose: "Topic | None" = None
    """The speakers it is said to be of: what others say of theirs is another matter."""

    @property
    def reach(self) -> int:
        """Passages before and after one in which it may be named in part."""
        return self.near if len(self.ideas) > 1 else 0

    def mentions_in(self, passage: Passage, searcher: Searcher) -> tuple[Span, ...]:
        """Return where a passage names it, together with its neighbours in the turn and what it answers."""
        if not self.reach:
            return self.mentions(passage.text)
        before, after = searcher.around(passage, self.reach)
        asked = [passage.question] if passage.question and len(before) < self.reach else []
        earlier = [*asked, *(each.text for each in before)]
        begin = sum(len(text) + 1 for text in earlier)
        text = "\n".join([*earlier, passage.text, *(each.text for each in after)])
        spans = (Span(span.start - begin, span.end - begin) for span in self.mentions(text))
        return tuple(span for span in spans if span.start >= 0 and span.end <= len(passage.text))

    def mentions(self, text: str) -> tuple[Span, ...]:
        """Return where a text names it: enough of its ideas in one sentence, or not far from one another."""
        folded = fold(text)
        spans = sorted(folded.original(*place) for place in self._places(folded.text))
        if self.in_full:
            certain = self.in_full.mentions(text)
            spans = [span for span in spans if span in certain or not _GOES_ON.match(text, span.end)]
        return tuple(_joined(spans, text))

    def names_itself(self, mention: str) -> bool:
        """Whether a mention is of the thing itself, not of a part or kind."""
        return not self.kinds or units(fold(mention).text) not in self.kinds

    def told(self, text: str) -> float:
        """Return how much of it a text that mentions it names, from 0 to 1."""
        if len(self.ideas) < 2:
            return 1.0
        folded = fold(text).text
        named = (each.idea.weight for each in self.ideas if each.wordings.places(folded))
        return sum(named) / sum(each.idea.weight for each in self.ideas)

    def _places(self, folded: str) -> set[Place]:
        found = [(each, each.wordings.places(folded)) for each in self.ideas]
        if len(found) < 2:
            return {place for _, places in found for place in places}
        weights = [each.idea.weight for each in self.ideas]
        if sum(each.idea.weight for each, places in found if places) < _ENOUGH * sum(weights):
            return set()
        ends = [span.end for span in sentences(folded)]
        stands = [_Standing.of(each, places, folded, ends) for each, places in found]
        return {
            place
            for each, places in found
            if each.idea.required or each.idea.weight >= GENERAL * max(weights)
            for place in places
            if _together(stands, bisect_right(ends, place[0]), self.near)
        }


@dataclass(frozen=True, slots=True)
class _Standing:
    """In which sentences of a text an idea stands, in any wording and without those beside others."""

    idea: Idea
    anyhow: frozenset[int]
    alone: frozenset[int]

    @classmethod
    def of(cls, sought: Sought, places: Iterable[Place], text: str, ends: Sequence[int]) -> "_Standing":
        numbers = [(bisect_right(ends, place[0]), place) for place in places]
        alone = (number for number, (start, end) in numbers if units(text[start:end]) not in sought.beside)
        return cls(sought.idea, frozenset(number for number, _ in numbers), frozenset(alone))


def _together(stands: Sequence[_Standing], sentence: int, near: int) -> bool:
    """Whether enough stands in some of the runs of sentences that a sentence belongs to."""
    runs = (range(first, first + near + 1) for first in range(sentence - near, sentence + 1))
    return any(_enough(stands, run) for run in runs)


def _enough(stands: Sequence[_Standing], run: range) -> bool:
    lacking = [each for each in stands if each.anyhow.isdisjoint(run)]
    if not lacking:
        return True
    told = sum(each.idea.weight for each in stands if not each.alone.isdisjoint(run))
    required = any(each.idea.required for each in lacking)
    return not required and told >= _ENOUGH * sum(each.idea.weight for each in stands)


def _joined(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Yield spans; those that overlap, or have nothing but a space or hyphen between them, are one."""
    last: Span | None = None
    for span in spans:
        if last and not _APART.search(text, last.end, span.start):
            last = Span(last.start, max(last.end, span.end))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def topic_of(query: Query, *ideas: Sequence[Idea]) -> Topic:
    """Return a topic of these ideas; those of one sequence are one."""
    several = len(ideas) > 1
    sought = [each for each in (_sought(same, several=several) for same in ideas) if each.wordings.ways]
    every = [idea for same in ideas for idea in same]
    itself = {way for idea in every for way in _all(idea.wordings)}
    kinds = {way for idea in every for way in _all(idea.narrower)} - itself
    found = replace(query, ideas=tuple(each.idea for each in sought))
    return Topic(found, tuple(sought), frozenset(kinds))


def _sought(same: Sequence[Idea], *, several: bool) -> Sought:
    """Return several ideas as one; what puts it beside another counts only where there are `several`."""
    alone = [way for idea in same for way in (*idea.wordings, *idea.narrower)]
    beside = [way for idea in same for way in idea.beside] if several else []
    one = Idea(
        tuple(form for way in (*alone, *beside) for form in _forms(way)),
        required=any(idea.required for idea in same),
        unlike=tuple(way for idea in same for way in idea.unlike),
        weight=max((idea.weight for idea in same), default=0.0),
    )
    wordings = Wordings(_all(one.wordings), _all(one.unlike))
    return Sought(one, wordings, frozenset(_all(beside)) - frozenset(_all(alone)))


def _forms(way: Wording) -> Iterator[Wording]:
    """Yield a wording; an abbreviation, of which the stem does not tell, also in the other number."""
    yield way
    if _ABBREVIATION.fullmatch(way.text):
        other = way.text[:-1] if way.text.endswith("s") else f"{way.text}s"
        if stem(other) != stem(way.text):
            yield wording(other)


def _all(wordings: Iterable[Wording]) -> Iterator[Units]:
    return (units(way.text) for way in wordings)


def passages_on(topic: Topic, searcher: Searcher, narrowed_to: Filters, most: int) -> list[Passage]:
    """Return the passages that may speak of a topic: of too many, the best."""
    if topic.in_full:
        anybody = searcher.holding(topic.in_full.query, replace(narrowed_to, speakers=frozenset()), most)
        named = frozenset(each.source for each in anybody if topic.in_full.mentions(each.text))
        if not named:
            return []
        narrowed_to = replace(narrowed_to, sources=named)
    held = searcher.holding(topic.query, narrowed_to, most, topic.reach, _ENOUGH)
    return [each for each in held if not topic.whose or _is_theirs(each, topic.whose)]


def more_than_read(
    topic: Topic, passages: Sequence[Passage], searcher: Searcher, narrowed_to: Filters
) -> Mapping[str, float]:
    """Return by source how many times more passages there are than the best of them, which were read."""
    read = Counter(passage.source for passage in passages)
    there = searcher.count(topic.query, narrowed_to, topic.reach, _ENOUGH)
    return {source: max(1.0, there[source] / count) for source, count in read.items()}


def _is_theirs(passage: Passage, whose: Topic) -> bool:
    """Whether one of them says it, or it names them."""
    spoken_by = passage.speaker in whose.query.people.speakers
    return spoken_by or bool(whose.mentions(f"{passage.question or ''}\n{passage.text}"))
