"""`    Mr. Lin. text`, `The CHAIRMAN. text`: a title and a name that end in a period, as in hearings."""

import re

from bot.corpus.formats import spoken
from bot.corpus.formats.manuscript import Label, Manuscript, Recognition

TITLE = "period label"
_OFFICE = (
    "Chairman|Chairwoman|Chairperson|Chair|President|Speaker|Secretary|Senator|Representative|General|Admiral|"
    "Judge|Ambassador|Governor|Mayor|Professor|Moderator|Clerk|Witness|Court"
)
_NAME = r"[A-Z][A-Za-zÀ-ÿ'’-]+(?:\s+[A-Z][A-Za-zÀ-ÿ'’-]+){0,2}(?:\s+of\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)?"
_LABEL = re.compile(
    rf"\s*(?P<name>(?:Mr|Mrs|Ms|Miss|Dr)\.\s+{_NAME}|The\s+(?i:(?:Acting\s+|Vice\s+)?(?:{_OFFICE}))|(?:{_OFFICE})\s+{_NAME})\.\s+(?P<rest>\S.*)"
)


def find(line: str) -> Label | None:
    """Return the label that `line` begins with, if it is one of this format."""
    found = _LABEL.match(line)
    return Label(found["name"], found["rest"]) if found else None


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document whose labels end in a period."""
    return spoken.recognise(manuscript, TITLE, find)
