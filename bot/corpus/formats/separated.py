"""Tables of turns in a file of comma- or tab-separated values, under a line that names the columns."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from bot.corpus.formats import captions, json_lines
from bot.corpus.formats.captions import Cue
from bot.corpus.formats.manuscript import Manuscript, Recognition, RefusedError
from bot.corpus.formats.table import SPEAKER

TITLE = "separated values"
_WORDS = re.compile(
    r"text|transcript(?:ion)?|content|words|utterance|sentence|speech|body|line|"
    r"内容|內容|文本|文字|[发發]言|原话|台词|台詞|逐字稿",
    re.IGNORECASE,
)
_START = re.compile(r"start.*|begin.*|time.*|from|开始.*|開始.*|时间.*|時間.*", re.IGNORECASE)
_END = re.compile(r"end.*|to|结束.*|結束.*", re.IGNORECASE)
_FEWEST, _COLUMNS = 2, 2


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document of separated values; raise RefusedError for a table in which nobody speaks."""
    for mark in ",\t;":
        if mark not in manuscript.text[:2000].split("\n")[0]:
            continue
        rows = _rows(manuscript.text, mark)
        if len(rows) > _FEWEST and _is_table(rows):
            return _read(rows[0][1], rows[1:], manuscript)
    return None


def _rows(text: str, mark: str) -> list[tuple[int, list[str]]]:
    """Return the cells of lines that aren't empty; between tabs a quotation mark is only what it is."""
    cells = StringIO(text)
    reader = csv.reader(cells, csv.excel_tab, quoting=csv.QUOTE_NONE)
    if mark != "\t":
        reader = csv.reader(cells, delimiter=mark)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        return []


def _is_table(rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether every row has the columns that the first one names."""
    names = rows[0][1]
    return (
        len(names) >= _COLUMNS
        and all(0 < len(name.strip()) <= 30 and not re.search(r"[。！？!?:：]|\.\s", name) for name in names)
        and len({name.strip().lower() for name in names}) == len(names)
        and sum(len(cells) == len(names) for _, cells in rows) >= 0.95 * len(rows)
    )


def _read(
    names: Sequence[str], rows: Sequence[tuple[int, list[str]]], manuscript: Manuscript
) -> Recognition | None:
    speaker, words, start, end = (_column(names, kind) for kind in (SPEAKER, _WORDS, _START, _END))
    if words is None or (speaker is None and start is None):
        if len(names) > _COLUMNS:
            raise RefusedError("a table with no column for who speaks and what is said: no transcript")
        return None

    def cell(row: Sequence[str], place: int | None) -> str:
        return row[place].strip() if place is not None and place < len(row) else ""

    cues = tuple(
        Cue(line, _moment(cell(row, start)), text, cell(row, speaker), _moment(cell(row, end)))
        for line, row in rows
        if (text := cell(row, words))
    )
    reading = captions.reading(cues, manuscript.metadata)
    return Recognition(TITLE, 1.0, (reading,)) if reading.utterances else None


def _column(names: Sequence[str], kind: re.Pattern[str]) -> int | None:
    return next((place for place, name in enumerate(names) if kind.fullmatch(name.strip())), None)


def _moment(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return json_lines.moment({"at": cell}, ("at",))
