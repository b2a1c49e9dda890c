"""What subtitle formats share: cues with a time, a text and perhaps a speaker, gathered into turns."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.corpus import roles
from bot.corpus.formats import colon_label, markup
from bot.corpus.formats.bracket_label import find as find_bracketed
from bot.corpus.formats.grammar import ends_sentence
from bot.corpus.formats.labels import Labels, accept
from bot.corpus.formats.manuscript import Find, Label, Line, Reading, Utterance
from bot.corpus.model import Paragraph, Remark

_LONG_PAUSE = 8.0
"""Seconds of silence that begin a new paragraph."""
_ENOUGH = 280
"""Characters after which a paragraph ends with its sentence."""
_MOST = 900
"""Characters after which a paragraph ends anyway: captions made by machines have no sentences."""
_NEXT_SPEAKER = re.compile(r"^\s*(?:>>+|(?:-{1,2}|[–—])(?![\d–—-]))\s*")
"""Before words of somebody else than those above."""
_NO_SPEECH = re.compile(
    r"\W*[♪♫#].*|[\[(（【][^\[\]()（）【】]{1,60}[\])）】]|"
    r"(?:subtitl|caption|transcri|translat)\w*\s+(?:\w+\s+){0,2}by\b.{0,60}|"
    r"(?:字幕|翻[译譯]|校[对對]|[听聽][译譯]|[时時]間?间?[轴軸]|[后後]期)\s*(?:[组組]|志[愿願]者|提供|[制製]作|翻[译譯])?\s*(?:[:：]|by\b|/|／).{0,40}",
    re.IGNORECASE | re.DOTALL,
)
"""Sounds, and who made the captions."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: its line, its times in seconds, its words, and who says them if that is known."""

    line: int
    start: float | None
    text: str
    speaker: str = ""
    end: float | None = None


def reading(cues: Sequence[Cue], metadata: Mapping[str, str]) -> Reading:
    """Return the turns of a row of cues: a turn lasts until somebody else is named, or begins unnamed."""
    spoken: list[Cue] = []
    remarks: list[Remark] = []
    for cue in (replace(cue, text=html.unescape(cue.text)) for cue in cues):
        if _NO_SPEECH.fullmatch(cue.text.strip()):
            remarks.append(Remark("", cue.line, markup.words(cue.text), "caption"))
        else:
            spoken.append(cue)
    return Reading(tuple(_utterances(_labelled(spoken))), tuple(remarks), metadata)


def _apart(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Part the words of two people that one caption shows."""
    for cue in cues:
        said: list[str] = []
        for line in cue.text.split("\n"):
            if said and _NEXT_SPEAKER.match(line):
                yield replace(cue, text="\n".join(said))
                said = []
            said.append(line)
        yield replace(cue, text="\n".join(said))


def _labelled(cues: Sequence[Cue]) -> list[Cue]:
    """Read labels inside the words, `Ann: …` or `[Ann] …`, where cues name no speakers of their own."""
    if any(cue.speaker for cue in cues):
        return list(cues)
    cues = list(_apart(cues))
    lines = [Line(cue.line, line) for cue in cues for line in cue.text.split("\n")]
    by_colon, by_bracket = accept(lines, _find_colon), accept(lines, find_bracketed)
    find, accepted = (
        (_find_colon, by_colon) if by_colon.turns >= by_bracket.turns else (find_bracketed, by_bracket)
    )
    if not _runs_through(lines, find, accepted):
        return list(cues)
    return [part for cue in cues for part in _named(cue, find, accepted)]


def _named(cue: Cue, find: Find, accepted: Labels) -> Iterator[Cue]:
    """Part a cue where its lines begin with labels, as where every line stands in two languages."""
    part = replace(cue, text="")
    for line in cue.text.split("\n"):
        label = find(line)
        if label and label.name in accepted:
            if part.text.strip():
                yield part
            part = replace(cue, text=label.rest, speaker=label.name)
        else:
            part = replace(part, text=f"{part.text}\n{line}" if part.text else line)
    if part.text.strip():
        yield part


def _runs_through(lines: Sequence[Line], find: Find, accepted: Labels) -> bool:
    """Whether labels name the speakers from the beginning on, and not just one who interrupts."""
    labels = [find(line.text) for line in lines]
    named = [place for place, label in enumerate(labels) if label and label.name in accepted]
    return (
        len(accepted.counts) > 1 and named[0] <= max(2, 0.05 * len(lines)) and len(named) >= 0.01 * len(lines)
    )


def _find_colon(line: str) -> Label | None:
    return colon_label.find(_NEXT_SPEAKER.sub("", line))


def _utterances(cues: Iterable[Cue]) -> Iterator[Utterance]:
    speaker = ""
    turn: list[Cue] = []
    for cue in _once(cues):
        if not cue.speaker and _NEXT_SPEAKER.match(cue.text):
            yield from _turn(speaker, turn)
            speaker, turn = "", []
        elif cue.speaker and roles.folded(cue.speaker) != roles.folded(speaker):
            yield from _turn(speaker, turn)
            speaker, turn = cue.speaker, []
        turn.append(cue)
    yield from _turn(speaker, turn)


def _once(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Leave out the words that rolling captions show a second time."""
    before = ""
    for cue in cues:
        lines = [line.strip() for line in cue.text.split("\n") if line.strip()]
        while lines and lines[0] == before and not cue.speaker:
            lines = lines[1:]
        if lines:
            before = lines[-1]
            yield Cue(cue.line, cue.start, "\n".join(lines), cue.speaker, cue.end)


def _turn(speaker: str, cues: Sequence[Cue]) -> Iterator[Utterance]:
    paragraphs = tuple(_paragraphs(cues))
    if paragraphs:
        yield Utterance(speaker, paragraphs)


def _paragraphs(cues: Sequence[Cue]) -> Iterator[Paragraph]:
    text = ""
    first: Cue | None = None
    until: float | None = None
    for cue in cues:
        paused = until is not None and cue.start is not None and cue.start - until > _LONG_PAUSE
        full = len(text) > (_ENOUGH if ends_sentence(text) else _MOST)
        if first and text and (paused or full):
            yield markup.plain(text, first.line, first.start)
            text, first = "", None
        first = first or cue
        for line in cue.text.split("\n"):
            text = markup.join(text, _NEXT_SPEAKER.sub("", line))
        until = cue.end
    if first and (paragraph := markup.plain(text, first.line, first.start)).text:
        yield paragraph
