"""Headers and footers that a PDF leaves between the lines of a text."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bot.corpus.formats.manuscript import Line
from bot.corpus.model import Remark

_DIGITS = re.compile(r"\d+")
_NUMBER_ALONE = re.compile(
    r"\W*(?:page|p\.|第)?\s*\d{1,4}\s*(?:页|頁)?(?:\s*(?:of|/|共)\s*\d{1,4}\s*(?:页|頁)?)?\W*", re.IGNORECASE
)
_LINE_NUMBER = re.compile(r"\s*(\d{1,2})(?:\s{2,}|$)")
_FEWEST = 3


def without_line_numbers(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Take away the numbers that a court's reporter puts before every line of a page."""
    filled = [line for line in lines if line.text.strip()]
    numbers = [int(found[1]) for line in filled if (found := _LINE_NUMBER.match(line.text))]
    rising = sum(later - earlier == 1 for earlier, later in pairwise(numbers))
    if len(numbers) < 5 or len(numbers) < 0.8 * len(filled) or rising < 0.8 * (len(numbers) - 1):
        return tuple(lines)
    return tuple(Line(line.number, _LINE_NUMBER.sub("", line.text)) for line in lines)


def without_headers(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Remark, ...]]:
    """Take out lines that recur with a changing page number, and the page numbers beside them."""
    headers = _headers(lines)
    if not headers:
        return tuple(lines), ()
    numbers = {place for place in headers for place in (place - 1, place + 1, place - 2, place + 2)}
    dropped = headers | {
        place
        for place in numbers
        if 0 <= place < len(lines) and _NUMBER_ALONE.fullmatch(lines[place].text.strip())
    }
    remarks = tuple(
        Remark("", lines[place].number, lines[place].text.strip(), "page header") for place in sorted(dropped)
    )
    return _closed_up(lines, dropped), remarks


def _headers(lines: Sequence[Line]) -> set[int]:
    """Return the places of lines that differ only in a number that rises from one to the next."""
    places: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        text = line.text.strip()
        if 0 < len(text) <= 100 and re.search(r"\d", text):
            places.setdefault(_DIGITS.sub("#", text), []).append(place)
    found: set[int] = set()
    for shape, where in places.items():
        if len(where) >= _FEWEST and _counts_pages(shape, [lines[place].text for place in where]):
            found.update(where)
    return found


def _counts_pages(shape: str, texts: Sequence[str]) -> bool:
    """Whether one of the numbers in these lines goes up by one nearly everywhere, as pages do."""
    if re.search(r"#\s*[:：]\s*#", shape) or not re.search(
        r"page|页|頁|\d\s*/|of #|[^\W\d_]{3}|[\u3400-\u9fff]{2}|^\W*#\W*$", shape, re.IGNORECASE
    ):
        return False
    if re.match(r"(?:[-*+>]\s*)?(?:\*\*)?#[.)、]|\#+\s", shape) or re.search(
        r"[。？！?!，,：:]$", shape.rstrip("*_ ")
    ):
        return False
    rows = [[int(number[:9]) for number in _DIGITS.findall(text)] for text in texts]
    for column in zip(*rows, strict=True):
        steps = Counter(later - earlier for earlier, later in pairwise(column))
        if steps[1] >= 0.8 * (len(column) - 1) and not _is_sentence(shape):
            return True
    return False


def _is_sentence(shape: str) -> bool:
    return bool(re.search(r"[。！？!?]|\.\s*$", shape))


def _closed_up(lines: Sequence[Line], dropped: set[int]) -> tuple[Line, ...]:
    """Drop lines; where a page break cut a sentence, its blank lines go too."""
    kept: list[Line] = []
    after_header = False
    for place, line in enumerate(lines):
        if place in dropped:
            while kept and not kept[-1].text.strip() and _cut(kept):
                kept.pop()
            after_header = True
        elif not (after_header and not line.text.strip() and _cut(kept)):
            kept.append(line)
            after_header = False
    return tuple(kept)


def _cut(kept: Sequence[Line]) -> bool:
    """Whether the last words so far stop in the middle of a sentence."""
    last = next((line.text for line in reversed(kept) if line.text.strip()), "")
    return bool(last) and not re.search(r"[。！？….!?:：][\"'”’」』)）*_\s]*$", last)
