"""Who speaks of a topic: not everybody whose words its name passes by in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from bot.corpus.model import Corpus, Passage, Span
from bot.retrieval.enumerations import all_listed, size
from bot.retrieval.search import Searcher
from bot.retrieval.sentences import sentences
from bot.retrieval.topic import Topic

_ENOUGH = 1.0
_LISTED = 0.3
"""What a name says that stands in an enumeration."""
_ANSWER = 15
"""Units from which on an answer says something about what it was asked."""
_STATEMENT = 8
"""Units from which on a sentence of whoever asks the questions says something of its own."""
_OPENING = 5
"""Sentences up to which a question is about what it begins with."""
_ASKS = re.compile(
    r"[?？]|吗|嗎|呢[。，]?$|怎么|怎麼|如何|什么|什麼|为何|為何|是否|有没有|有沒有|谈谈|談談|聊聊|说说|說說|讲讲|講講|解释|解釋"
    r"|\b(?:what|how|why|when|who|which|tell (?:me|us)|talk about|explain|curious|wonder)\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"[\s,，]*(?:[对對]吧|是吧|[对對][吗嗎]|不是[吗嗎]|[对對]不[对對]|right|you know|isn't it)[?？]+\W*$",
    re.IGNORECASE,
)
"""Asks for consent only."""
_REFERS = re.compile(
    r"[这這它]|解释|解釋|详细|詳細|怎么看|怎麼看|认为|認為|同意"
    r"|\b(?:it|its|this|that|these|those|they|them|their|agree|elaborate|explain)\b",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"[这這此][个個种種些两兩一点點项項件位]|[它其]|[对對]此|解释|解釋|详细|詳細|展开|展開"
    r"|\b(?:it|its|this|these|those|they|them|their|he|him|she|her|elaborate|explain)\b",
    re.IGNORECASE,
)
"""What refers to the sentence before it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A passage that speaks of a topic; `mentions` are positions in its text, none in a mere answer."""

    passage: Passage
    mentions: tuple[Span, ...] = ()
    kinds: bool = False
    """Whether it names only parts and kinds of the topic."""


def speaking(
    topic: Topic,
    passages: Iterable[Passage],
    searcher: Searcher,
    asked_for: frozenset[str] = frozenset(),
) -> Iterator[Spoken]:
    """Yield the passages in which somebody says something about the topic.

    Whoever leads a talk asks rather than says, except for the speakers that are `asked_for`.
    """
    corpus = searcher.corpus
    talks = _Talks(corpus)
    answered: set[tuple[str, int]] = set()
    for passage in passages:
        turn = passage.source, passage.turn
        leads = passage.speaker not in asked_for and talks.led_by(passage)
        mentions = topic.mentions_in(passage, searcher)
        questions = leads or not corpus.sources[passage.source].hosts
        least = _STATEMENT if leads else 0.0
        if leads and talks.introduces(passage):
            continue
        if mentions and _says_enough(passage.text, mentions, least, questions=questions):
            own = tuple(span for span in mentions if topic.names_itself(passage.text[span.start : span.end]))
            yield Spoken(passage, own or mentions, kinds=not own)
            answered.add(turn)
        elif (
            not (mentions or leads or turn in answered) and talks.asked(passage) and _answers(topic, passage)
        ):
            yield Spoken(passage)
            answered.add(turn)


class _Talks:
    """Knows who leads a talk, and where they ask."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._first_answer: dict[str, float] = {}

    def led_by(self, passage: Passage) -> bool:
        """Whether its speaker leads the talk: among hosts alone nobody does."""
        return passage.host and self._answered_from(passage.source) < inf

    def introduces(self, passage: Passage) -> bool:
        """Whether a host's passage introduces the talk and asks nobody."""
        text = self._corpus.turns[passage.source][passage.turn - 1].text
        *_, last = Span(0, 0), *sentences(text)
        return passage.turn < self._answered_from(passage.source) and not _asks(text[last.start : last.end])

    def asked(self, passage: Passage) -> bool:
        """Whether the turn before it is a host's, as far as the talk has hosts."""
        hosts = self._corpus.sources[passage.source].hosts
        turns = self._corpus.turns[passage.source]
        return passage.turn > 1 and (not hosts or turns[passage.turn - 2].speaker in hosts)

    def _answered_from(self, source: str) -> float:
        """Return the number of the first turn that is not a host's; infinity where only hosts speak."""
        if source not in self._first_answer:
            hosts = self._corpus.sources[source].hosts
            numbers = (turn.number for turn in self._corpus.turns[source] if turn.speaker not in hosts)
            self._first_answer[source] = next(numbers, inf)
        return self._first_answer[source]


def _says_enough(text: str, mentions: tuple[Span, ...], least: float, *, questions: bool) -> bool:
    """Whether enough is said, in sentences of at `least` so many units; where `questions` are asked, those
    say nothing.
    """
    strength = 0.0
    for place in sentences(text):
        own = [span.start - place.start for span in mentions if place.start <= span.start < place.end]
        if not own:
            continue
        sentence = text[place.start : place.end]
        if (not least or size(sentence) >= least) and not (questions and _asks(sentence)):
            strength += _LISTED if all_listed(sentence, own) else _ENOUGH
        if strength >= _ENOUGH:
            return True
    return False


def _asks(sentence: str) -> bool:
    return bool(_ASKS.search(_TAG.sub("", sentence)))


def _answers(topic: Topic, passage: Passage) -> bool:
    """Whether the question before it asks for the topic, or begins with it and comes back to it."""
    question = passage.question
    if not question or size(passage.text) < _ANSWER or not (mentions := topic.mentions(question)):
        return False
    asked = list(sentences(question))
    first = any(span.start < asked[0].end for span in mentions)
    if first and len(asked) <= _OPENING and (len(asked) == 1 or _REFERS.search(question, asked[0].end)):
        return True
    texts = [question[place.start : place.end] for place in asked]
    asks = list(map(_asks, texts))
    returns = [*(ask and bool(_RETURNS.search(text)) for ask, text in zip(asks, texts, strict=True)), False]
    about = (any(place.start <= span.start < place.end for span in mentions) for place in asked)
    return any(named and (asks[at] or returns[at + 1]) for at, named in enumerate(about))
