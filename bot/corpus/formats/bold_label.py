"""`**Name:** text`, `**Name**: text`, `<b>Name：</b> text`, with or without a time code."""

import re

from bot.corpus.formats import spoken, time_code
from bot.corpus.formats.grammar import BULLET, COLON, NAME, TIME, is_name, splits_time
from bot.corpus.formats.manuscript import Label, Manuscript, Recognition

TITLE = "bold label"
_OPEN = r"(?:\*\*\*?|__|<b>|<strong>)"
_CLOSE = r"(?:\*\*\*?|__|</b>|</strong>)"
_LABEL = re.compile(
    rf"{BULLET}(?P<before>{TIME})?\s*{_OPEN}\s*(?P<inside>{TIME})?\s*{NAME}\s*(?P<after>{TIME})?\s*"
    rf"(?:(?P<closed>{_CLOSE})\s*(?P<outside>{TIME})?\s*{COLON}|{COLON}\s*(?P<late>{_CLOSE})?)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_TIMES = ("before", "inside", "after", "outside")


def find(line: str) -> Label | None:
    """Return the label that `line` begins with, if it is one of this format."""
    found = _LABEL.match(line)
    if not found or not is_name(found["name"]) or found["rest"].startswith("//") or splits_time(found):
        return None
    rest = found["rest"] if found["closed"] or found["late"] else f"**{found['rest']}"
    start = next((time_code.seconds(found[part]) for part in _TIMES if found[part]), None)
    return Label(found["name"], rest, start, strong=True, sure=start is not None)


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document whose labels are bold and end in a colon."""
    return spoken.recognise(manuscript, TITLE, find)
