"""`**Name** text`: bold alone sets the name off."""

import re

from bot.corpus.formats import spoken
from bot.corpus.formats.grammar import BULLET, NAME, is_name
from bot.corpus.formats.manuscript import Label, Manuscript, Recognition
from bot.corpus.formats.time_code import BRACKETED

TITLE = "bold name"
_LABEL = re.compile(
    rf"{BULLET}(?:\*\*|__|<b>|<strong>){NAME}(?:\*\*|__|</b>|</strong>)\s+(?![_*]*{BRACKETED})(?P<rest>[^\s:：—–|].*)"
)


def find(line: str) -> Label | None:
    """Return the label that `line` begins with, if it is one of this format."""
    found = _LABEL.match(line)
    return (
        Label(found["name"], found["rest"], strong=True, title=True)
        if found and is_name(found["name"])
        else None
    )


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document whose labels are bold, and nothing else."""
    return spoken.recognise(manuscript, TITLE, find)
