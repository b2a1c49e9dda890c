"""`Name: text`, `Name：` above its paragraphs, `>> NAME: text`, `Q. text`, `Q1: text?`: just a colon."""

import re

from bot.corpus import roles
from bot.corpus.formats import spoken, time_code
from bot.corpus.formats.grammar import BULLET, COLON, NAME, is_name
from bot.corpus.formats.manuscript import Label, Manuscript, Recognition
from bot.corpus.formats.time_code import BRACKETED

TITLE = "colon label"
_LABEL = re.compile(
    rf"{BULLET}[*_]{{0,2}}{NAME}[*_]{{0,2}}\s*(?P<time>{BRACKETED})?\s*{COLON}[*_]{{0,2}}(?!//)\s*(?P<rest>.*)"
)
_INITIAL = re.compile(rf"{BULLET}(?P<name>[QA问答問])\s*[.．、]\s*(?P<rest>\S.*)")
_NUMBERED = re.compile(
    rf"{BULLET}[*_]{{0,2}}(?:(?P<name>[QA问答問])\s*\d{{1,3}})\s*(?:[.．、]|{COLON})\s*(?P<rest>\S.*)"
)
_ASKS = re.compile(r"[?？][\"'”’」』)）*_\s]*$")
_CLOCK = re.compile(r"\d{1,2}[:：]\d\d")


def find(line: str) -> Label | None:
    """Return the label that `line` begins with, if it is one of this format."""
    if (found := _NUMBERED.match(line)) and (roles.is_answer(found["name"]) or _ASKS.search(line)):
        return Label(found["name"], found["rest"])
    found = _LABEL.match(line) or _INITIAL.match(line)
    if not found or not is_name(found["name"]):
        return None
    if time := found.groupdict().get("time"):
        return Label(found["name"], found["rest"], time_code.seconds(time), strong=True)
    return None if _CLOCK.search(line[: found.start("rest") + 2]) else Label(found["name"], found["rest"])


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document whose labels are set off by a colon alone."""
    return spoken.recognise(manuscript, TITLE, find)
