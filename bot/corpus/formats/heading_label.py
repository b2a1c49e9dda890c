"""`### Name：` and `### Name (00:12:34)`: a heading for every turn."""

import re

from bot.corpus.formats import spoken, time_code
from bot.corpus.formats.grammar import COLON, NAME, TIME, is_name
from bot.corpus.formats.manuscript import Label, Manuscript, Recognition

TITLE = "heading label"
_LABEL = re.compile(
    rf"\#{{1,6}}\s+(?P<before>{TIME})?\s*[-–—|·]?\s*(?:\*\*|__)?\s*{NAME}\s*(?:\*\*|__)?\s*[-–—|·,]?\s*"
    rf"(?P<after>{TIME})?\s*(?:{COLON}\s*(?:\*\*|__)?\s*(?P<late>{TIME})?(?P<rest>.*))?"
)


def find(line: str) -> Label | None:
    """Return the label that `line` begins with, if it is one of this format."""
    found = _LABEL.fullmatch(line.rstrip())
    if not found or not is_name(found["name"]):
        return None
    start = next(
        (time_code.seconds(found[part]) for part in ("before", "after", "late") if found[part]), None
    )
    colon = found["rest"] is not None
    title = not colon and start is None
    return Label(
        found["name"], (found["rest"] or "").strip(), start, strong=True, title=title, sure=not title
    )


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document whose labels are headings."""
    return spoken.recognise(manuscript, TITLE, find)
