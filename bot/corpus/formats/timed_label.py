"""A name beside a time code.

`**Name** (00:12:34)`, `Name (HH:MM:SS): text`, `0:00:14.1 **Name** text`,
`[00:12:34] Name: text`, `Name 00:12`.
"""

import re

from bot.corpus.formats import spoken, time_code
from bot.corpus.formats.grammar import BULLET, COLON, NAME, TIME, is_name
from bot.corpus.formats.manuscript import Label, Manuscript, Recognition

TITLE = "timed label"
_BOLD_NAME = rf"(?:\*\*|__|<b>|<strong>)\s*{NAME}\s*{COLON}?\s*(?:\*\*|__|</b>|</strong>)"
_GAP = r"\s*[-–—|·,，@]?\s*"
_SHAPES = tuple(
    (re.compile(shape, re.IGNORECASE), sure)
    for shape, sure in (
        (rf"{BULLET}{_BOLD_NAME}{_GAP}(?P<time>{TIME})\s*{COLON}?\s*(?P<rest>.*)", True),
        (
            rf"{BULLET}(?:\*\*|__|<b>|<strong>)\s*{NAME}{_GAP}(?P<time>{TIME})\s*{COLON}?\s*(?:\*\*|__|</b>|</strong>)\s*{COLON}?\s*(?P<rest>.*)",
            True,
        ),
        (
            rf"{BULLET}(?:\*\*|__)(?P<time>{TIME}){_GAP}{NAME}\s*{COLON}?\s*(?:\*\*|__)\s*{COLON}?\s*(?P<rest>.*)",
            True,
        ),
        (rf"{BULLET}(?P<time>{TIME}){_GAP}{_BOLD_NAME}\s*{COLON}?\s*(?P<rest>.*)", True),
        (rf"{BULLET}(?P<time>{TIME}){_GAP}{NAME}\s*(?:{TIME})?\s*{COLON}\s*(?P<rest>.*)", True),
        (rf"{BULLET}{NAME}{_GAP}(?P<time>{time_code.BRACKETED})\s*{COLON}\s*(?P<rest>.*)", True),
        (rf"{BULLET}{NAME}{_GAP}(?P<time>{time_code.BRACKETED})\s*(?P<rest>.*)", False),
        (rf"{BULLET}{NAME}{_GAP}(?P<time>(?<![\d:.]){time_code.CODE})\s*{COLON}?(?P<rest>)\s*", False),
        (
            rf"{BULLET}{NAME}(?:\s{{2,}}|\t)(?P<time>(?<![\d:.]){time_code.CODE})(?:\s{{2,}}|\t)(?P<rest>.*)",
            False,
        ),
        (rf"{BULLET}{NAME}\s*{COLON}\s*(?P<time>{TIME})(?P<rest>)\s*", True),
        (rf"{BULLET}(?P<time>{TIME}){_GAP}{NAME}(?P<rest>)\s*", False),
    )
)
_DATED = re.compile(r"\s+\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$")


def find(line: str) -> Label | None:
    """Return the label that `line` begins with, if it is one of this format."""
    for shape, sure in _SHAPES:
        found = shape.fullmatch(line.rstrip())
        if found and is_name(found["name"]):
            name = _DATED.sub("", found["name"])
            start = time_code.seconds(found["time"]) if name == found["name"] else None
            return Label(name, found["rest"], start, strong=True, sure=sure)
    return None


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document whose labels carry time codes."""
    return spoken.recognise(manuscript, TITLE, find)
