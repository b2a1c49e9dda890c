"""Text from outside made fit to show: without what no reader sees, and cut where a sentence ends."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufff9-\ufffb]"
)
_SENTENCE_END = re.compile(r"[。！？!?…⋯]+[”’」』）\"')\]]*|\.[”’\"')\]]*(?=\s|$)|\n")
_CLAUSE_END = re.compile(r"[，、；：]|[,;:](?=\s)")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
ELLIPSIS = "…"


def visible(text: str) -> str:
    """Return the text without control characters, bidi marks, surrogates and characters of no width."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def shorten(text: str, longest: int) -> str:
    """Return at most `longest` characters, cut after a sentence where there is one, and marked with `…`."""
    if len(text) <= longest:
        return text
    room = max(longest - len(ELLIPSIS), 0)
    end = _last(_SENTENCE_END, text, room) or _last(_CLAUSE_END, text, room) or _word(text, room)
    return (text[: _whole(text, end)].rstrip() + ELLIPSIS)[:longest]


def _last(mark: re.Pattern[str], text: str, room: int) -> int:
    ends = [found.end() for found in mark.finditer(text, 0, room + 1) if found.end() <= room]
    return ends[-1] if ends and ends[-1] * 3 >= room else 0


def _word(text: str, room: int) -> int:
    space = text.rfind(" ", 0, room + 1)
    return space if space * 3 >= room * 2 else room


def _whole(text: str, end: int) -> int:
    while 0 < end < len(text) and _joined(text, end):
        end -= 1
    return end


def _joined(text: str, at: int) -> bool:
    return text[at] in _JOINERS or text[at - 1] == "\u200d" or unicodedata.combining(text[at]) != 0
