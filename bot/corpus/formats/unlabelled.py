"""A text in which no label says who speaks: an interview by its questions, else nobody known."""

import re
from dataclasses import replace

from bot.corpus.formats import colon_label, editorial, markup, pages, questions, sections, spoken, time_code
from bot.corpus.formats.blocks import Block, Shape, blocks
from bot.corpus.formats.grammar import LANGUAGE
from bot.corpus.formats.manuscript import Manuscript, Reading, Recognition, Utterance
from bot.corpus.model import Paragraph, Remark

TITLE = "no labels"
_CONFIDENCE = 0.3
_STAGE = re.compile(r"[\[(（【][^\[\]()（）【】]{1,60}[\])）】]")
_TONGUE = re.compile(rf"^{LANGUAGE}", re.IGNORECASE)


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read any text: with questions set apart, or every run of paragraphs between headings as one turn."""
    asked = questions.labelled(manuscript)
    interview = asked and spoken.recognise(asked, questions.TITLE, colon_label.find)
    return replace(interview, confidence=_CONFIDENCE) if interview else _unknown(manuscript)


def _unknown(manuscript: Manuscript) -> Recognition | None:
    lines, headers = pages.without_headers(pages.without_line_numbers(manuscript.lines))
    utterances: list[Utterance] = []
    remarks: list[Remark] = list(headers)
    paragraphs: list[Paragraph] = []
    section = ""
    begun: float | None = None
    found = blocks(lines, lambda _: None)
    above = sections.above(found)
    for place, block in enumerate(found):
        if reason := "preamble" if place < above and block.shape is Shape.TEXT else _reason(block):
            remarks.append(Remark("", block.line, markup.words(block.text), reason))
        if block.shape is Shape.HEADING and time_code.is_alone(block.text):
            begun = time_code.seconds(block.text)
        elif block.shape is Shape.HEADING:
            utterances += _turn(paragraphs, section)
            paragraphs, section = [], markup.words(block.text)
        elif not reason and block.text.strip():
            start, text = time_code.split_leading(block.text)
            text = _TONGUE.sub("", time_code.without_codes(text))
            paragraphs.append(markup.plain(text, block.line, begun if start is None else start))
            begun = None
    utterances += _turn(paragraphs, section)
    reading = Reading(tuple(utterances), tuple(remarks), manuscript.metadata)
    return Recognition(TITLE, _CONFIDENCE, (reading,)) if utterances else None


def _reason(block: Block) -> str:
    if block.shape is Shape.HEADING:
        return "heading"
    words = markup.words(block.text)
    if _STAGE.fullmatch(words):
        return "stage direction"
    return "note" if block.shape is Shape.NOTE or editorial.is_aside(words) else ""


def _turn(paragraphs: list[Paragraph], section: str) -> list[Utterance]:
    spoken = tuple(paragraph for paragraph in paragraphs if paragraph.text)
    return [Utterance("", spoken, section)] if spoken else []
