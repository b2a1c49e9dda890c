"""Where a text holds somebody's speech in quotation marks."""

import re
from collections.abc import Iterator

from bot.corpus.model import Span

_PAIRS = {"“": "”", "「": "」", "『": "』", "«": "»"}
_MARKS = re.compile(
    "[“”「」『』«»\\n]"
    '|(?P<double>")'
    "|(?P<open>(?<![\\w’'])[‘'](?=[\\w“]))"
    "|(?P<close>(?<=[\\w.,!?…。，！？])[’'](?!\\w))"
    "|(?P<chinese>(?<=[\\u3000-\\u9fff\\uff00-\\uffef])[‘’])"
)


def speeches(text: str) -> Iterator[Span]:
    """Yield what stands between quotation marks, without the marks, inner speech before outer.

    Marks that lack their other half in the same line are no marks.
    """
    open_: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text):
        mark = found[0]
        if mark == "\n":
            open_.clear()
        elif closer := _closes(found, open_):
            while open_:
                opener, at = open_.pop()
                if opener == closer:
                    yield Span(at, found.start())
                    break
        elif opener := _opens(found):
            open_.append((opener, found.end()))


def _opens(found: re.Match[str]) -> str:
    """Return the mark that will close the speech; empty if this one opens none."""
    mark = found[0]
    if found["double"]:
        return '"'
    return "’" if mark in "‘'" and not found["close"] else _PAIRS.get(mark, "")


def _closes(found: re.Match[str], open_: list[tuple[str, int]]) -> str:
    """Return the mark that closes an open speech; empty if this one closes none."""
    mark = "’" if found[0] in "’'" and not found["open"] else found[0]
    return mark if any(opener == mark for opener, _ in open_) else ""
