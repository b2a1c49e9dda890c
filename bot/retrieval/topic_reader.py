"""A topic, read: which ideas it is of, in which wordings, and how much each tells."""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import exp, log1p

from bot.retrieval.analyzer import fold, is_han, stem
from bot.retrieval.ideas import Idea
from bot.retrieval.occurrences import Units, Wordings, units
from bot.retrieval.query import LONGEST, Query, wording
from bot.retrieval.search import Searcher
from bot.retrieval.stop_words import ASKED_OF_IT, WORKS, carries
from bot.retrieval.topic import GENERAL, NEAR, Topic, topic_of
from bot.retrieval.topic_person import by_parts, known, may_be_person, whose

_COMMON = 0.65
"""Share of an everyday word's weight below which the word after it says nothing without it."""
_ASKED = 0.2
"""Weight of what is asked of a topic, as a share of what tells most."""
_CHANCE = 2.0
"""Passages that hold all ideas by chance, from which on these must stand nearer: at half the distance."""
_ONE_WORD = 3
"""Chinese characters that are one word even where the dictionary does not know it."""
_SEVERAL, _MOSTLY = 5, 0.4
"""Passages with a set phrase, and share of those that hold its words."""
_SAMPLE = 60
"""Passages from which it is told how often an idea is named."""
_VERSION = re.compile(r"(?<![a-z])[a-z]+[\s-]?\d+(?:\.\d+)*")
_CAPITAL = re.compile(r"(?<!\w)[A-Z]\w*[a-z]\w*")


def read(text: str, searcher: Searcher) -> Topic:
    """Return the topic that a text names.

    Raises:
        UserError: a name in it fits two people.
    """
    text = text[:LONGEST]
    query = searcher.read(text)
    own = units(fold(text).text)
    if person := known(own, searcher.corpus.speakers.values()):
        also = query.ideas if len(query.ideas) == 1 else ()
        return by_parts(topic_of(query, [*also, person]))
    ideas = _ideas(text, query, searcher)
    words = _in_words(text, query, ideas, searcher)
    if query.people.speakers and query.ideas:
        return replace(words, whose=whose(query, searcher))
    if not own or (len(ideas) == 1 and _names(ideas[0], own)):
        return words
    in_chinese = is_han("".join(own))
    phrase = topic_of(query, [Idea((wording("".join(own) if in_chinese else text),))])
    if may_be_person(text) and _occurs(phrase, searcher):
        return by_parts(phrase)
    one_word = not words.ideas or (in_chinese and len(own) <= _ONE_WORD)
    return phrase if one_word or _is_set(phrase, replace(query, ideas=tuple(ideas)), searcher) else words


def _ideas(text: str, query: Query, searcher: Searcher) -> list[Idea]:
    """Return the ideas of a text, as this corpus puts them."""
    parts = [part for idea in query.ideas for part in _parts(idea, query, searcher)]
    return [_own_meaning(_as_name(idea, searcher), searcher) for idea in _with_versions(text, parts)]


def _in_words(text: str, query: Query, ideas: Sequence[Idea], searcher: Searcher) -> Topic:
    """Return the topic of those ideas that tell what it is about, weighed."""
    if term := _term(text, ideas, searcher):
        return topic_of(query, [term])
    weighed = _weighed(text, ideas, searcher)
    words = topic_of(query, *([idea] for idea in weighed))
    if any(idea.required for idea in weighed) and not _occurs(words, searcher):
        weighed = _without_general_names(weighed)
        words = topic_of(query, *([idea] for idea in weighed))
    return replace(words, near=_near(weighed, len(searcher.passages)))


def _weighed(text: str, ideas: Sequence[Idea], searcher: Searcher) -> list[Idea]:
    """Return the ideas that say what a topic is, each by how rare it is; names are required.

    What is asked of it tells little: where it is said as well, that is the better quote.
    """
    telling = [idea for idea in ideas if not _is_bare(idea)]
    named = [idea for idea in telling if not _asks_only(idea)] or telling or list(ideas)
    if any(map(_is_title, named)):
        named = [idea for idea in named if not _is_work(idea)]
    names = {stem(name.lower()) for name in _CAPITAL.findall(text)}
    weighed = [
        replace(idea, weight=_idf(idea, searcher), required=not names.isdisjoint(_own(idea)))
        for idea in named
    ]
    little = _ASKED * max((idea.weight for idea in weighed), default=0.0)
    asked = [replace(idea, weight=little) for idea in telling if idea not in named and _asks_only(idea)]
    return weighed + asked


def _without_general_names(ideas: Sequence[Idea]) -> list[Idea]:
    least = GENERAL * max(idea.weight for idea in ideas)
    return [replace(idea, required=idea.required and idea.weight >= least) for idea in ideas]


def _near(ideas: Sequence[Idea], passages: int) -> int:
    """Return over how many sentences ideas may be spread: the fewer, the more often they meet by chance."""
    least = GENERAL * max((idea.weight for idea in ideas), default=0.0)
    by_chance = passages * exp(-sum(idea.weight for idea in ideas if idea.weight >= least))
    return round(NEAR / (1 + by_chance / _CHANCE))


def _term(text: str, ideas: Sequence[Idea], searcher: Searcher) -> Idea | None:
    """Return a Chinese term of an everyday word that no file knows and one that is everywhere.

    Apart they say nothing: of a space and of an intelligence is not of spatial intelligence.
    """
    if len(ideas) != 2 or any(map(_asks_only, ideas)) or any(map(_is_bare, ideas)):
        return None
    modifier, head = ideas
    own, *others = [way.text for way in modifier.wordings]
    if others or len(own) != 2 or own + head.wordings[0].text != fold(text).text or not is_han(own[0]):
        return None
    if _idf(head, searcher) > _COMMON * _idf(modifier, searcher):
        return None
    return Idea(tuple(wording(own + way.text) for way in head.wordings))


def _parts(idea: Idea, query: Query, searcher: Searcher) -> Sequence[Idea]:
    """Return an idea, or the parts of a compound that nobody says in one word: military advantage."""
    *_, apart = idea.wordings
    if " " not in apart.text or not is_han(apart.text[0]) or _occurs(topic_of(query, [idea]), searcher):
        return [idea]
    return searcher.read(apart.text).ideas


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


def _own_meaning(idea: Idea, searcher: Searcher) -> Idea:
    """Return a word without guessed translations that are known to mean something else, if others are left.

    Liability is no sense of responsibility.
    """
    if not idea.guessed:
        return idea
    kept = [way for way in idea.wordings[1:] if not _is_known(way.text, searcher)]
    return replace(idea, wordings=(idea.wordings[0], *kept)) if kept else idea


def _is_known(text: str, searcher: Searcher) -> bool:
    found = searcher.read(text).ideas
    return len(found) == 1 and not found[0].guessed and len(found[0].wordings) > 1


def _with_versions(text: str, ideas: Sequence[Idea]) -> list[Idea]:
    """Return the ideas with the number that the text gives one: a version is not any version."""
    kept = list(ideas)
    for version in _VERSION.findall(fold(text).text):
        own = units(version)
        if carries(own[0]) and not any(_names(idea, own) for idea in kept):
            kept = [idea for idea in kept if not _names(idea, own[:1])]
            kept.append(Idea((wording(version),)))
    return kept


def _own(idea: Idea) -> Units:
    return units(idea.wordings[0].text)


def _names(idea: Idea, own: Units) -> bool:
    return any(units(way.text) == own for way in idea.wordings)


def _asks_only(idea: Idea) -> bool:
    """Whether a word says what is asked of the topic, not what it is."""
    return "".join(_own(idea)) in ASKED_OF_IT


def _is_bare(idea: Idea) -> bool:
    """Whether it is a single Chinese character, which is part of too many words."""
    return all(len(way.text) == 1 and is_han(way.text) for way in idea.wordings)


def _is_title(idea: Idea) -> bool:
    """Whether it has a number, as the name of a law or a book: what kind of thing that is adds nothing."""
    return any(map(str.isdigit, idea.wordings[0].text))


def _is_work(idea: Idea) -> bool:
    return "".join(_own(idea)) in WORKS


def _occurs(phrase: Topic, searcher: Searcher) -> bool:
    return any(phrase.mentions(passage.text) for passage in searcher.holding(phrase.query, most=200))


def _is_set(phrase: Topic, words: Query, searcher: Searcher) -> bool:
    """Whether words that stand together mostly are a set phrase, with a meaning of its own."""
    times = sum(bool(phrase.mentions(each.text)) for each in searcher.holding(phrase.query))
    return times >= _SEVERAL and times >= _MOSTLY * len(searcher.holding(words))


def _idf(idea: Idea, searcher: Searcher) -> float:
    """Return how rare an idea is in what is said, by a sample: the index knows headings as well."""
    alone = topic_of(Query(""), [idea])
    held = searcher.holding(alone.query, most=len(searcher.passages))
    sample = held[:: max(1, len(held) // _SAMPLE)]
    share = sum(bool(alone.mentions(passage.text)) for passage in sample) / max(1, len(sample))
    return log1p((len(searcher.passages) - share * len(held) + 0.5) / (share * len(held) + 0.5))
