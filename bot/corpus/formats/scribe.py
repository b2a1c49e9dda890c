"""Blocks to turns: whose words a paragraph is, and what is nobody's."""

import re
from collections.abc import Iterator, Sequence

from bot.corpus import roles
from bot.corpus.formats import editorial, markup, sections, talk, time_code
from bot.corpus.formats.blocks import Block, Shape
from bot.corpus.formats.labels import Labels
from bot.corpus.formats.manuscript import Utterance
from bot.corpus.model import Paragraph, Remark

ASKER = "host"
"""The label of an unlabelled question where the document alone can't say who asks."""

_NUMBERED_QUESTION = re.compile(
    r"[*_\s]*(?:问题|問題|提问|提問|快问|第|question|q)\s*(?:[一二三四五六七八九十]+|\d{1,3})\s*(?:个问题|個問題|问|問|题|題)?\s*[*_]*\s*[：:.、)）]",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[？?][\"'”’」』)）*_\s]*$")
_STAGE = re.compile(r"[\[(（【][^\[\]()（）【】]{1,60}[\])）】]|\*\*?[^*]{1,60}\*\*?|♪.*|_[^_]{1,60}_")
_NEXT_SPEAKER = re.compile(r"^\s*>>+\s*")
_ATTRIBUTED = re.compile(r"[-—–]{1,2}\s*([^-—–\n]{2,40})\s*$")
_OF_SOMEBODY = re.compile(r"\b(?:from|by|of)\s+([A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3})")
_SOMEBODYS = re.compile(
    r"([\u3400-\u9fffA-Za-z·. ]{2,24}?)的?\s*(?:\d+|[一二三四五六七八九十]+)?\s*(?:大|条|句|个|個)?\s*"
    r"(?:精彩|经典|經典)?(?:金句|语录|語錄|名言|观点)"
)


class Scribe:
    """Goes through the blocks once; `utterances()` gives the turns, `remarks` then holds the rest."""

    def __init__(self, found: Sequence[Block], accepted: Labels) -> None:
        self._blocks = found
        self._accepted = accepted
        self._first = next((place for place, block in enumerate(found) if block.label), len(found))
        self._last = max((place for place, block in enumerate(found) if block.label), default=-1)
        self._headings = sections.unmarked_headings(found, self._first)
        self._quotes_speak = _quotes_speak(found[self._first :])
        self._sections = sections.divide_turns(found[self._first : self._last])
        self._talk = talk.recognise(found, accepted)
        self._above = sections.above(found)
        self._tail_is_short = sum(len(b.text) for b in found[self._last :]) < 0.5 * sum(
            len(b.text) for b in found
        )
        self.remarks: list[Remark] = []
        self._utterances: list[Utterance] = []
        self._label: str | None = None
        self._inferred = False
        self._section = ""
        self._section_of_turn = ""
        self._closed = False
        self._rapid = False
        self._paragraphs: list[Paragraph] = []
        self._begun = 0
        self._start: float | None = None

    def utterances(self) -> tuple[Utterance, ...]:
        """Return the turns in order."""
        for place, block in enumerate(self._blocks):
            self._take(place, block)
        self._finish()
        return tuple(self._utterances)

    def _take(self, place: int, block: Block) -> None:
        if block.label:
            self._begin(block.label.name, block.line, start=block.label.start)
        elif block.shape is Shape.NOTE:
            self._remark(block, "note")
        elif block.shape is Shape.RULE:
            self._closed = self._closed or self._is_below(place)
        elif block.shape is Shape.HEADING or place in self._headings:
            self._heading(place, block)
        elif block.shape is Shape.QUOTE:
            self._quote(place, block)
        elif place < (self._above if self._talk else self._first):
            self._remark(block, "preamble")
        else:
            self._text(place, block)

    def _begin(self, label: str, line: int, start: float | None = None, inferred: bool = False) -> None:
        self._finish()
        self._label, self._begun, self._start = label, line, start
        self._inferred, self._closed = inferred, False

    def _finish(self) -> None:
        if self._paragraphs and self._label is not None:
            self._utterances.append(
                Utterance(self._label, tuple(self._paragraphs), self._section_of_turn, self._inferred)
            )
        self._paragraphs = []
        self._section_of_turn = self._section

    def _heading(self, place: int, block: Block) -> None:
        text = markup.words(block.text)
        self._remark(block, "heading" if block.shape is Shape.HEADING else "section")
        if not text:
            return
        self._rapid = editorial.is_rapid_fire(text)
        self._section = text.strip(" ：:")
        if not self._paragraphs:
            self._section_of_turn = self._section
        if self._talk:
            self._begin("", 0)
        elif place > self._first:
            self._closed = editorial.is_apparatus(text) or (not self._sections and self._is_below(place))

    def _is_below(self, place: int) -> bool:
        """Whether a rule or heading stands after the last turn, and not inside a very long one."""
        return place > self._last >= 0 and self._tail_is_short and bool(self._paragraphs)

    def _quote(self, place: int, block: Block) -> None:
        if place > self._first and self._quotes_speak and not editorial.is_aside(_leading_words(block.text)):
            self._text(place, block)
            return
        speaker = self._quoted_person(place, block)
        if speaker:
            paragraphs = tuple(_paragraphs_of_quote(block))
            self._utterances.append(Utterance(speaker, paragraphs, inferred=True, pull_quote=True))
        else:
            self._remark(block, "block quote")

    def _quoted_person(self, place: int, block: Block) -> str:
        """Return whose pull quote this is: named below it, or by the line that announces a row of them."""
        attributed = _ATTRIBUTED.search(markup.words(block.text.rsplit("\n", 1)[-1]))
        if attributed and attributed[1] in self._accepted:
            return attributed[1]
        if place > self._first:
            return ""
        for before in range(place - 1, -1, -1):
            if self._blocks[before].shape in (Shape.TEXT, Shape.HEADING):
                text = markup.words(self._blocks[before].text)
                return self._announced(text) if editorial.announces_quotes(text) else ""
        return ""

    def _announced(self, text: str) -> str:
        folded = roles.folded(text)
        labels = (
            name
            for name in sorted(self._accepted.counts, key=len, reverse=True)
            if re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", folded)
        )
        named = _OF_SOMEBODY.search(text) or _SOMEBODYS.match(text)
        return next(labels, named[1].strip() if named else "")

    def _text(self, place: int, block: Block) -> None:
        text = block.text
        if self._closed or (
            place > self._last and self._paragraphs and editorial.ends_the_talk(markup.words(text))
        ):
            self._closed = True
            self._remark(block, "footer")
        elif editorial.is_aside(markup.words(text)):
            self._remark(block, "note")
        elif self._is_stage(text):
            self._remark(block, "stage direction")
        elif time_code.is_alone(markup.words(text)):
            self._start = time_code.seconds(text)
        elif editorial.is_rapid_fire(markup.words(text)) and self._paragraphs:
            self._heading(place, block)
        else:
            if self._answers_unlabelled():
                self._begin("", block.line)
            elif self._asks_unlabelled(place, text):
                self._begin(self._asker(place), block.line, inferred=True)
            self._speak(block)

    def _answers_unlabelled(self) -> bool:
        """Whether a paragraph is what a talk's speaker, whom no label names, says on and answers."""
        if not self._talk or self._label is None:
            return bool(self._talk)
        return self._talk.unanswered and bool(self._paragraphs) and roles.is_question(self._label)

    def _is_stage(self, text: str) -> bool:
        """Whether a paragraph is nothing but a stage direction; directly behind a label it is the turn."""
        return (
            bool(self._paragraphs)
            and bool(re.fullmatch(r"[\[(（【♪].*", text.strip()))
            and bool(_STAGE.fullmatch(text.strip()))
        )

    def _asks_unlabelled(self, place: int, text: str) -> bool:
        if not self._paragraphs and not self._rapid:
            return False
        if not self._paragraphs and self._blocks[place - 1].label:
            return False
        if _NUMBERED_QUESTION.match(text) and self._next_label(place):
            return not roles.is_host(self._label or "")
        return self._rapid and bool(_ASKS.search(markup.words(text))) and self._is_before_label(place)

    def _is_before_label(self, place: int) -> bool:
        return place + 1 < len(self._blocks) and self._blocks[place + 1].label is not None

    def _next_label(self, place: int) -> str:
        return next((block.label.name for block in self._blocks[place:] if block.label), "")

    def _asker(self, place: int) -> str:
        """Return the label of who asks: in a talk of two, the one who doesn't answer next."""
        answering = roles.folded(self._next_label(place))
        others = [name for name in self._accepted.counts if name != answering]
        if len(others) != 1:
            return ASKER
        return next(b.label.name for b in self._blocks if b.label and roles.folded(b.label.name) == others[0])

    def _speak(self, block: Block) -> None:
        for number, raw in _lines_of(block):
            speech, asides = editorial.split_asides(raw)
            self.remarks.extend(Remark("", number, markup.words(aside), "note") for aside in asides)
            start, speech = time_code.split_leading(_NEXT_SPEAKER.sub("", speech))
            paragraph = markup.plain(
                time_code.without_codes(speech),
                self._begun or number,
                self._start if start is None else start,
            )
            if paragraph.text:
                self._paragraphs.append(paragraph)
                self._start, self._begun = None, 0

    def _remark(self, block: Block, reason: str) -> None:
        text = markup.words(block.text)
        if text:
            self.remarks.append(Remark("", block.line, text, reason))


def _lines_of(block: Block) -> Iterator[tuple[int, str]]:
    """Return the paragraphs of a block: one, or those of a block quote."""
    if block.shape is not Shape.QUOTE:
        yield block.line, block.text
        return
    for offset, text in enumerate(block.text.split("\n")):
        if text.strip():
            yield block.line + offset, text


def _paragraphs_of_quote(block: Block) -> Iterator[Paragraph]:
    for number, text in _lines_of(block):
        yield markup.plain(text, number)


def _leading_words(text: str) -> str:
    return markup.words(text.strip().split("\n", 1)[0])


def _quotes_speak(found: Sequence[Block]) -> bool:
    """Whether block quotes hold so much of the text that they must be the speech itself."""
    quoted = sum(len(block.text) for block in found if block.shape is Shape.QUOTE)
    return quoted > 0.4 * (
        sum(len(block.text) for block in found if block.shape in (Shape.TEXT, Shape.QUOTE)) or 1
    )
