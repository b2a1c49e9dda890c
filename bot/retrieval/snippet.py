"""The one to three sentences of a passage that answer best."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.corpus.model import Passage, Span
from bot.retrieval.analyzer import TOKEN, Folded, bigram_of, fold, is_han, stem, term_key
from bot.retrieval.query import Query
from bot.retrieval.sentences import sentences

_SENTENCES = 3
_BRIEF = 12
"""Characters below which a quote takes its neighbour along."""
_ANSWER = 40
"""Characters that an answer's opening should have."""
_ROOMY = 280
"""Characters above which a quote takes no further sentence."""
_IDEA = 3.0
"""Weight of a thing that the question is about, beside that of its terms."""
_COST = 0.6
"""What a further sentence must add."""
_LEANING = 0.8
"""What a quote loses that begins with what goes on from the sentence before."""
_LEANS = re.compile(
    r"[“「‘\"]?(?:但|所以|因此|因而|而且|[并並]且|[然接][后後着著]|不[过過]|可是|另外|此外|比如|例如|譬如|或者|甚至|同[样樣]"
    r"|[于於]是|也|[还還]有|而(?!是)|其[中次]|[它他她牠][们們]?|[這这]|那(?:么|麼|样|樣|就|是|些|个|個)"
    r"|(?:but|so|and|or|then|also|because|therefore|thus|however|for (?:example|instance)|which|it|he|she"
    r"|they|this|that|these|those)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A quote: `passage.text[place.start:place.end]`. Highlights are positions in `text`."""

    text: str
    place: Span
    highlights: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Match:
    """Something of the question, found in the passage."""

    name: str | int
    weight: float
    span: Span


def snippet(passage: Passage, query: Query, longest: int | None = None) -> Snippet | None:
    """Return the quote to show; None if no whole sentence of it may be shown.

    `longest` is in characters; nothing of it is doubtful, and it never begins or ends inside a sentence.
    """
    whole = [span for span in sentences(passage.text) if not _doubtful(span, passage.doubts)]
    folded = fold(passage.text)
    ideas = list(_ideas(folded, query))
    windows = list(_windows(whole, longest))
    if not windows:
        return None
    if query.ideas and not ideas and passage.question:
        place = _opening(windows)
    else:
        matches = [*ideas, *_bigrams(folded, query.weights)]
        place = max(windows, key=lambda window: _worth(window, matches, passage.text))
    shown = (match.span for match in ideas if place.start <= match.span.start and match.span.end <= place.end)
    marks = _merged(Span(span.start - place.start, span.end - place.start) for span in shown)
    return Snippet(passage.text[place.start : place.end], place, marks)


def asked(question: str, query: Query) -> str:
    """Return the sentence of a host's question that names most of what is looked for; empty if none does."""
    folded = fold(question)
    ideas = list(_ideas(folded, query))
    if not ideas:
        return ""
    windows = [window for window in sentences(question) if window.end - window.start <= _ROOMY]
    best = max(windows, key=lambda window: _value(window, ideas), default=Span(0, 0))
    return question[best.start : best.end] if _value(best, ideas) > 0 else ""


def _opening(windows: Sequence[Span]) -> Span:
    """Return the sentences that a passage begins with: an answer need not repeat what was asked."""
    first = [window for window in windows if window.start == windows[0].start]
    return next((window for window in first if window.end - window.start >= _ANSWER), first[-1])


def _worth(place: Span, matches: Sequence[_Match], text: str) -> float:
    return _value(place, matches) - _LEANING * bool(_LEANS.match(text, place.start))


def _doubtful(span: Span, doubts: Sequence[Span]) -> bool:
    return any(doubt.start < span.end and span.start < doubt.end for doubt in doubts)


def _windows(whole: Sequence[Span], longest: int | None) -> Iterator[Span]:
    """Yield runs of neighbouring sentences, shorter runs first."""
    for size in range(1, _SENTENCES + 1):
        for first in range(len(whole) - size + 1):
            place = Span(whole[first].start, whole[first + size - 1].end)
            gaps = sum(b.start - a.end for a, b in pairwise(whole[first : first + size]))
            length = place.end - place.start
            if (
                gaps <= 2 * size
                and (longest is None or length <= longest)
                and (size == 1 or length <= _ROOMY)
            ):
                yield place


def _value(place: Span, matches: Sequence[_Match]) -> float:
    seen: dict[str | int, float] = {}
    for match in matches:
        if place.start <= match.span.start and match.span.end <= place.end:
            seen[match.name] = match.weight
    length = place.end - place.start
    return sum(seen.values()) - _COST * length / 100 - (1.0 if length < _BRIEF else 0.0)


def _ideas(folded: Folded, query: Query) -> Iterator[_Match]:
    """Yield where the things that the question is about stand, in whichever wording."""
    words = [(stem(m[0]), m.start(), m.end()) for m in TOKEN.finditer(folded.text) if not is_han(m[0])]
    for number, idea in enumerate(query.ideas):
        for wording in idea.wordings:
            for start, end in _places(folded.text, words, wording.text):
                yield _Match(f"idea {number}", _IDEA, folded.original(start, end))


def _places(text: str, words: Sequence[tuple[str, int, int]], wanted: str) -> Iterator[tuple[int, int]]:
    pattern, stems = _sought(wanted)
    if pattern:
        yield from (match.span() for match in pattern.finditer(text))
        return
    for first in range(len(words) - len(stems) + 1):
        run = words[first : first + len(stems)]
        if stems and [word for word, _, _ in run] == stems:
            yield run[0][1], run[-1][2]


@lru_cache(maxsize=4096)
def _sought(wanted: str) -> tuple[re.Pattern[str] | None, list[str]]:
    """Return what finds a wording: a pattern if any of it is Chinese, else the stems of its words."""
    parts = [match[0] for match in TOKEN.finditer(wanted)]
    if any(map(is_han, parts)):
        return re.compile(r"\W{0,2}".join(map(re.escape, parts))), []
    return None, [stem(part) for part in parts]


def _bigrams(folded: Folded, weights: Mapping[int, float]) -> Iterator[_Match]:
    text = folded.text
    wanted = {pair: key for key in weights if (pair := bigram_of(key))}
    for at in range(len(text) - 1):
        key = wanted.get(text[at : at + 2])
        if key is not None:
            yield _Match(key, weights[key], folded.original(at, at + 2))
    for match in TOKEN.finditer(text):
        if not is_han(match[0]):
            key = term_key(stem(match[0]))
            if key in weights:
                yield _Match(key, weights[key], folded.original(match.start(), match.end()))


def _merged(spans: Iterator[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)
