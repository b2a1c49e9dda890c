"""Markdown tables with a column for the speaker and one for the words, perhaps one for the time."""

import re
from collections.abc import Iterator, Sequence

from bot.corpus import roles
from bot.corpus.formats import grammar, markup, time_code
from bot.corpus.formats.manuscript import Line, Manuscript, Reading, Recognition, Utterance
from bot.corpus.model import Paragraph, Remark

TITLE = "table"
_RULE = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*")
_CELL = re.compile(r"(?<!\\)\|")
SPEAKER = re.compile(
    r"speaker|name|who|person|说话人|說話人|发言人|發言人|讲者|講者|人物|姓名|角色|发言者|嘉宾", re.IGNORECASE
)
_TIME = re.compile(r"time|start|时间|時間|时码|timestamp", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|<p>", re.IGNORECASE)
_FEWEST = 2


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document that is mostly one table of turns."""
    rows = [(line, _cells(line.text)) for line in manuscript.lines if _is_row(line.text)]
    if len(rows) < _FEWEST:
        return None
    speaker, time, words = _columns([cells for _, cells in rows])
    if speaker is None or not words:
        return None
    utterances = tuple(_utterances(rows, speaker, time, words))
    if len(utterances) < _FEWEST:
        return None
    remarks = tuple(
        Remark(
            "", line.number, markup.words(line.text), "heading" if line.text.startswith("#") else "preamble"
        )
        for line in manuscript.lines
        if line.text.strip() and "|" not in line.text
    )
    total = sum(len(line.text) for line in manuscript.lines) or 1
    share = sum(len(line.text) for line, _ in rows) / total
    return Recognition(TITLE, share, (Reading(utterances, remarks, manuscript.metadata),))


def _is_row(text: str) -> bool:
    text = text.strip()
    return text.count("|") >= 2 and text.startswith("|") and not _RULE.fullmatch(text)


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in _CELL.split(text.strip().removeprefix("|").removesuffix("|"))]


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int | None, int | None, list[int]]:
    """Return which column holds the speaker, which the time, which the words: by header or content."""
    header, body = rows[0], rows[1:]
    width = len(header)
    by_header = [
        place
        for place, cell in enumerate(header)
        if SPEAKER.fullmatch(markup.words(cell).strip()) or SPEAKER.search(cell)
    ]
    times = [place for place in range(width) if _mostly(body, place, time_code.is_alone)]
    time = (
        times[0] if times else next((place for place, cell in enumerate(header) if _TIME.search(cell)), None)
    )
    names = [place for place in range(width) if place not in times and _are_names(body, place)]
    speaker = next(
        (place for place in [*by_header, *names] if place not in times and _are_names(body, place)), None
    )
    longest = [sum(len(row[place]) for row in body if place < len(row)) for place in range(width)]
    words = [
        place
        for place in range(width)
        if place not in {speaker, *times}
        and not _is_number(body, place)
        and longest[place] >= 0.15 * max(longest)
    ]
    return speaker, time, words


def _mostly(rows: Sequence[Sequence[str]], place: int, fits: object) -> bool:
    cells = [markup.words(row[place]) for row in rows if place < len(row) and row[place]]
    return bool(cells) and callable(fits) and sum(bool(fits(cell)) for cell in cells) > 0.6 * len(cells)


def _is_number(rows: Sequence[Sequence[str]], place: int) -> bool:
    return _mostly(rows, place, lambda cell: cell.strip("#. ").isdigit())


def _are_names(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a column holds names that recur."""
    cells = [markup.words(row[place]).strip(" :：") for row in rows if place < len(row) and row[place]]
    if not cells or not all(len(cell) <= 60 for cell in cells):
        return False
    named = [cell for cell in cells if grammar.is_name(cell) and not roles.is_no_speaker(cell)]
    few = len({roles.folded(cell) for cell in named}) <= max(2, 0.7 * len(named))
    return len(named) > 0.8 * len(cells) and few


def _utterances(
    rows: Sequence[tuple[Line, list[str]]], speaker: int, time: int | None, words: Sequence[int]
) -> Iterator[Utterance]:
    """Return a turn a row; a row without a speaker goes on with the turn before."""
    label = ""
    paragraphs: list[Paragraph] = []
    for line, cells in rows[1:]:
        row = cells + [""] * (max(speaker, time or 0, *words) + 1 - len(cells))
        named = markup.words(row[speaker]).strip(" :：")
        if named and paragraphs:
            yield Utterance(label, tuple(paragraphs))
            paragraphs = []
        label = named or label
        paragraphs += _paragraphs(row, line.number, time, words) if label else ()
    if paragraphs:
        yield Utterance(label, tuple(paragraphs))


def _paragraphs(row: Sequence[str], line: int, time: int | None, words: Sequence[int]) -> Iterator[Paragraph]:
    start = time_code.seconds(row[time]) if time is not None else None
    for text in (part for place in words for part in _BREAK.split(row[place])):
        paragraph = markup.plain(text.replace("\\|", "|"), line, start)
        if paragraph.text:
            yield paragraph
            start = None
