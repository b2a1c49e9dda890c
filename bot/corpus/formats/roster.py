"""Whom a document lists as its speakers: in its metadata, or in a line above the talk."""

import re

from bot.corpus import roles
from bot.corpus.formats import markup
from bot.corpus.formats.manuscript import Manuscript

_KEYS = (
    "speaker|speakers|guest|guests|host|hosts|people|participants|attendees|present|panelists|moderator|"
    "interviewer|interviewee|嘉宾|嘉賓|本期嘉宾|主持|主持人|主播|本期主播|参会人|参会人员|與會者|与会者|与会人员|"
    "與會人員|出席|出席人员|出席人員|受访者|受訪者|采访者|採訪者|对话者"
)
_LINE = re.compile(rf"\W*(?:{_KEYS})\W*[:：]\W*(?P<names>\S.*)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:[,，、;；/|&]|\band\b|\bwith\b|(?<=[\u3400-\u9fff])[和与與](?=[\u3400-\u9fff]))\s*"
)
_ABOUT = re.compile(r"\s*[(（\[].*?[)）\]]|\s+[-–—].*")
_HEAD = 60
"""Lines above which such a line introduces the talk, and is no part of it."""


def named(manuscript: Manuscript) -> frozenset[str]:
    """Return the names of its speakers that a document lists, folded."""
    lists = [value for key, value in manuscript.metadata.items() if re.fullmatch(_KEYS, key.lower())]
    short = (markup.words(line.text) for line in manuscript.lines[:_HEAD] if len(line.text) < 400)
    lists += (found["names"] for text in short if (found := _LINE.fullmatch(text)))
    names = (_ABOUT.sub("", name) for value in lists for name in _BETWEEN.split(value))
    return frozenset(folded for name in names if 1 < len(folded := roles.folded(name)) <= 40)
