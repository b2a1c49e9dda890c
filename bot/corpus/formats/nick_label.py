"""`<name> text` and `[18:00] <name> text`, as chat programs log it; what they tell themselves nobody says."""

import re
from dataclasses import replace

from bot.corpus.formats import spoken, time_code
from bot.corpus.formats.manuscript import Label, Manuscript, Recognition
from bot.corpus.model import Remark

TITLE = "chat log"
_WHEN = rf"(?:\d{{4}}-\d\d-\d\d[T ])?(?P<time>{time_code.MARK})?\s*"
_LABEL = re.compile(rf"\s*{_WHEN}<[@+%&~! ]?(?P<name>[^\s<>/=]{{1,30}})>\s+(?P<rest>\S.*)")
_TOLD = re.compile(rf"\s*{_WHEN}(?:\*{{1,3}}|-!-|-->|<--|==|—>|<—)\s+\S.*")
_TAG = re.compile(
    r"[abipqsuv]|h[1-6r]|t[dhrt]|d[dlt]|ul|ol|li|br|em|abbr|big|blockquote|center|cite|code|"
    r"del|div|font|img|ins|kbd|mark|pre|small|span|strike|strong|su[bp]|summary|table",
    re.IGNORECASE,
)


def find(line: str) -> Label | None:
    """Return the label that `line` begins with, if it is one of this format."""
    found = _LABEL.match(line)
    if not found or _TAG.fullmatch(found["name"]):
        return None
    start = time_code.seconds(found["time"]) if found["time"] else None
    return Label(found["name"], found["rest"], start, strong=True, sure=True)


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document in which every line begins with a name in angle brackets."""
    names = {label.name for line in manuscript.lines if (label := find(line.text))}
    if not names:
        return None
    told = [line for line in manuscript.lines if _TOLD.fullmatch(line.text)]
    lines = tuple(line for line in manuscript.lines if not _TOLD.fullmatch(line.text))
    present = {**manuscript.metadata, "participants": ", ".join(sorted(names))}
    found = spoken.recognise(replace(manuscript, lines=lines, metadata=present), TITLE, find)
    if not found:
        return None
    (reading,) = found.readings
    remarks = (Remark("", line.number, line.text.strip(), "note") for line in told)
    whole = replace(reading, remarks=(*reading.remarks, *remarks), metadata=manuscript.metadata)
    return replace(found, readings=(whole,))
