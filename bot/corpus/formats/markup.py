"""Markdown and HTML inside a paragraph: away with the signs, but keep what was bold and what is doubtful.

Ranges travel inside the text as noncharacters, which no document may contain, so that joining and
cutting lines can't move them out of place.
"""

import html
import re
from itertools import pairwise

from bot.corpus.model import Paragraph, Span

BOLD = "\ufdd0", "\ufdd1"
DOUBT = "\ufdd2", "\ufdd3"

_ESCAPABLE = "\\`*_{}[]()#+-.!<>~|"
_HIDDEN = {sign: chr(0xFDD4 + place) for place, sign in enumerate(_ESCAPABLE)}
_SHOWN = {ord(hidden): sign for sign, hidden in _HIDDEN.items()}
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|])")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SIGN = re.compile(r"[\\!\[<&*_`]")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+[\"'][^\"'\n]*[\"'])?\)")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+[\"'][^\"'\n]*[\"'])?\)")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>\n]{0,2000})?/?>")
_COMMENT = re.compile(r"<!--.*?-->")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]*(?:\*(?!\*)[^*\n]*)*?)\*\*|(?<!\w)__(?=\S)([^_\n]+)__(?!\w)")
_ITALIC = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![*\w])|(?<!\w)_(?=\S)([^_\n]*[^\s_])_(?!\w)")
_CJK = r"\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_WIDE_SIGN = r"\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff1f\uff5b-\uff65"
_MARKS = "\ufdd0-\ufdd3"
_BESIDE_WIDE = re.compile(
    rf"[ \t]+(?=[{_MARKS}]*[{_WIDE_SIGN}”’])|(?<=[{_WIDE_SIGN}])[ \t]+|(?<=[{_WIDE_SIGN}][{_MARKS}])[ \t]+"
)
_BEFORE_CLOSING = re.compile(rf"(?<=[{_CJK}])([{_MARKS}]*)[ \t]+(?=[{_MARKS}]*[”’])")
_AFTER_BOLD = re.compile(rf"(?<=[{_CJK}])(\ufdd1)[ \t]+(?=[{_CJK}])")
_SPACES = re.compile(r"[ \t\u00a0\u2002-\u200a\u3000]+")
_TAIL = 80
"""Characters of a line that decide how the next one joins it."""
_CJK_END = re.compile(rf"[{_CJK}“”‘’…—]$")
_CJK_START = re.compile(rf"[{_CJK}“”‘’…—]")


def cleaned(text: str) -> str:
    """Remove what no reader sees: control characters, bidi marks, noncharacters; normalise line ends."""
    text = re.sub(r"[ \t]{80,}", " " * 8, text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\u2028\u2029\x85\x0b\x0c]", "\n", text)
    return re.sub(r"(?<=\S)\\$", "", _INVISIBLE.sub("", _NONCHARACTERS.sub("", text)), flags=re.MULTILINE)


def join(first: str, second: str) -> str:
    """Join two lines of one paragraph: no space next to Chinese, none after a hyphenated break."""
    bare_first, bare_second = _bare(first[-_TAIL:]).rstrip(), _bare(second).lstrip()
    if not bare_first or not bare_second:
        return first + second
    tight = _CJK_END.search(bare_first) and _CJK_START.match(bare_second)
    if tight or re.search(r"\w-$", bare_first):
        return first.rstrip() + second.lstrip()
    return f"{first.rstrip()} {second.lstrip()}"


def _bare(text: str) -> str:
    return re.sub(rf"[{_MARKS}*_]", "", text)


def plain(text: str, line: int, start: float | None = None) -> Paragraph:
    """Return the paragraph that Markdown or HTML `text` shows, with the ranges of its marks."""
    return _paragraph(_spaced(_unmarked(text)), line, start)


def words(text: str) -> str:
    """Return just the words that Markdown or HTML `text` shows."""
    return plain(text, 0).text


def _unmarked(text: str) -> str:
    if not _SIGN.search(text):
        return text
    text = _ESCAPE.sub(lambda found: _HIDDEN[found[1]], text)
    text = _IMAGE.sub("", _COMMENT.sub("", text))
    text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))
    text = re.sub(r"</?(?:b|strong)>", "**", text, flags=re.IGNORECASE)
    text = html.unescape(_TAG.sub("", re.sub(r"<br\s*/?>", " ", text, flags=re.IGNORECASE)))
    text = _BOLD.sub(lambda found: BOLD[0] + (found[1] or found[2] or "") + BOLD[1], text)
    text = _ITALIC.sub(lambda found: found[1] or found[2] or "", text)
    text = re.sub(r"\*\*+|(?<!`)`(?!`)", "", text)
    return text.translate(_SHOWN)


def _spaced(text: str) -> str:
    text = _SPACES.sub(" ", text)
    text = _AFTER_BOLD.sub(r"\1", text)
    text = _BEFORE_CLOSING.sub(r"\1", text)
    return _BESIDE_WIDE.sub("", text).strip()


def _paragraph(text: str, line: int, start: float | None) -> Paragraph:
    pieces: list[str] = []
    ranges: dict[str, list[Span]] = {BOLD[0]: [], DOUBT[0]: []}
    opened: dict[str, int] = {}
    length = 0
    for piece in re.split(rf"([{_MARKS}])", text):
        if piece in (BOLD[0], DOUBT[0]):
            opened.setdefault(piece, length)
        elif piece in (BOLD[1], DOUBT[1]):
            begin = opened.pop(chr(ord(piece) - 1), length)
            ranges[chr(ord(piece) - 1)].append(Span(begin, length))
        else:
            pieces.append(piece)
            length += len(piece)
    for mark, begin in opened.items():
        ranges[mark].append(Span(begin, length))
    return _stripped("".join(pieces), line, start, ranges)


def _stripped(text: str, line: int, start: float | None, ranges: dict[str, list[Span]]) -> Paragraph:
    lead = len(text) - len(text.lstrip())
    text = text.strip()

    def moved(spans: list[Span]) -> tuple[Span, ...]:
        cut = (Span(max(0, span.start - lead), min(len(text), span.end - lead)) for span in spans)
        return tuple(span for span in cut if span.start < span.end)

    return Paragraph(text, line, start, doubts=moved(ranges[DOUBT[0]]), emphasis=moved(ranges[BOLD[0]]))


def mark_doubts(text: str, doubts: tuple[Span, ...]) -> str:
    """Write `doubts` into `text` as marks, anew on every line that a doubt crosses."""
    edges = [0, *(edge for span in doubts for edge in (span.start, span.end)), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    for place in range(1, len(pieces), 2):
        pieces[place] = "\n".join(f"{DOUBT[0]}{part}{DOUBT[1]}" for part in pieces[place].split("\n"))
    return "".join(pieces)
