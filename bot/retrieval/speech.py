"""Who speaks of a topic: not everybody whose words its name passes by in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf

from bot.corpus.model import Corpus, Passage, Span
from bot.retrieval.analyzer import TOKEN, fold, is_han
from bot.retrieval.figures import figures
from bot.retrieval.occurrences import units
from bot.retrieval.search import Searcher
from bot.retrieval.sentences import sentences
from bot.retrieval.snippet import Snippet
from bot.retrieval.stop_words import carries
from bot.retrieval.topic import Topic

_ENOUGH = 1.0
_LISTED = 0.3
"""What a name says that stands in an enumeration of at least `_LIST` short items."""
_LIST, _ITEM = 4, 6
_ANSWER = 15
"""Units from which on an answer says something about what it was asked."""
_STATEMENT = 8
"""Units from which on a sentence of whoever asks the questions says something of its own."""
_OPENING = 5
"""Sentences up to which a question is about what it begins with."""
_BRIEF, _ROOMY = 40, 160
"""Characters of a quote: below, it takes its neighbour along; above, it is too long to be the best."""

_CLOSELY = range(2, 13)
"""Passages of a speaker in a source that are searched for the quote, those that name the topic most."""
_READ = 500
"""Passages that are searched for quotes, as far as that leaves each speaker the fewest."""

_ITEM_END = re.compile(r"[、,，;；:：/—]+|\s(?:and|or)\s|以及")
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
_CLAIMS = re.compile(
    r"我[们們]?(?:认为|認為|觉得|覺得|相信|预计|預計|估计|估計|猜|希望|担心|擔心|反对|反對|支持)|其实|其實|必须|必須|应该|應該|意味|关键|關鍵"
    r"|本质|本質|最|将会|將會|可能|不是|不会|不會|不知道|没有|沒有|从来|從來|永远|永遠|比.{1,12}更"
    r"|\b(?:i|we) (?:think|believe|expect|guess|hope|worry|feel|know)"
    r"|\b(?:must|should|will|never|always|key|most|means|in fact)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"(?:[?？]|[吗嗎呢][。.…]?)[\"'”’」』)）]*$")
_DEFINES = re.compile(r"[’”」』》)）]?\s?(?:是|就是|意味|代表|指的|即将|will|is|are|means|would|has|have)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A passage that speaks of a topic; `mentions` are positions in its text, none in a mere answer."""

    passage: Passage
    mentions: tuple[Span, ...] = ()
    kinds: bool = False
    """Whether it names only parts and kinds of the topic."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of a passage and how much it says, to be compared with others."""

    spoken: Spoken
    snippet: Snippet
    value: float


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


def depth(speakers: int) -> int:
    """Return how many passages of each speaker are worth being searched for a quote, where so many speak."""
    return min(max(_READ // max(1, speakers), _CLOSELY[0]), _CLOSELY[-1])


def quote(
    topic: Topic,
    spoken: Sequence[Spoken],
    searcher: Searcher,
    longest: int | None = None,
    most: int = _CLOSELY[-1],
) -> Quote | None:
    """Return the quote that says most, in `longest` characters; None if none may be shown.

    A part or a kind of the topic is only quoted where nothing names the topic itself, an answer that names
    neither where nothing else is said, and what stands beside it where it is too damaged to be quoted.
    Of many passages `most` are searched.
    """
    by_names = sorted(spoken, key=lambda each: -len(each.mentions))
    itself = [each for each in by_names if each.mentions and not each.kinds][:most]
    kinds = [each for each in by_names if each.kinds][:most]
    answers = [each for each in by_names if not each.mentions][:most]
    named = (*itself, *kinds, *answers)
    beside = (Spoken(each) for passage in named for each in _beside(passage.passage, searcher))
    for passages in (itself, kinds, answers, beside):
        quotes = (each for passage in passages for each in _quotes(topic, passage, longest))
        if best := max(quotes, key=lambda each: each.value, default=None):
            return best
    return None


def _beside(passage: Passage, searcher: Searcher) -> Sequence[Passage]:
    before, after = searcher.around(passage, 1)
    return after or before


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
        if (not least or _size(sentence) >= least) and not (questions and _asks(sentence)):
            strength += _LISTED if _all_listed(sentence, own) else _ENOUGH
        if strength >= _ENOUGH:
            return True
    return False


def _asks(sentence: str) -> bool:
    return bool(_ASKS.search(_TAG.sub("", sentence)))


def _answers(topic: Topic, passage: Passage) -> bool:
    """Whether the question before it asks for the topic, or begins with it and comes back to it."""
    question = passage.question
    if not question or _size(passage.text) < _ANSWER or not (mentions := topic.mentions(question)):
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


def _all_listed(sentence: str, places: Iterable[int]) -> bool:
    """Whether all these places stand in enumerations."""
    lists = [*_short_items(sentence), *_between_commas(sentence)]
    return bool(lists) and all(any(span.start <= at < span.end for span in lists) for at in places)


def _short_items(sentence: str) -> Iterator[Span]:
    """Yield where at least four short items follow one another."""
    ends = [0, *(found.end() for found in _ITEM_END.finditer(sentence)), len(sentence)]
    if len(ends) <= _LIST:
        return
    items = [Span(begin, end) for begin, end in pairwise(ends)]
    for short, run in groupby(items, lambda item: _size(sentence[item.start : item.end]) <= _ITEM):
        listed = list(run)
        if short and len(listed) >= _LIST:
            yield Span(listed[0].start, listed[-1].end)


def _between_commas(sentence: str) -> Iterator[Span]:
    """Yield the same by the commas of enumerations, the first and the last in longer clauses."""
    if sentence.count("、") < _LIST - 1:
        return
    marks = [-inf, *(at for at, character in enumerate(sentence) if character == "、")]
    run: list[int] = []
    for before, at in pairwise((*marks, inf)):
        if run and (at == inf or _size(sentence[int(before) : int(at)]) > _ITEM):
            if len(run) >= _LIST - 1:
                clause = max(map(sentence[: run[0]].rfind, "，,；;：:")) + 1
                yield Span(max(run[0] - 2 * _ITEM, clause), run[-1] + _ITEM)
            run = []
        if at < inf:
            run.append(int(at))


def _size(text: str) -> float:
    """Return the length in Chinese characters; a word of another script is worth one and a half."""
    return sum(len(match[0]) if is_han(match[0]) else 1.5 for match in TOKEN.finditer(text))


def _quotes(topic: Topic, spoken: Spoken, longest: int | None) -> Iterator[Quote]:
    """Yield the sentences that name the topic, brief ones with the next too; all if none may be shown."""
    passage = spoken.passage
    if not passage.quotable:
        return
    asked = frozenset[str]() if spoken.mentions else _words(passage.question)
    places = list(sentences(passage.text))
    wider = [Span(a.start, b.end) for a, b in pairwise(places) if a.end - a.start < _BRIEF]
    shown = [place for place in (*places, *wider) if longest is None or place.end - place.start <= longest]
    starts = {place.start for place in places if _names(spoken, place)}
    for place in [place for place in shown if place.start in starts] or shown:
        yield Quote(spoken, _snippet(spoken, place), _value(topic, spoken, place, asked))


def _names(spoken: Spoken, place: Span) -> bool:
    return not spoken.mentions or any(place.start <= span.start < place.end for span in spoken.mentions)


def _snippet(spoken: Spoken, place: Span) -> Snippet:
    marks = (
        Span(span.start - place.start, span.end - place.start)
        for span in spoken.mentions
        if place.start <= span.start and span.end <= place.end
    )
    return Snippet(spoken.passage.text[place.start : place.end], place, tuple(marks))


def _value(topic: Topic, spoken: Spoken, place: Span, asked: frozenset[str]) -> float:
    passage, text = spoken.passage, spoken.passage.text[place.start : place.end]
    own = [span for span in spoken.mentions if place.start <= span.start and span.end <= place.end]
    value = 0.25 * min(len(spoken.mentions), 6)
    if own:
        at_once = max(topic.told(passage.text[span.start : span.end]) for span in own)
        value += 2.0 * topic.told(text) - 1.5 * (1 - at_once) + 0.4 * min(len(own) - 1, 2)
        value += max(0.0, 1 - 2 * (own[0].start - place.start) / len(text))
        value += 0.6 * any(_DEFINES.match(passage.text, span.end) for span in own)
        value -= 1.0 * _all_listed(text, (span.start - place.start for span in own))
    value += 0.35 * min(len(_CLAIMS.findall(text)), 3) + 0.3 * bool(figures(text))
    value += 0.3 * any(span.start < place.end and place.start < span.end for span in passage.emphasis)
    if not spoken.mentions:
        value += 0.15 * min(len(_words(text) & asked), 8) - place.start / len(passage.text)
    value -= 0.8 * bool(_QUESTION.search(text))
    return value + 0.7 * min(len(text), 2 * _BRIEF) / (2 * _BRIEF) - max(0, len(text) - _ROOMY) / _ROOMY


def _words(text: str) -> frozenset[str]:
    own = units(fold(text).text)
    pairs = (a + b for a, b in pairwise(own) if is_han(a + b))
    return frozenset(filter(carries, (*pairs, *(unit for unit in own if not is_han(unit)))))
