"""Quotes that stand by themselves: whole sentences that say something to one who heard nothing else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import rjieba

from bot.corpus.model import Passage, Span
from bot.retrieval.analyzer import is_han
from bot.retrieval.folding import fold
from bot.retrieval.sentences import sentences
from bot.retrieval.snippet import Snippet
from bot.retrieval.worth import Sentence, rule, worth

_SENTENCES = 3
_CHARACTERS = (20, 220)
_WORDS = (8, 60)
_LEAD = (6, 5)
"""Chinese characters, and words, after which a pronoun may stand for what was named in them."""
_ENOUGH, _EMPHASISED, _PULLED = 1.1, 1.0, -0.5
"""What a quote must be worth; one that the document sets off from the rest, less."""

_OPENING = rule("openings")
_POINTER = rule("pointers")
_OUTSIDE = rule("outside")
_DEMONSTRATIVE = rule("demonstratives")
_FRAGMENT = 6
"""Chinese characters of a first sentence that says something."""
_PERSONAL = re.compile(r"\b(?:[Hh]e|[Ss]he|him|her|his|hers|[Hh]is|[Hh]er)\b")
_SOMEBODY = re.compile(
    r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]{2,}|\b(?:[Ss]omebody|[Ss]omeone|[Aa]nybody|[Ee]verybody|[Nn]obody|person|man|woman|boy|girl|child"
    r"|kid|father|mother|son|daughter|king|queen|teacher|founder|friend|husband|wife|ceo|CEO|who)\b"
)
_LEAD_IN = re.compile(r"^我(?:们)?(?:认为|觉得|想|相信)[,，]?|[从在][^,，]{1,10}(?:来看|看来|而言|来说)[,，]")
"""What names nothing that a pronoun could stand for."""
_HALF = re.compile(r"(?:即[使便]|虽然|尽管|如果|假如|只要|除非|哪怕)[^,，;；]*")
"""A clause that waits for its main clause."""
_IF = re.compile(r"如果|假如|假设|若|\bif\b")
_THEN = re.compile(r"(?:^|[,，;；])\s*(?:那么?(?![个些种样时年天])|就|则|便|then\b)")
"""Where what follows from a condition begins."""
_REPORT = re.compile(r"(?:有些?人|人们|大家|很?多人)(?:有时候?|常常?|总是?|经常|会|都|曾)*说")
"""What others say: a quote goes on to say something of it."""
_COMMENT = re.compile(r"这(?:也|都|就)?(?:是|很|太|真|确实|非常)(?!不是)[^,，]{0,5}[。.！!]")
"""What adds nothing to what was said."""
_STUTTER = re.compile(r"([\u3400-\u9fff]{2,8})[，,、]\1|\b(\w+(?: \w+){0,3}), \2\b")
_NAME = re.compile(r"的?\s?(?:[\u3400-\u9fff]{1,2}|[a-z]+)")
_THING = re.compile(r"\s(?!(?:day|days|world|planet|country|way|who|that|which|of us|people)\b)[a-z]{3,}")
_SHELL, _SHELLED = re.compile("这个(?:词|术语|概念|概率|数字|比例|目标|过程|趋势)"), 12
"""What stands for all that was just said, if enough was."""
_RELATIVE = re.compile(r"[^，。；！]{1,24}的|\s(?:who|that|which|of us|people)\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_WHOLE = re.compile(
    r"[^\s，,、；;：:。.！!？?…—–\-)）\]】》」』”’].*(?<![.…⋯])[。！!.](?:[”’」』\"'）)]*)", re.DOTALL
)
_ASKS = re.compile(r"[?？]|(?:吗|呢|对吧|是吧)[。.！!]?[”’」』\"']*$|, (?:right|huh|you know)[.!]")
_QUOTATION = ("“”", "「」", "『』", '""')
_PAIRS = ("“”", "「」", "『』", "《》", "（）", "()", "‘’")


@dataclass(frozen=True, slots=True)
class Standalone:
    """A quote and how much it says; `marked` if the document sets it off from the rest."""

    snippet: Snippet
    value: float
    marked: bool = False


def standalone(passage: Passage, longest: int | None = None) -> tuple[Standalone, ...]:
    """Return the quotes of a passage that stand by themselves, the best first; no two share a sentence.

    `longest` is in characters.
    """
    apart: list[Standalone] = []
    for found in sorted(_standing(passage, longest), key=_order, reverse=True):
        place = found.snippet.place
        if all(place.end <= one.snippet.place.start or one.snippet.place.end <= place.start for one in apart):
            apart.append(found)
    return tuple(apart)


def _standing(passage: Passage, longest: int | None) -> Iterator[Standalone]:
    text = passage.text if passage.quotable else ""
    for run in _runs([_sentence(text, _inside(text, place)) for place in sentences(text)], text):
        place = Span(run[0].place.start, run[-1].place.end)
        if longest is not None and place.end - place.start > longest:
            continue
        if _fits(run) and _stands(run) and not _waits(run, text[place.end :]):
            marked = passage.pull_quote or _emphasised(passage, place)
            enough = _PULLED if passage.pull_quote else _EMPHASISED if marked else _ENOUGH
            if (value := worth(run)) >= enough:
                yield Standalone(_bare(text, place), value, marked)


def _bare(text: str, place: Span) -> Snippet:
    """Return a quote without the quotation marks that stand around the whole of it."""
    said = text[place.start : place.end]
    pair = said[0] + said[-1]
    inner = said[1:-1]
    if pair in _QUOTATION and not set(pair) & set(inner):
        return Snippet(inner, Span(place.start + 1, place.end - 1))
    return Snippet(said, place)


def _inside(text: str, place: Span) -> Span:
    """Return a sentence without the mark that opens or closes the quotation of a whole speech."""
    said = text[place.start : place.end]
    opens = any(said[0] == pair[0] and pair[1] not in said for pair in _QUOTATION if pair[0] != pair[1])
    closes = any(said[-1] == pair[1] and pair[0] not in said for pair in _QUOTATION if pair[0] != pair[1])
    return Span(place.start + opens, place.end - closes)


def _order(found: Standalone) -> tuple[bool, float]:
    return found.marked, found.value


def _sentence(text: str, place: Span) -> Sentence:
    own = text[place.start : place.end]
    han = sum(map(is_han, own))
    words = sum(not is_han(word[0]) for word in _WORD.findall(own))
    return Sentence(place, own, fold(own).text, han, words)


def _runs(found: Sequence[Sentence], text: str) -> Iterator[Sequence[Sentence]]:
    """Yield neighbouring whole sentences of one paragraph."""
    for size in range(1, _SENTENCES + 1):
        for first in range(len(found) - size + 1):
            run = found[first : first + size]
            gaps = (text[a.place.end : b.place.start] for a, b in pairwise(run))
            if not any("\n" in gap for gap in gaps):
                yield run


def _fits(run: Sequence[Sentence]) -> bool:
    han, words = sum(each.han for each in run), sum(each.words for each in run)
    if han > words:
        return _CHARACTERS[0] <= han + 2 * words and sum(len(each.text) for each in run) <= _CHARACTERS[1]
    return _WORDS[0] <= han + words <= _WORDS[1]


def _stands(run: Sequence[Sentence]) -> bool:
    first = run[0]
    if first.size < _FRAGMENT or _faceless(" ".join(each.text for each in run)):
        return False
    if _COMMENT.fullmatch(run[-1].folded) or (len(run) == 1 and _REPORT.match(first.folded)):
        return False
    if not all(_whole(each) for each in run) or _OPENING.match(first.folded.lstrip("“「『\"'‘")):
        return False
    return not (_dangles(first) or _unnamed(" ".join(each.folded for each in run)))


def _waits(run: Sequence[Sentence], after: str) -> bool:
    """Whether what would follow from a condition is only said in the sentence after a quote."""
    conditional = _IF.match(run[-1].folded)
    next_one = next((after[place.start : place.end] for place in sentences(after)), "")
    return bool(conditional and not _THEN.search(run[-1].folded) and _THEN.search(fold(next_one).text))


def _whole(sentence: Sentence) -> bool:
    text = sentence.text
    balanced = all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS) and not text.count('"') % 2
    broken = "\ufffd" in text or "□" in text
    return bool(
        balanced
        and not broken
        and _WHOLE.fullmatch(text)
        and not _ASKS.search(text)
        and not _HALF.fullmatch(sentence.folded)
        and (sentence.words >= sentence.han or _says(sentence.folded))
        and not _OUTSIDE.search(sentence.folded)
        and not _STUTTER.search(sentence.folded)
    )


def _says(sentence: str) -> bool:
    """Whether a Chinese sentence has something like a predicate."""
    return any(tag[0] in "va" for _, tag in rjieba.tag(sentence))


def _dangles(first: Sentence) -> bool:
    """Whether a pronoun comes before anything that it could stand for."""
    found = _POINTER.search(first.folded)
    if found is None:
        return False
    before = _LEAD_IN.sub("", first.folded[: found.start()])
    han = sum(map(is_han, before))
    if found[0].isascii():
        return len(_WORD.findall(before)) < _LEAD[1]
    tags = rjieba.tag(before)
    noun = any(len(word) > 1 and tag[0] in "ne" for word, tag in tags)
    said = any(tag[0] == "v" for _, tag in tags)
    return han < _LEAD[0] or not re.search(r"[,;:—]", before) or not (noun and said)


def _unnamed(text: str) -> bool:
    """Whether "these things" are pointed to that were not named before; "those who …" names them itself."""
    for found in _DEMONSTRATIVE.finditer(text):
        named = (_THING if found[0].isascii() else _NAME).match(text, found.end())
        if named is None or _said(named[0].strip(), text[: found.start()]):
            continue
        if _SHELL.match(text, found.start()) and sum(map(is_han, text[: found.start()])) >= _SHELLED:
            continue
        if not (found[0].startswith("那") and _RELATIVE.match(text, found.end())):
            return True
    return False


def _said(name: str, before: str) -> bool:
    """Whether a thing was named, and not only a deed of the same name."""
    pattern = rf"\b{re.escape(name.rstrip('s'))}" if name.isascii() else rf"{re.escape(name)}(?![到着了过])"
    return re.search(pattern, before) is not None


def _faceless(text: str) -> bool:
    """Whether English tells of him or her and has named nobody before."""
    found = _PERSONAL.search(text)
    return found is not None and not _SOMEBODY.search(text, 0, found.start())


def _emphasised(passage: Passage, place: Span) -> bool:
    """Whether the document sets most of a quote in bold."""
    covered = sum(
        max(0, min(span.end, place.end) - max(span.start, place.start)) for span in passage.emphasis
    )
    return 2 * covered >= place.end - place.start
