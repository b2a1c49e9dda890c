"""`**Name**` or `Name` alone on its line, the words below, perhaps behind a time code.

An office may follow it: `**Name** -- *Treasurer*`.
"""

import re

from bot.corpus.formats import spoken
from bot.corpus.formats.grammar import NAME, is_name
from bot.corpus.formats.manuscript import Label, Manuscript, Recognition

TITLE = "bare label"
_OFFICE = r"(?:\s+(?:--?|—|–)\s+[*_]*[^.。！？!?:：*_]{2,70}[*_]*)?"
_LABEL = re.compile(
    rf"\s*(?P<open>\*\*\*?|__|\*|_|<b>|<strong>)?\s*{NAME}\s*(?:\*\*\*?|__|\*|_|</b>|</strong>)?{_OFFICE}\s*"
)
_DASH = re.compile(r"\s+(?:--?|—|–)\s+")


def find(line: str) -> Label | None:
    """Return the label that `line` is, if it is one of this format."""
    found = _LABEL.fullmatch(line)
    name = _DASH.split(found["name"])[0] if found else ""
    if not found or not is_name(name):
        return None
    return Label(name, strong=bool(found["open"]), title=True)


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document where a name alone on a line begins a turn."""
    return spoken.recognise(manuscript, TITLE, find)
