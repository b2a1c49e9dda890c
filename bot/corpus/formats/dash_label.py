"""`Name — text` and `Name | text`: a dash, a bar or a wide space instead of a colon."""

import re

from bot.corpus.formats import spoken
from bot.corpus.formats.grammar import BULLET, is_name
from bot.corpus.formats.manuscript import Label, Manuscript, Recognition

TITLE = "dash label"
_LABEL = re.compile(
    rf"{BULLET}(?:\*\*|__)?(?P<name>[^\s—–|:：*_#>\"“「(（][^—–|:：*\n]{{0,40}}?)(?:\*\*|__)?(?:\s+(?:—|–|--|-|\|)\s+|[\u3000\t]+)(?P<rest>\S.*)"
)


def find(line: str) -> Label | None:
    """Return the label that `line` begins with, if it is one of this format."""
    found = _LABEL.match(line)
    if not found or not is_name(found["name"]):
        return None
    return Label(found["name"], found["rest"], title=True)


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document whose labels are set off by a dash; what always follows a name is its office."""
    found = [label for line in manuscript.lines if (label := find(line.text))]
    if len({(label.name, label.rest) for label in found}) < 0.6 * len(found):
        return None
    return spoken.recognise(manuscript, TITLE, find)
