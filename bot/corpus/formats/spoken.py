"""What every format with speaker labels shares: from labels and blocks to turns."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.corpus import roles
from bot.corpus.formats import labels, markup, pages, roster, talk
from bot.corpus.formats.apparatus import without_apparatus
from bot.corpus.formats.blocks import Block, Shape, blocks, unquoted, with_originals
from bot.corpus.formats.labels import Labels
from bot.corpus.formats.loose import find_loosely
from bot.corpus.formats.manuscript import Find, Label, Manuscript, Reading, Recognition
from bot.corpus.formats.scribe import Scribe
from bot.corpus.formats.unanswered import with_answers
from bot.corpus.model import Kind

_LINKED = re.compile(r"^(\W{0,6})\[([^\]\d]{1,40})\]\([^()\s]*\)")
_CONTINUED = re.compile(
    r"(?<=\S)\s*[(（\[](?:cont(?:inued|inuing|['’]?d|\.)?|续|續|接上)[)）\]]$", re.IGNORECASE
)
_LEAST_COVERED = 0.25
_LONGEST_TURN = 60
"""Paragraphs that one label may stand for on average before the labels look accidental."""
_LEAST_CONSISTENT = 0.4
"""Part of the label-like beginnings that must be labels, or they are headings and terms."""
_HABIT = 0.9
"""Part of the label-like beginnings that are labels where nothing else looks like one."""
_ALONE = 0.8
"""How much less sure a reading is that finds one speaker only: another format may find both."""


def recognise(manuscript: Manuscript, title: str, find: Find) -> Recognition | None:
    """Read a document with the labels that `find` sees; None if they don't make a transcript of it."""
    find = _through_marks(_through_links(find))
    lines, headers = pages.without_headers(unquoted(pages.without_line_numbers(manuscript.lines)))
    lines, outline = without_apparatus(lines)
    lines, cast = roster.without_cast(lines, find)
    lines = with_originals(lines, lambda line: find(line) or find_loosely(line))
    accepted = labels.accept(lines, find, roster.named(manuscript))
    if not accepted.turns:
        return None
    found = blocks(lines, _only(accepted, find))
    found, accepted = with_answers(found, accepted)
    confidence = _confidence(accepted, found, notes=manuscript.metadata.get("kind") == Kind.NOTES)
    if not confidence:
        return None
    scribe = Scribe(found, accepted)
    reading = Reading(scribe.utterances(), (*headers, *outline, *cast, *scribe.remarks), manuscript.metadata)
    return Recognition(title, confidence, (reading,)) if reading.utterances else None


def _through_links(find: Find) -> Find:
    """Return a `find` that sees a name that is a link, or continues its turn: `Ann (cont'd)`."""

    def found(line: str) -> Label | None:
        label = find(_LINKED.sub(r"\1\2", line, count=1) if "](" in line[:80] else line)
        return label and replace(label, name=_CONTINUED.sub("", label.name))

    return found


def _through_marks(find: Find) -> Find:
    """Return a `find` that isn't disturbed by a doubt that reaches over a label."""
    opened, closed = markup.DOUBT

    def found(line: str) -> Label | None:
        label = find(line.removeprefix(opened))
        if not label or (opened not in line and closed not in line):
            return label
        rest = opened + label.rest if line.startswith(opened) and closed in label.rest else label.rest
        return replace(label, name=re.sub(f"[{opened}{closed}]", "", label.name).strip(), rest=rest)

    return found


def _only(accepted: Labels, find: Find) -> Find:
    """Return a `find` that sees accepted labels alone, and sees those in other dress as well."""
    loosely = _through_marks(find_loosely)

    def found(line: str) -> Label | None:
        label = find(line)
        if not label or label.name not in accepted:
            label = loosely(line)
        return label if label and label.name in accepted else None

    return found


def _confidence(accepted: Labels, found: Sequence[Block], *, notes: bool) -> float:
    """Return how much of the document the labels explain, and how consistently, from 0 to 1.

    Speakers take turns, but not in notes.
    """
    names = [roles.folded(block.label.name) for block in found if block.label]
    texts = [block for block in found if block.shape in (Shape.TEXT, Shape.QUOTE)]
    if not names or len(texts) > _LONGEST_TURN * len(names) or len(accepted.counts) > labels.MOST_SPEAKERS:
        return 0.0
    covered = 1.0 if talk.recognise(found, accepted) else _covered(found)
    consistency = accepted.turns / max(accepted.candidates, 1)
    if covered < _LEAST_COVERED or consistency < _LEAST_CONSISTENT:
        return 0.0
    if max(accepted.counts.values()) > _HABIT * accepted.turns and min(covered, consistency) < 0.7:
        return 0.0
    if not notes and consistency < _HABIT and len(accepted.counts) > 2 and labels.alternation(names) < 0.15:
        return 0.0
    alone = _ALONE if len(accepted.counts) == 1 else 1.0
    return alone * math.sqrt(covered * consistency) * len(names) / (len(names) + 1)


def _covered(found: Sequence[Block]) -> float:
    """Return which part of the text stands below a label."""
    first = next(place for place, block in enumerate(found) if block.label)
    total = sum(len(block.text) for block in found) or 1
    return sum(len(block.text) for block in found[first:]) / total
