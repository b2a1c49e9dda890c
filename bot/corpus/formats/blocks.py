"""Lines to blocks: labels, paragraphs, headings, block quotes, rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from bot.corpus.formats import markup, time_code
from bot.corpus.formats.grammar import ends_sentence
from bot.corpus.formats.manuscript import Find, Label, Line
from bot.corpus.roles import is_no_speaker


class Shape(Enum):
    """What a block is by its form alone."""

    LABEL = auto()
    TEXT = auto()
    HEADING = auto()
    QUOTE = auto()
    RULE = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """One block; a block quote keeps its lines apart by line breaks."""

    shape: Shape
    line: int
    text: str = ""
    label: Label | None = None


_RULE = re.compile(
    r"\s*(?:(?:[-–—]\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,}|(?:~\s*){3,}|(?:\.\s*){12,})"
)
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)(.*?)\s*#*\s*")
_QUOTED = re.compile(r"^\s{0,3}>(?!>+\s)\s?")
_ITEM = re.compile(r"\s*(?:[-+•·▪●◆■▶►–]\s+|\*\s+|\d{1,3}\\?[.)、]\s*(?=\D))")
_BULLET = re.compile(r"\s*(?:[-+•▪●◆■▶►]|\*)\s+")
_STAGE = re.compile(r"\s*\[[^\[\]:：]{2,80}\]\s*")
"""A stage direction that has its line for itself."""
_FENCE = re.compile(r"\s*(?:```|~~~)")
_SUMMARY = re.compile(r"<summary[^>]*>(.*?)</summary>", re.IGNORECASE)
_DETAILS = re.compile(
    r"</?(?:details|div|section|article|center|p|span|blockquote)(?:\s[^<>]*)?>", re.IGNORECASE
)
_NOTES = re.compile(
    r"注|术语|術語|背景|摘要|总结|總結|目录|目錄|大纲|大綱|notes?\b|summary|outline|contents|background|glossary|chapters",
    re.IGNORECASE,
)
_SOME = 4
"""Labels from which on what stands between them tells more than what stands below the last."""
_FULL = 0.6
"""Of the lines' width: above the talk a line that is shorter is one of its own, such as the title."""
_DEFINITION = re.compile(r"\s*\[\^?[^\[\]\s]+\]:\s")


def unquoted(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Take one level of block quotes away from a document that stands in them as a whole."""
    filled = [line for line in lines if line.text.strip()]
    if sum(bool(_QUOTED.match(line.text)) for line in filled) <= 0.8 * len(filled):
        return tuple(lines)
    return tuple(Line(line.number, _QUOTED.sub("", line.text, count=1)) for line in lines)


def blocks(lines: Sequence[Line], find: Find) -> list[Block]:
    """Return the blocks of `lines`; `find` says where a label begins one."""
    width = max((len(line.text) for line in lines), default=0)
    return list(_Reader(find, width if _is_wrapped(lines, find) else 0).read(_opened(lines)))


def _is_wrapped(lines: Sequence[Line], find: Find) -> bool:
    """Whether paragraphs run over several lines: then most lines inside one end in mid-sentence."""
    labels = [place for place, line in enumerate(lines) if find(line.text)]
    within = lines[: labels[-1]] if len(labels) > _SOME else lines
    return _breaks_off(within, find)


def _breaks_off(lines: Sequence[Line], find: Find) -> bool:
    pairs = breaks = 0
    seen_label = False
    for first, second in pairwise(lines):
        label = find(first.text)
        seen_label = seen_label or label is not None
        words = label.rest if label else first.text
        if not seen_label or not words.strip() or not second.text.strip() or find(second.text):
            continue
        if _is_structure(first.text) or _is_structure(second.text):
            continue
        pairs += 1
        breaks += not ends_sentence(words)
    return pairs > 0 and breaks > 0.3 * pairs


def _is_structure(text: str) -> bool:
    return bool(_QUOTED.match(text) or _HEADING.fullmatch(text) or _RULE.fullmatch(text) or _ITEM.match(text))


def with_originals(lines: Sequence[Line], find: Find) -> tuple[Line, ...]:
    """Take the label off an original that `<details>` folds below its turn: it is the same turn."""
    made = list(lines)
    opened: int | None = None
    for place, line in enumerate(lines):
        lowered = line.text.lower()
        if "<details" in lowered:
            opened = place
        if "</details" in lowered and opened is not None:
            inside = range(opened, place + 1)
            labels = [
                (at, label)
                for at in inside
                if (label := find(_QUOTED.sub("", lines[at].text))) and not is_no_speaker(label.name)
            ]
            if len(labels) <= 1:
                for at in inside:
                    made[at] = Line(lines[at].number, _QUOTED.sub("", lines[at].text))
                for at, label in labels:
                    made[at] = Line(lines[at].number, label.rest)
            opened = None
    return tuple(made)


def _opened(lines: Sequence[Line]) -> Iterator[Line | Block]:
    """Unfold `<details>` and drop comments; a summary that announces notes makes notes of what it folds."""
    in_comment = in_notes = False
    for line in lines:
        text = line.text
        if in_comment:
            in_comment = "-->" not in text
            continue
        if "<!--" in text and "-->" not in text:
            in_comment = True
            text = text[: text.index("<!--")]
        if "<" in text:
            for found in _SUMMARY.finditer(text):
                yield Block(Shape.NOTE, line.number, markup.words(found[1]))
                in_notes = bool(_NOTES.search(found[1]))
            closes = "</details" in text.lower()
            text = _DETAILS.sub("", _SUMMARY.sub("", text))
            if closes and in_notes:
                in_notes = False
                yield Block(Shape.NOTE, line.number, markup.words(text))
                continue
            if text != line.text and not text.strip():
                yield Line(line.number, "")
                continue
        yield Block(Shape.NOTE, line.number, markup.words(text)) if in_notes else Line(line.number, text)


class _Reader:
    """Gathers lines until a block is whole."""

    def __init__(self, find: Find, width: int) -> None:
        self._find = find
        self._width = width
        """Of the lines over which a paragraph runs; 0 where none does."""
        self._talking = False
        self._text = ""
        self._line = 0
        self._shape = Shape.TEXT
        self._previous = ""

    def read(self, lines: Iterator[Line | Block]) -> Iterator[Block]:
        for line in lines:
            if isinstance(line, Block):
                yield from self._closed()
                yield line
            else:
                yield from self._take(line.number, line.text)
                self._previous = line.text
        yield from self._closed()

    def _take(self, number: int, text: str) -> Iterator[Block]:
        label = self._find(text)
        if label:
            self._talking = True
            yield from self._closed()
            yield Block(Shape.LABEL, number, label=label)
            if label.rest.strip():
                self._begin(number, label.rest)
        elif not text.strip() or _FENCE.match(text) or _DEFINITION.match(text):
            yield from self._closed()
        elif quoted := _QUOTED.match(text):
            yield from self._quote(number, text[quoted.end() :])
        elif _RULE.fullmatch(text):
            yield from self._closed()
            yield Block(Shape.RULE, number)
        elif heading := _HEADING.fullmatch(text):
            yield from self._closed()
            yield Block(Shape.HEADING, number, markup.words(heading[1]))
        elif self._width and _STAGE.fullmatch(text):
            yield from self._closed()
            yield Block(Shape.TEXT, number, text.strip())
        else:
            yield from self._words(number, text)

    def _quote(self, number: int, text: str) -> Iterator[Block]:
        if self._shape is not Shape.QUOTE:
            yield from self._closed()
            self._begin(number, "", Shape.QUOTE)
        self._text += f"{text}\n"

    def _words(self, number: int, text: str) -> Iterator[Block]:
        if self._shape is Shape.QUOTE or not self._text or self._breaks(text):
            yield from self._closed()
            self._begin(number, text[bullet.end() :] if (bullet := _BULLET.match(text)) else text)
        else:
            self._text = markup.join(self._text, text)

    def _breaks(self, text: str) -> bool:
        """Whether a line begins a paragraph though no blank line stands before it."""
        if time_code.split_leading(text)[0] is not None or _ITEM.match(text):
            return True
        if not self._talking and len(self._previous) < _FULL * self._width:
            return True
        return not self._width or (self._previous.endswith("  ") and ends_sentence(self._previous))

    def _begin(self, number: int, text: str, shape: Shape = Shape.TEXT) -> None:
        self._text, self._line, self._shape = text, number, shape

    def _closed(self) -> Iterator[Block]:
        if self._text.strip(" \n*_"):
            yield Block(self._shape, self._line, self._text.strip("\n"))
        self._begin(0, "")
