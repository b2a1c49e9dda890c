"""Where sentences begin and end, in Chinese and English."""

import re
from collections.abc import Iterator

from bot.corpus.model import Span

_CLOSERS = "[\"'”’」』）)\\]》*]*"
_NO_ABBREVIATION = (
    r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|Jr|Sr|St|vs|No|cf)\.)(?<!\b(?:Mrs|etc|e\.g|i\.e|Inc|Ltd|Gen|Sen|Gov|Vol)\.)"
    r"(?<!\bProf\.)(?<!^\d\.)(?<!\n\d\.)"
)
_END = re.compile(
    rf"[。！？!?…⋯]+{_CLOSERS}|\.{_NO_ABBREVIATION}\.*{_CLOSERS}(?=\s+[^\sa-z]|\s*$|[\u3400-\u9fff])|\n+",
)
_OPENING = {"“": "”", "「": "」", "『": "』"}
_OPENERS = re.compile(f"[{''.join(_OPENING)}]")
_LONGEST_SPEECH = 160
"""Characters of quoted speech that are kept in one sentence with what stands around it."""
_GOES_ON = re.compile("\\s*(?:[,，、；;：:—的地是这那a-z]|[^。！？!?\n]{0,6}[说道问答])")


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences, without white space around them; marks that close a quotation stay with theirs."""
    start = 0
    for end in _ends(text):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            begin = start + len(piece) - len(piece.lstrip())
            yield Span(begin, begin + len(bare))
        start = end


def _ends(text: str) -> Iterator[int]:
    speeches = list(_speeches(text))
    for match in _END.finditer(text):
        end = match.end()
        inside = any(speech.start < match.start() and end < speech.end for speech in speeches)
        at_end = any(speech.start < match.start() < speech.end == end for speech in speeches)
        if "\n" in match[0] or not (inside or (at_end and _GOES_ON.match(text, end))):
            yield end
    if text:
        yield len(text)


def _speeches(text: str) -> Iterator[Span]:
    """Yield short quotations, outermost only."""
    after = 0
    for opening in _OPENERS.finditer(text):
        at = opening.start()
        end = text.find(_OPENING[opening[0]], at, at + _LONGEST_SPEECH) if at >= after else -1
        if end >= 0:
            yield Span(at, end + 1)
            after = end + 1
