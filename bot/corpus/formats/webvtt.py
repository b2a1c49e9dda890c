"""WebVTT subtitles, with `<v Name>` where a cue says who speaks."""

import re
from collections.abc import Iterator, Sequence

from bot.corpus.formats import captions, markup, time_code
from bot.corpus.formats.captions import Cue
from bot.corpus.formats.manuscript import Line, Manuscript, Recognition

TITLE = "WebVTT subtitles"
_TIMES = re.compile(r"\s*((?:\d+:)?\d{2}:\d{2}\.\d{3})\s*-->\s*((?:\d+:)?\d{2}:\d{2}\.\d{3}).*")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_INNER_TIME = re.compile(r"<(?:\d+:)?\d{2}:\d{2}\.\d{3}>")


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document that begins with the word WEBVTT."""
    if not manuscript.text.lstrip().startswith("WEBVTT"):
        return None
    reading = captions.reading(tuple(_cues(manuscript.lines)), manuscript.metadata)
    return Recognition(TITLE, 1.0, (reading,)) if reading.utterances else None


def _cues(lines: Sequence[Line]) -> Iterator[Cue]:
    place = 0
    while place < len(lines):
        times = _TIMES.fullmatch(lines[place].text)
        number = lines[place].number
        place += 1
        if not times:
            continue
        words = []
        while place < len(lines) and lines[place].text.strip() and not _TIMES.fullmatch(lines[place].text):
            words.append(_INNER_TIME.sub("", lines[place].text))
            place += 1
        yield from _voices(number, times, "\n".join(words))


def _voices(number: int, times: re.Match[str], text: str) -> Iterator[Cue]:
    """Return a cue for every voice in a cue."""
    start, end = time_code.seconds(times[1]), time_code.seconds(times[2])
    pieces = _VOICE.split(text)
    if pieces[0].strip():
        yield Cue(number, start, pieces[0], end=end)
    for speaker, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if markup.words(words):
            yield Cue(number, start, words.replace("</v>", ""), speaker.strip(), end)
