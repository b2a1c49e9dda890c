"""`Name: text`, `Name：` above its paragraphs, `>> NAME: text`, `Q. text`: nothing but a colon."""

import re

from bot.corpus.formats import spoken
from bot.corpus.formats.grammar import BULLET, COLON, NAME, is_name
from bot.corpus.formats.manuscript import Label, Manuscript, Recognition

TITLE = "colon label"
_LABEL = re.compile(rf"{BULLET}[*_]?{NAME}[*_]?\s*{COLON}[*_]?(?!//)\s*(?P<rest>.*)")
_INITIAL = re.compile(rf"{BULLET}(?P<name>[QA问答問])\s*[.．、]\s*(?P<rest>\S.*)")
_CLOCK = re.compile(r"\d{1,2}[:：]\d\d")


def find(line: str) -> Label | None:
    """Return the label that `line` begins with, if it is one of this format."""
    found = _LABEL.match(line) or _INITIAL.match(line)
    if not found or not is_name(found["name"]) or _CLOCK.search(line[: found.start("rest") + 2]):
        return None
    return Label(found["name"], found["rest"])


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document whose labels are set off by a colon alone."""
    return spoken.recognise(manuscript, TITLE, find)
