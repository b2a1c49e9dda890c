"""A topic that is a person: called by all their names, and by a part of them where the whole name stands."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.corpus.model import Speaker
from bot.retrieval.analyzer import fold, is_han, stem
from bot.retrieval.ideas import Idea
from bot.retrieval.lexicon import chinese
from bot.retrieval.names import names_of
from bot.retrieval.occurrences import Units, units
from bot.retrieval.query import Query, wording
from bot.retrieval.search import Searcher
from bot.retrieval.stop_words import carries
from bot.retrieval.topic import Topic, topic_of

_PART = re.compile(r"[ ·‧]")
_WHOLE_NAME = re.compile(r"[A-Z][\w'’-]+ (?:[A-Z][\w'’-]*\.? )?[A-Z][\w'’-]+")


def known(own: Units, speakers: Iterable[Speaker]) -> Idea | None:
    """Return whoever is called so, by all their names."""
    for speaker in speakers:
        names = speaker.names.en, speaker.names.zh_hans, speaker.names.zh_hant, *speaker.aliases
        if own and own in (units(fold(name).text) for name in names):
            return Idea(tuple(wording(name) for name in dict.fromkeys(names) if name))
    return None


def whose(query: Query, searcher: Searcher) -> Topic:
    """Return the speakers whom a question names, by all their names."""
    people = map(searcher.corpus.speakers.__getitem__, query.people.speakers)
    return topic_of(query, [Idea(tuple(wording(name) for each in people for name in names_of(each)))])


def by_parts(person: Topic) -> Topic:
    """Return a person who is called by the first name or the family name where the whole name is known."""
    names = tuple(way for idea in person.query.ideas for way in idea.wordings)
    parts = dict.fromkeys(part for name in names for part in _PART.split(name.text) if _may_be_part(part))
    idea = Idea((*names, *map(wording, parts)))
    return replace(topic_of(person.query, [idea]), in_full=person)


def may_be_person(text: str) -> bool:
    """Whether a topic looks like the whole name of somebody that no file knows."""
    parts = (part for part in _PART.split(fold(text).text) if not part.endswith("."))
    return bool(_WHOLE_NAME.fullmatch(text)) and all(map(_may_be_part, parts))


def _may_be_part(text: str) -> bool:
    if is_han(text or " "):
        return len(text) > 1
    return len(text) > 2 and carries(stem(text)) and not chinese(stem(text))
