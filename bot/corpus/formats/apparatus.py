"""Outlines, tables of contents and summaries under headings of their own: read by nobody aloud."""

import re
from collections.abc import Iterator, Sequence

from bot.corpus.formats import editorial, markup, roster
from bot.corpus.formats.grammar import ends_sentence
from bot.corpus.formats.manuscript import Line
from bot.corpus.model import Remark

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*)")
_MOST = 0.35
"""Share of the document above which such a heading stands over the talk itself."""


def without_apparatus(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Remark, ...]]:
    """Take out what stands under such a heading, up to the next heading."""
    total = sum(len(line.text) for line in lines) or 1
    kept: list[Line] = []
    remarks: list[Remark] = []
    for title, section in _sections(lines):
        if editorial.is_outline(title) and sum(len(line.text) for line in section[1:]) <= _MOST * total:
            kept.append(section[0])
            filled = [line for line in section[1:] if line.text.strip()]
            remarks += (
                Remark("", line.number, words, "outline")
                for line in filled
                if (words := markup.words(line.text))
            )
        else:
            kept += section
    end = _participants(kept)
    remarks += (
        Remark("", line.number, line.text.strip(), "footer") for line in kept[end:] if line.text.strip()
    )
    return tuple(kept[:end]), tuple(remarks)


def _participants(lines: Sequence[Line]) -> int:
    """Return where a list of who took part ends the document; below it nothing is like a sentence."""
    found = [place for place, line in enumerate(lines) if roster.LIST.fullmatch(line.text)]
    if (
        not found
        or found[-1] < 0.5 * len(lines)
        or any(ends_sentence(line.text) for line in lines[found[-1] :])
    ):
        return len(lines)
    return found[-1]


def _sections(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Return the title of every section and its lines, the heading first."""
    title = ""
    section: list[Line] = []
    for line in lines:
        heading = _HEADING.fullmatch(line.text)
        if heading:
            yield title, section
            title, section = markup.words(heading[1]), []
        section.append(line)
    yield title, section
