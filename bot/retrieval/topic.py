"""A topic: where a text names it, in whichever wording."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log1p

from bot.corpus.model import Passage, Span, Speaker
from bot.retrieval.analyzer import fold, is_han, stem
from bot.retrieval.filters import Filters
from bot.retrieval.lexicon import chinese
from bot.retrieval.names import names_of
from bot.retrieval.occurrences import Place, Units, Wordings, units
from bot.retrieval.query import LONGEST, Idea, Query, Wording, wording
from bot.retrieval.search import Searcher
from bot.retrieval.sentences import sentences
from bot.retrieval.stop_words import ASKED_OF_IT, WORKS, carries

_GENERAL = 0.5
"""Share of the rarest idea's idf below which an idea, such as "influence", tells nothing beside it."""
_COMMON = 0.65
"""The same, for a word that says nothing without an everyday word before it."""
_ONE_WORD = 3
"""Chinese characters that are one word even where the dictionary does not know it."""
_SEVERAL, _MOSTLY = 5, 0.4
"""Passages with a set phrase, and share of those that hold its words."""
_SAMPLE = 60
"""Passages from which it is told how often an idea is named."""
_NEAR = 3
"""Sentences from one idea to another that is still spoken of together with it."""
_VERSION = re.compile(r"(?<![a-z])[a-z]+[\s-]?\d+(?:\.\d+)*")
_CAPITAL = re.compile(r"(?<!\w)[A-Z]\w*[a-z]\w*")
_ABBREVIATION = re.compile("[a-z]{3,4}")
_PART = re.compile(r"[ ·‧]")
_WHOLE_NAME = re.compile(r"(?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+")
_GOES_ON = re.compile(r"[·‧]| [A-Z][a-z]")
"""After a first name: it is the name of somebody else."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing, or several that must be spoken of together, each in all its wordings."""

    query: Query
    """To search with; its ideas are those of the topic."""
    ideas: tuple[Wordings, ...]
    kinds: frozenset[Units] = frozenset()
    """Wordings that name only a part or a kind of it."""
    in_full: "Topic | None" = None
    """A person's whole name: only where it stands is a first name theirs."""
    whose: "Topic | None" = None
    """The speakers it is said to be of: what others say of theirs is another matter."""

    @property
    def reach(self) -> int:
        """Passages before and after one in which it may be named in part."""
        return _NEAR if len(self.ideas) > 1 else 0

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

    def names_itself(self, mention: str) -> bool:
        """Whether a mention is of the thing itself, not of a part or kind."""
        return not self.kinds or units(fold(mention).text) not in self.kinds

    def mentions(self, text: str) -> tuple[Span, ...]:
        """Return where a text names it: all its ideas in one sentence, or not far from one another."""
        folded = fold(text)
        found: list[list[Place]] = []
        for idea in self.ideas:
            found.append(idea.places(folded.text))
            if not found[-1]:
                return ()
        spans = sorted({folded.original(*place) for place in _together(found, folded.text)})
        spans = [span for span in spans if not any(_within(span, other) for other in spans)]
        if self.in_full:
            certain = self.in_full.mentions(text)
            spans = [span for span in spans if span in certain or not _GOES_ON.match(text, span.end)]
        return tuple(spans)


def read(text: str, searcher: Searcher) -> Topic:
    """Return the topic that a text names.

    Raises:
        UserError: a name in it fits two people.
    """
    text = text[:LONGEST]
    query = searcher.read(text)
    own = units(fold(text).text)
    if person := _person(own, searcher.corpus.speakers.values()):
        known = query.ideas if len(query.ideas) == 1 else ()
        return _by_parts(_topic(query, [*known, person]))
    if query.people.speakers and query.ideas:
        return replace(_in_words(text, query, searcher)[1], whose=_whose(query, searcher))
    ideas, words = _in_words(text, query, searcher)
    if not own or (len(ideas) == 1 and _names(ideas[0], own)):
        return words
    phrase = _topic(query, [Idea((wording("".join(own) if is_han("".join(own)) else text),))])
    if is_han("".join(own)):
        whole = replace(query, ideas=tuple(ideas))
        return phrase if len(own) <= _ONE_WORD or _is_set(phrase, whole, searcher) else words
    if any(map(is_han, own)) or not _occurs(phrase, searcher):
        return words
    return _by_parts(phrase) if _may_be_person(text) else phrase


def _in_words(text: str, query: Query, searcher: Searcher) -> tuple[list[Idea], Topic]:
    """Return the ideas of a text, and the topic of those that tell what it is about."""
    known = [part for idea in _distinct(query.ideas) for part in _parts(idea, query, searcher)]
    ideas = [_as_name(idea, searcher) for idea in _with_versions(text, known)]
    telling = _telling(ideas, searcher)
    if term := _term(text, ideas, searcher):
        return ideas, _topic(query, [term])
    words = _topic(query, *([idea] for idea in _with_names(text, ideas, telling)))
    if len(words.ideas) > len(telling) and not _occurs(words, searcher):
        words = _topic(query, *([idea] for idea in telling))
    return ideas, words


def _term(text: str, ideas: Sequence[Idea], searcher: Searcher) -> Idea | None:
    """Return a Chinese term of an everyday word that no file knows and one that is everywhere.

    Apart they say nothing: of a space and of an intelligence is not of spatial intelligence.
    """
    if len(ideas) != 2 or any(map(_asks_only, ideas)):
        return None
    modifier, head = ideas
    own, *others = [way.text for way in modifier.wordings]
    if others or len(own) != 2 or own + head.wordings[0].text != fold(text).text or not is_han(own[0]):
        return None
    if _idf(head, searcher) > _COMMON * _idf(modifier, searcher):
        return None
    return Idea(tuple(wording(own + way.text) for way in head.wordings))


def passages_on(topic: Topic, searcher: Searcher, narrowed_to: Filters, most: int) -> list[Passage]:
    """Return the passages that may speak of a topic: of too many, the best."""
    if topic.whose:
        held = searcher.holding(topic.query, narrowed_to, most, topic.reach)
        return [each for each in held if _is_theirs(each, topic.whose)]
    if not topic.in_full:
        return searcher.holding(topic.query, narrowed_to, most, topic.reach)
    anybody = searcher.holding(topic.in_full.query, replace(narrowed_to, speakers=frozenset()), most)
    named = frozenset(each.source for each in anybody if topic.in_full.mentions(each.text))
    return searcher.holding(topic.query, replace(narrowed_to, sources=named), most) if named else []


def _topic(query: Query, *ideas: Sequence[Idea]) -> Topic:
    """Return a topic of these ideas; those of one sequence are one."""
    merged = tuple(
        Idea(
            tuple(form for way in _ways(same, several=len(ideas) > 1) for form in _forms(way)),
            unlike=tuple(way for idea in same for way in idea.unlike),
        )
        for same in ideas
    )
    ways = (Wordings(_all(idea.wordings), _all(idea.unlike)) for idea in merged)
    every = [idea for same in ideas for idea in same]
    itself = {way for idea in every for way in _all(idea.wordings)}
    kinds = {way for idea in every for way in _all(idea.narrower)} - itself
    return Topic(replace(query, ideas=merged), tuple(idea for idea in ways if idea.ways), frozenset(kinds))


def _ways(same: Iterable[Idea], *, several: bool) -> Iterator[Wording]:
    """Yield the wordings of one idea; `several` are those of the topic."""
    for idea in same:
        yield from (*idea.wordings, *idea.narrower, *(idea.beside if several else ()))


def _forms(way: Wording) -> Iterator[Wording]:
    """Yield a wording; an abbreviation, of which the stem does not tell, also in the other number."""
    yield way
    if _ABBREVIATION.fullmatch(way.text):
        other = way.text[:-1] if way.text.endswith("s") else f"{way.text}s"
        if stem(other) != stem(way.text):
            yield wording(other)


def _all(wordings: Iterable[Wording]) -> Iterator[Units]:
    return (units(way.text) for way in wordings)


def _person(own: Units, speakers: Iterable[Speaker]) -> Idea | None:
    """Return whoever is called so, by all their names."""
    for speaker in speakers:
        names = speaker.names.en, speaker.names.zh_hans, speaker.names.zh_hant, *speaker.aliases
        if own and own in (units(fold(name).text) for name in names):
            return Idea(tuple(wording(name) for name in dict.fromkeys(names) if name))
    return None


def _whose(query: Query, searcher: Searcher) -> Topic:
    """Return the speakers whom a question names, by all their names."""
    known = map(searcher.corpus.speakers.__getitem__, query.people.speakers)
    return _topic(query, [Idea(tuple(wording(name) for each in known for name in names_of(each)))])


def _is_theirs(passage: Passage, whose: Topic) -> bool:
    """Whether one of them says it, or it names them."""
    spoken_by = passage.speaker in whose.query.people.speakers
    return spoken_by or bool(whose.mentions(f"{passage.question or ''}\n{passage.text}"))


def _by_parts(person: Topic) -> Topic:
    """Return a person who is called by the first name or the family name where the whole name is known."""
    names = tuple(way for idea in person.query.ideas for way in idea.wordings)
    parts = dict.fromkeys(part for name in names for part in _PART.split(name.text) if _may_be_part(part))
    idea = Idea((*names, *map(wording, parts)))
    return replace(_topic(person.query, [idea]), in_full=person)


def _may_be_part(text: str) -> bool:
    if is_han(text or " "):
        return len(text) > 1
    return len(text) > 2 and carries(stem(text)) and not chinese(stem(text))


def _may_be_person(text: str) -> bool:
    """Whether a topic looks like the whole name of somebody that no file knows."""
    return bool(_WHOLE_NAME.fullmatch(text)) and all(map(_may_be_part, _PART.split(fold(text).text)))


def _as_name(idea: Idea, searcher: Searcher) -> Idea:
    """Return a word without its guessed translations if texts write it like a name: Excel does not excel."""
    own = idea.wordings[0]
    if not idea.guessed or is_han(own.text[:1] or " "):
        return idea
    bare = Wordings([units(own.text)])
    spoken = [each.text for each in searcher.holding(Query(own.text, ideas=(Idea((own,)),)), most=200)]
    first = [
        text[fold(text).original(*place).start] for text in spoken for place in bare.places(fold(text).text)
    ]
    named = sum(letter.isupper() for letter in first) > len(first) / 2
    return Idea((own,)) if named else idea


def _with_versions(text: str, ideas: Sequence[Idea]) -> list[Idea]:
    """Return the ideas with the number that the text gives one: a version is not any version."""
    kept = list(ideas)
    for version in _VERSION.findall(fold(text).text):
        own = units(version)
        if carries(own[0]) and not any(_names(idea, own) for idea in kept):
            kept = [idea for idea in kept if not _names(idea, own[:1])]
            kept.append(Idea((wording(version),)))
    return kept


def _parts(idea: Idea, query: Query, searcher: Searcher) -> Sequence[Idea]:
    """Return an idea, or the parts of a compound that nobody says in one word: military advantage."""
    *_, apart = idea.wordings
    if " " not in apart.text or not is_han(apart.text[0]) or _occurs(_topic(query, [idea]), searcher):
        return [idea]
    return searcher.read(apart.text).ideas


def _distinct(ideas: Iterable[Idea]) -> Iterator[Idea]:
    """Yield the ideas, each once in whichever of its wordings: power supply and electricity are one."""
    seen: set[Units] = set()
    for idea in ideas:
        ways = [*_all(idea.wordings)]
        if not ways[1:] or not seen.issuperset(ways[1:]):
            yield idea
        seen.update(ways)


def _names(idea: Idea, own: Units) -> bool:
    return any(units(way.text) == own for way in idea.wordings)


def _occurs(phrase: Topic, searcher: Searcher) -> bool:
    return any(phrase.mentions(passage.text) for passage in searcher.holding(phrase.query, most=200))


def _is_set(phrase: Topic, words: Query, searcher: Searcher) -> bool:
    """Whether Chinese words that stand together mostly are a set phrase, with a meaning of its own."""
    times = sum(bool(phrase.mentions(each.text)) for each in searcher.holding(phrase.query))
    return times >= _SEVERAL and times >= _MOSTLY * len(searcher.holding(words))


def _telling(ideas: Sequence[Idea], searcher: Searcher) -> list[Idea]:
    named = [idea for idea in ideas if not _asks_only(idea)] or list(ideas)
    if any(map(_is_title, named)):
        named = [idea for idea in named if not _is_work(idea)]
    if len(named) < 2:
        return named
    weights = [_idf(idea, searcher) for idea in named]
    return [idea for idea, weight in zip(named, weights, strict=True) if weight >= _GENERAL * max(weights)]


def _asks_only(idea: Idea) -> bool:
    """Whether a word says what is asked of the topic, not what it is."""
    own = "".join(units(idea.wordings[0].text))
    return own in ASKED_OF_IT or all(len(way.text) == 1 and is_han(way.text) for way in idea.wordings)


def _is_title(idea: Idea) -> bool:
    """Whether it has a number, as the name of a law or a book: what kind of thing that is adds nothing."""
    return any(map(str.isdigit, idea.wordings[0].text))


def _is_work(idea: Idea) -> bool:
    return bool(WORKS & {"".join(units(way.text)) for way in idea.wordings[:1]})


def _idf(idea: Idea, searcher: Searcher) -> float:
    """Return how rare an idea is in what is said, by a sample: the index knows headings as well."""
    alone = _topic(Query(""), [idea])
    held = searcher.holding(alone.query, most=len(searcher.passages))
    sample = held[:: max(1, len(held) // _SAMPLE)]
    share = sum(bool(alone.mentions(passage.text)) for passage in sample) / max(1, len(sample))
    return log1p((len(searcher.passages) - share * len(held) + 0.5) / (share * len(held) + 0.5))


def _with_names(text: str, ideas: Sequence[Idea], telling: Sequence[Idea]) -> list[Idea]:
    """Return the telling ideas and the names in the text, however often those are spoken of."""
    names = {stem(name.lower()) for name in _CAPITAL.findall(text)}
    return [idea for idea in ideas if idea in telling or set(units(idea.wordings[0].text)) & names]


def _together(found: Sequence[Sequence[Place]], text: str) -> Iterator[Place]:
    """Yield the places near which all ideas are."""
    if len(found) == 1:
        yield from found[0]
        return
    ends = [span.end for span in sentences(text)]
    numbers = [{bisect_right(ends, place[0]) for place in places} for places in found]
    for places in found:
        for place in places:
            own = bisect_right(ends, place[0])
            windows = (set(range(first, first + _NEAR + 1)) for first in range(own - _NEAR, own + 1))
            if any(all(other & window for other in numbers) for window in windows):
                yield place


def _within(span: Span, other: Span) -> bool:
    return span != other and other.start <= span.start and span.end <= other.end
