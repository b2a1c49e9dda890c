"""What a speaker reads aloud for a sponsor: nobody's statement."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.corpus.formats import editorial
from bot.corpus.formats.manuscript import Reading, Utterance
from bot.corpus.model import Paragraph, Remark, Span

_SENTENCE = re.compile(
    r"\S(?:.*?(?:[。！？!?…]+|(?<!\bDr)(?<!\bMr)(?<!\bMs)\.(?=[\s”’\"']|$))[”’」』\"']*|.*$)", re.DOTALL
)
_NAME = re.compile(
    r"\b(?:by|from|to|(?i:sponsors?)\b.{0,30}\bis)(?: our friends at)?"
    r" ([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3})|"
    r"(?:由|感[谢謝])\s*[「『“《]?([^「」『』“”《》，。]{1,20}?)[」』”》]?\s*"
    r"(?:[赞贊]助|冠名|特[约約]|[独獨]家|[对對]本)"
)
_ALSO = re.compile(r"(?:and|we're also sponsored|also brought to you)(?: also)? by [A-Z]", re.IGNORECASE)
_SHOW = ("show", "podcast", "series")
_FAR = 5
"""Sentences after which nothing belongs to a sponsor's words any more."""


@dataclass(frozen=True, slots=True)
class _Said:
    paragraph: int
    place: Span
    text: str


def without_spots(reading: Reading) -> Reading:
    """Take out what is read for a sponsor: from where one is thanked to where one is last spoken of."""
    turns: list[Utterance] = []
    remarks: list[Remark] = []
    names: frozenset[str] = frozenset()
    shows = [re.escape(name) for key in _SHOW if len(name := reading.metadata.get(key, "").strip()) > 2]
    supports = re.compile(rf"(?:and )?support for (?:{'|'.join(shows) or '(?!)'}) comes from", re.IGNORECASE)
    for turn in reading.utterances:
        names, spots = _spots(turn, names, supports)
        remarks += (_remark(turn, spot) for spot in spots)
        cut = [said for spot in spots for said in spot]
        if paragraphs := tuple(_left(turn.paragraphs, cut)) if cut else turn.paragraphs:
            turns.append(replace(turn, paragraphs=paragraphs) if cut else turn)
    return (
        replace(reading, utterances=tuple(turns), remarks=(*reading.remarks, *remarks))
        if remarks
        else reading
    )


def _spots(
    turn: Utterance, names: frozenset[str], supports: re.Pattern[str]
) -> tuple[frozenset[str], list[list[_Said]]]:
    """Return what is read for sponsors in a turn; `names` are sponsors if the turn before ended with them.

    The names that come back are for the next turn. `supports` begins what is read for the show itself.
    """
    if not names and not any(editorial.may_sponsor(paragraph.text) for paragraph in turn.paragraphs):
        return frozenset(), []
    said = list(_sentences(turn.paragraphs))
    spots: list[list[_Said]] = []
    place = 0
    while place < len(said):
        goes_on = place == 0 and names and (_ALSO.match(said[0].text) or _mentions(said[0].text, names))
        if goes_on or supports.match(said[place].text) or editorial.opens_spot(said[place].text):
            end, names = _end(said, place, names if goes_on else frozenset())
            spots.append(said[place:end])
            place = end
        else:
            names = frozenset()
            place += 1
    return names, spots


def _end(said: Sequence[_Said], first: int, names: frozenset[str]) -> tuple[int, frozenset[str]]:
    end = first
    for place in range(first, len(said)):
        text = said[place].text
        opens = place == first or editorial.opens_spot(text) or _ALSO.match(text)
        if opens:
            names |= {name for found in _NAME.finditer(text) if (name := found[1] or found[2])}
        if opens or editorial.calls_for_sponsor(text) or _mentions(text, names):
            end = place + 1
        elif place - end >= _FAR:
            break
    return end, names


def _mentions(text: str, names: frozenset[str]) -> bool:
    return any(name in text for name in names)


def _sentences(paragraphs: Sequence[Paragraph]) -> Iterator[_Said]:
    for number, paragraph in enumerate(paragraphs):
        for found in _SENTENCE.finditer(paragraph.text):
            yield _Said(number, Span(*found.span()), found.group())


def _left(paragraphs: Sequence[Paragraph], cut: Sequence[_Said]) -> Iterator[Paragraph]:
    """Return what is left of paragraphs; what stood before and behind a cut are paragraphs of their own."""
    for number, paragraph in enumerate(paragraphs):
        begin = 0
        own = [said.place for said in cut if said.paragraph == number]
        for place in (*own, Span(len(paragraph.text), len(paragraph.text))):
            if paragraph.text[begin : place.start].strip():
                yield _part(paragraph, begin, place.start)
            begin = place.end


def _part(paragraph: Paragraph, begin: int, end: int) -> Paragraph:
    text = paragraph.text[begin:end]
    begin += len(text) - len(text.lstrip())

    def moved(spans: Sequence[Span]) -> tuple[Span, ...]:
        inside = (Span(max(span.start, begin) - begin, min(span.end, end) - begin) for span in spans)
        return tuple(span for span in inside if span.start < span.end)

    return replace(
        paragraph, text=text.strip(), doubts=moved(paragraph.doubts), emphasis=moved(paragraph.emphasis)
    )


def _remark(turn: Utterance, spot: Sequence[_Said]) -> Remark:
    text = " ".join(said.text for said in spot)
    return Remark("", turn.paragraphs[spot[0].paragraph].line, text, "advertisement")
