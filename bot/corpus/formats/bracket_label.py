"""`【Name】text`, `[Name] text`, `〖Name〗：text`: the name in brackets of its own."""

import re

from bot.corpus.formats import spoken, time_code
from bot.corpus.formats.grammar import BULLET, COLON, NAME, TIME, is_name
from bot.corpus.formats.manuscript import Label, Manuscript, Recognition

TITLE = "bracket label"
_LABEL = re.compile(
    rf"{BULLET}(?P<before>{TIME})?\s*(?:\*\*)?(?:【\s*{NAME}\s*】"
    rf"|\[{NAME.replace('name', 'square')}\](?!\()|〖{NAME.replace('name', 'hollow')}〗)(?:\*\*)?\s*"
    rf"(?P<after>{TIME})?\s*{COLON}?(?:\*\*)?\s*(?P<rest>.*)"
)


def find(line: str) -> Label | None:
    """Return the label that `line` begins with, if it is one of this format."""
    found = _LABEL.match(line)
    name = found and (found["name"] or found["square"] or found["hollow"])
    if not found or not name or not is_name(name):
        return None
    start = next((time_code.seconds(found[part]) for part in ("before", "after") if found[part]), None)
    return Label(name, found["rest"], start, strong=True)


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document whose labels stand in brackets."""
    return spoken.recognise(manuscript, TITLE, find)
