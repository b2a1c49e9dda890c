"""A label in other dress than its document's habit: bold forgotten, a heading, a stray quote mark."""

import re

from bot.corpus.formats import time_code
from bot.corpus.formats.grammar import COLON, NAME, TIME
from bot.corpus.formats.manuscript import Label

_LABEL = re.compile(
    rf"\s*(?:\#{{1,6}}\s+(?=[^:：]*[:：][*_\s]*$))?(?P<before>{TIME})?\s*(?:\*\*|__)?{NAME}\s*(?:\*\*|__)?\s*(?P<after>{TIME})?\s*"
    rf"{COLON}(?!//)\s*(?:\*\*|__)?\s*(?P<rest>.*)"
)


def find_loosely(line: str) -> Label | None:
    """Return a label with a colon, whatever sets it off; only for names that are known to be labels."""
    found = _LABEL.match(line)
    if not found:
        return None
    start = next((time_code.seconds(found[part]) for part in ("before", "after") if found[part]), None)
    return Label(found["name"], found["rest"], start)
