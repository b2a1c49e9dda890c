"""Captions as a video's page shows them: a time code before every few words, and no names."""

import re
from collections.abc import Iterator, Sequence

from bot.corpus.formats import captions, markup, time_code
from bot.corpus.formats.captions import Cue
from bot.corpus.formats.manuscript import Line, Manuscript, Reading, Recognition
from bot.corpus.model import Remark

TITLE = "time codes and words"
_CONFIDENCE = 0.35
_CODE = re.compile(rf"\s*[\[(]?(?P<time>{time_code.CODE})[\])]?(?:\s+(?P<words>\S.*))?\s*")
_LEAST, _SHARE = 5, 0.3
_SHORT = 120
"""Characters of what stands between two time codes, on average at most."""


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document in which a time code stands before every few words."""
    lines = [line for line in manuscript.lines if line.text.strip()]
    times = [(place, found) for place, line in enumerate(lines) if (found := _CODE.fullmatch(line.text))]
    if len(times) < max(_LEAST, _SHARE * len(lines)) or sum(len(line.text) for line in lines) > _SHORT * len(
        times
    ):
        return None
    first = _first([time_code.seconds(found["time"]) or 0.0 for _, found in times])
    begin = times[first][0]
    cues, more = _cues(lines, times[first:])
    reading = captions.reading(cues, manuscript.metadata)
    above = tuple(Remark("", line.number, markup.words(line.text), "preamble") for line in lines[:begin])
    whole = Reading(reading.utterances, (*above, *more, *reading.remarks), manuscript.metadata)
    return Recognition(TITLE, _CONFIDENCE, (whole,)) if whole.utterances else None


def _first(times: Sequence[float]) -> int:
    """Return which time code is the talk's first: before it the chapters are listed, with their times."""
    resets = [place for place in range(1, len(times)) if times[place] < times[place - 1]]
    return next((place for place in reversed(resets) if place < 0.5 * len(times)), 0)


def _cues(
    lines: Sequence[Line], times: Sequence[tuple[int, re.Match[str]]]
) -> tuple[tuple[Cue, ...], list[Remark]]:
    """Return the words behind every time code; where mostly one line follows, a second is a title."""
    ends = [place for place, _ in times[1:]] + [len(lines)]
    behind = [list(_words(lines, place, found, end)) for (place, found), end in zip(times, ends, strict=True)]
    single = sum(len(words) > 1 for words in behind) < _SHARE * len(behind)
    titles = [line for words in behind if single for line in words[1:]]
    cues = (
        Cue(
            words[0].number,
            time_code.seconds(found["time"]),
            "\n".join(line.text for line in words[: 1 if single else None]),
        )
        for (_, found), words in zip(times, behind, strict=True)
        if words
    )
    return tuple(cues), [Remark("", line.number, markup.words(line.text), "section") for line in titles]


def _words(lines: Sequence[Line], place: int, found: re.Match[str], end: int) -> Iterator[Line]:
    if found["words"]:
        yield Line(lines[place].number, found["words"])
    yield from lines[place + 1 : end]
