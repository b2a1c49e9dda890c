"""The quote that says most of a topic."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.corpus.model import Passage, Span
from bot.retrieval.analyzer import fold, is_han
from bot.retrieval.enumerations import all_listed
from bot.retrieval.figures import figures
from bot.retrieval.occurrences import units
from bot.retrieval.search import Searcher
from bot.retrieval.sentences import sentences
from bot.retrieval.snippet import Snippet
from bot.retrieval.speech import Spoken
from bot.retrieval.stop_words import carries
from bot.retrieval.topic import Topic

_BRIEF, _ROOMY = 40, 160
"""Characters of a quote: below, it takes its neighbour along; above, it is too long to be the best."""
_CLOSELY = range(2, 13)
"""Passages of a speaker in a source that are searched for the quote, those that name the topic most."""
_READ = 500
"""Passages that are searched for quotes, as far as that leaves each speaker the fewest."""
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
class Quote:
    """A quote of a passage and how much it says, to be compared with others."""

    spoken: Spoken
    snippet: Snippet
    value: float


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
        value -= 1.0 * all_listed(text, (span.start - place.start for span in own))
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
