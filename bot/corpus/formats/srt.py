"""SubRip subtitles: a number, `00:00:01,000 --> 00:00:04,000`, the words."""

import re
from collections.abc import Iterator, Sequence

from bot.corpus.formats import captions, time_code
from bot.corpus.formats.captions import Cue
from bot.corpus.formats.manuscript import Line, Manuscript, Recognition

TITLE = "SubRip subtitles"
_TIMES = re.compile(r"\s*(\d{1,2}:\d{2}:\d{2}[,.]\d{1,3})\s*-->\s*(\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}).*")
_FEWEST = 2


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document of numbered cues."""
    if manuscript.text.lstrip().startswith("WEBVTT"):
        return None
    times = sum(bool(_TIMES.fullmatch(line.text)) for line in manuscript.lines)
    blocks = sum(line.text.strip().isdigit() for line in manuscript.lines)
    if times < _FEWEST or blocks < times / 2:
        return None
    reading = captions.reading(tuple(_cues(manuscript.lines)), manuscript.metadata)
    return Recognition(TITLE, 1.0, (reading,)) if reading.utterances else None


def _cues(lines: Sequence[Line]) -> Iterator[Cue]:
    places = [place for place, line in enumerate(lines) if _TIMES.fullmatch(line.text)]
    for place, after in zip(places, [*places[1:], len(lines) + 1], strict=True):
        words = [line.text for line in lines[place + 1 : after]]
        while words and (not words[-1].strip() or (after <= len(lines) and words[-1].strip().isdigit())):
            number = words.pop().strip()
            if number:
                break
        found = _TIMES.fullmatch(lines[place].text)
        if found and any(word.strip() for word in words):
            text = "\n".join(word for word in words if word.strip())
            yield Cue(lines[place].number, time_code.seconds(found[1]), text, end=time_code.seconds(found[2]))
