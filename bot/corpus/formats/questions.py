"""Interviews whose questions are set apart, by a dash, in bold or as headings, and have no labels."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.corpus.formats import markup
from bot.corpus.formats.manuscript import Line, Manuscript
from bot.corpus.script import language

TITLE = "questions set apart"
_WAYS = (
    re.compile(r"\s*[—–―]{1,3}\s*(?P<words>[^\s—–―].*)"),
    re.compile(r"\s*(?:\d{1,3}[.)、]\s*)?(?P<mark>\*\*|__)(?P<words>[^\s*_].*?)(?P=mark)\s*"),
    re.compile(r"\s*(?P<mark>[*_])(?P<words>[^\s*_].*?)(?P=mark)\s*"),
    re.compile(r"\s*#{1,6}\s+(?P<words>\S.*)"),
)
_HEADING = re.compile(r"\s*#{1,6}\s")
_ASKS = re.compile(r"[？?][\"'”’」』)）*_\s]*$")
_SIGN = re.compile(r"(?:Q|问|問|記者問|记者问)\s*\d{0,3}\s*[.:：．、]\s*", re.IGNORECASE)
"""What says once more that it is a question."""
_LEAST = 3
_MOSTLY = 0.6
"""Part of what is set apart that must ask."""
_LABELS = {"zh-Hans": ("采访者", "受访者"), "zh-Hant": ("採訪者", "受訪者")}


def labelled(manuscript: Manuscript) -> Manuscript | None:
    """Return the interview with a label for who asks and one for who answers; None if it is none."""
    for way in _WAYS:
        apart = {
            line.number: found["words"] for line in manuscript.lines if (found := way.fullmatch(line.text))
        }
        asking = sum(bool(_ASKS.search(words)) for words in apart.values())
        if len(apart) >= _LEAST and asking >= _MOSTLY * len(apart) and _says_more(manuscript, apart):
            return replace(manuscript, lines=tuple(_lines(manuscript, apart)))
    return None


def labels(text: str) -> tuple[str, str]:
    """Return what whoever asks and whoever answers are called in the language of a text."""
    return _LABELS.get(language(text), ("Interviewer", "Interviewee"))


def _says_more(manuscript: Manuscript, apart: dict[int, str]) -> bool:
    """Whether what is not set apart is most of the text."""
    rest = sum(len(line.text) for line in manuscript.lines if line.number not in apart)
    return rest > sum(map(len, apart.values()))


def _lines(manuscript: Manuscript, apart: dict[int, str]) -> Iterator[Line]:
    asks, answers = labels("".join(apart.values()))
    asked = begins = False
    for line in manuscript.lines:
        words = apart.get(line.number)
        if words is not None and (_ASKS.search(words) or not _HEADING.match(line.text)):
            asked = begins = True
            yield Line(line.number, f"{asks}：{_SIGN.sub('', markup.words(words))}")
        elif not asked or not line.text.strip() or _HEADING.match(line.text):
            begins = begins or bool(asked and _HEADING.match(line.text))
            yield line
        else:
            yield Line(line.number, f"{answers}：{line.text}") if begins else line
            begins = False
