"""Turns to passages: what is ranked, shown and remembered by its id."""

import re
from base64 import b32encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import groupby

from bot.corpus.model import Paragraph, Passage, Source, Span, Turn

_LONGEST = 500
"""Weight of a passage, in Chinese characters, before it is divided between paragraphs."""
_HUGE = 900
"""Weight of a paragraph that is divided between its sentences."""
_SENTENCE = re.compile(r"[^。！？!?…]*?(?:[。！？!?…]+|\.(?=\s|$))[\"'”’」』)）]*\s*|.+?$", re.DOTALL)
_WIDE = re.compile("[\u2e80-\U0010ffff]+")
_LATIN_WEIGHT = 0.4


def passages(source: Source, turns: Sequence[Turn]) -> tuple[Passage, ...]:
    """Return the passages of a source in order, their ids all different."""
    made: list[Passage] = []
    seen: Counter[str] = Counter()
    for turn, before in zip(turns, (None, *turns), strict=False):
        question = before.text if before and before.speaker != turn.speaker else ""
        for paragraphs, start in _runs(turn.paragraphs):
            passage = _passage(source, turn, paragraphs, question, start)
            seen[passage.id] += 1
            made.append(
                passage if seen[passage.id] == 1 else replace(passage, id=f"{passage.id}-{seen[passage.id]}")
            )
    return tuple(made)


def _passage(
    source: Source, turn: Turn, paragraphs: Sequence[Paragraph], question: str, start: float | None
) -> Passage:
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    return Passage(
        id=f"{source.id}-{_digest(source.id, text)}",
        source=source.id,
        turn=turn.number,
        speaker=turn.speaker,
        text=text,
        section=turn.section,
        question=question,
        start=start,
        line=paragraphs[0].line,
        host=turn.speaker in source.hosts,
        kind=source.kind,
        pull_quote=turn.pull_quote,
        doubts=_moved(paragraphs, [paragraph.doubts for paragraph in paragraphs]),
        emphasis=_moved(paragraphs, [paragraph.emphasis for paragraph in paragraphs]),
        turn_id=turn.turn_id,
    )


def _digest(source: str, text: str) -> str:
    """Return eight base-32 characters that stay the same as long as source and words do."""
    return b32encode(blake2b(f"{source}\0{text}".encode(), digest_size=5).digest()).decode().lower()


def _moved(paragraphs: Sequence[Paragraph], spans: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    """Return the spans of paragraphs as spans of their joined text."""
    if not any(spans):
        return ()
    moved: list[Span] = []
    offset = 0
    for paragraph, own in zip(paragraphs, spans, strict=True):
        moved += (Span(span.start + offset, span.end + offset) for span in own)
        offset += len(paragraph.text) + 1
    return tuple(moved)


def _runs(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[list[Paragraph], float | None]]:
    """Return runs of paragraphs of about equal weight, each with the time that is known for its beginning.

    What is doubtful stands apart, so that no more than itself cannot be quoted.
    """
    sound = not any(paragraph.doubts for paragraph in paragraphs)
    if sound and sum(len(paragraph.text) for paragraph in paragraphs) <= _LONGEST:
        yield list(paragraphs), next((one.start for one in paragraphs if one.start is not None), None)
        return
    pieces = [piece for paragraph in paragraphs for piece in _pieces(paragraph)]
    weights = [_weight(piece.text) for piece in pieces]
    total = sum(weights)
    target = total / max(1, round(total / _LONGEST))
    run: list[Paragraph] = []
    weight = 0.0
    clock: float | None = None
    for piece, own in zip(pieces, weights, strict=True):
        full = weight + own / 2 > target and total > _LONGEST
        if run and (full or bool(piece.doubts) != bool(run[-1].doubts)):
            yield run, clock
            run, weight = [], 0.0
        if not run or clock is None:
            clock = piece.start if piece.start is not None else clock
        run.append(piece)
        weight += own
    if run:
        yield run, clock


def _pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Return a paragraph, or runs of sentences of a huge or doubtful one."""
    if paragraph.doubts:
        yield from _apart(paragraph)
        return
    if len(paragraph.text) <= _HUGE or _weight(paragraph.text) <= _HUGE:
        yield paragraph
        return
    begin = end = 0
    for sentence in _SENTENCE.finditer(paragraph.text):
        if _weight(paragraph.text[begin : sentence.end()]) > _LONGEST and end > begin:
            yield _cut(paragraph, begin, end)
            begin = end
        end = sentence.end()
    yield _cut(paragraph, begin, len(paragraph.text))


def _apart(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield the doubtful sentences of a paragraph, and what stands before, between and after them."""

    def is_doubtful(sentence: re.Match[str]) -> bool:
        # Where a sentence ends is as doubtful as the mark that ends it: the next one may be its rest.
        start, end = sentence.span()
        return any(doubt.start < end and start <= doubt.end for doubt in paragraph.doubts)

    for _, run in groupby(_SENTENCE.finditer(paragraph.text), is_doubtful):
        sentences = list(run)
        yield _cut(paragraph, sentences[0].start(), sentences[-1].end())


def _cut(paragraph: Paragraph, begin: int, end: int) -> Paragraph:
    text = paragraph.text[begin:end].rstrip()

    def within(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        cut = (Span(max(span.start - begin, 0), min(span.end - begin, len(text))) for span in spans)
        return tuple(span for span in cut if span.start < span.end)

    start = paragraph.start if begin == 0 else None
    return Paragraph(text, paragraph.line, start, within(paragraph.doubts), within(paragraph.emphasis))


def _weight(text: str) -> float:
    """Return the length of `text` in Chinese characters: Latin letters say less."""
    narrow = len(_WIDE.sub("", text))
    return len(text) - narrow + narrow * _LATIN_WEIGHT
