"""Quotes that stand by themselves: whole sentences that say something to one who heard nothing else."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

import rjieba

from bot.corpus.model import Passage, Span
from bot.retrieval.analyzer import is_han
from bot.retrieval.figures import figures
from bot.retrieval.folding import fold
from bot.retrieval.sentences import sentences
from bot.retrieval.snippet import Snippet

_SENTENCES = 3
_CHARACTERS = (20, 220)
_WORDS = (8, 60)
_BEST = (28, 100)
"""Chinese characters of the quotes that read best; a word of another script is worth two."""
_LEAD = (6, 5)
"""Chinese characters, and words, after which a pronoun may stand for what was named in them."""
_ENOUGH, _EMPHASISED, _PULLED = 1.2, 1.0, -0.5
"""What a quote must be worth; one that the document sets off from the rest, less."""

_RULES: dict[str, list[str]] = tomllib.loads(
    files(__package__).joinpath("standalone.toml").read_text("utf-8")
)


_FOLDED = str.maketrans("，；：！", ",;:!")
"""What folding makes of the marks that stand in the rules."""


def _rule(name: str) -> re.Pattern[str]:
    parts = (part.translate(_FOLDED) for part in _RULES[name])
    return re.compile("|".join(f"(?:{part})" for part in parts))


_OPENING = _rule("openings")
_POINTER = _rule("pointers")
_OUTSIDE = _rule("outside")
_DEMONSTRATIVE = _rule("demonstratives")
_WORTH = (
    ("contrasts", 1.2),
    ("images", 1.0),
    ("definitions", 0.8),
    ("turns", 0.8),
    ("claims", 0.6),
    ("stances", 0.5),
    ("conditions", 0.4),
    ("denials", 0.4),
    ("human", 0.3),
)
_COSTS = (("accounts", 0.8), ("affairs", 0.7), ("loose", 0.6), ("ours", 0.5), ("vague", 0.3))
_WEIGHED = [(_rule(name), worth) for name, worth in _WORTH] + [(_rule(name), -cost) for name, cost in _COSTS]
_FRAGMENT = 6
"""Chinese characters of a first sentence that says something."""
_FIGURE, _RECITAL, _AGAIN, _VERSION, _FOREIGN, _WINDING, _OURS = 1.4, 0.8, 0.5, 0.8, 0.25, 0.3, 0.3
_FURTHER = (0.3, 0.6)
"""What each further sentence costs, Chinese and other: speech in English wanders sooner."""
_MOST, _MOST_COSTS = 2, 4
"""Finds of one kind that count."""
_PERSONAL = re.compile(r"\b(?:[Hh]e|[Ss]he|him|her|his|hers|[Hh]is|[Hh]er)\b")
_SOMEBODY = re.compile(
    r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]{2,}|\b(?:[Ss]omebody|[Ss]omeone|[Aa]nybody|[Ee]verybody|[Nn]obody|person|man|woman|boy|girl|child"
    r"|kid|father|mother|son|daughter|king|queen|teacher|founder|friend|husband|wife|ceo|CEO|who)\b"
)
_LEAD_IN = re.compile(r"^我(?:们)?(?:认为|觉得|想|相信)[,，]?|[从在][^,，]{1,10}(?:来看|看来|而言|来说)[,，]")
"""What names nothing that a pronoun could stand for."""
_HALF = re.compile(r"(?:即[使便]|虽然|尽管|如果|假如|只要|除非|哪怕)[^,，;；]*")
"""A clause that waits for its main clause."""
_REPORT = re.compile(r"(?:有些?人|人们|大家|很?多人)(?:有时候?|常常?|总是?|经常|会|都|曾)*说")
"""What others say: a quote goes on to say something of it."""
_COMMENT = re.compile(r"这(?:也|都|就)?(?:是|很|太|真|确实|非常)(?!不是)[^,，]{0,5}[。.！!]")
"""What adds nothing to what was said."""
_STUTTER = re.compile(r"([\u3400-\u9fff]{2,8})[，,、]\1|\b(\w+(?: \w+){0,3}), \2\b")
_NAME = re.compile(r"的?\s?(?:[\u3400-\u9fff]{1,2}|[a-z]+)")
_THING = re.compile(r"\s(?!(?:day|days|world|planet|country|way|who|that|which|of us|people)\b)[a-z]{3,}")
_RELATIVE = re.compile(r"[^，。；！]{1,24}的|\s(?:who|that|which|of us|people)\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_WHOLE = re.compile(
    r"[^\s，,、；;：:。.！!？?…—–\-)）\]】》」』”’].*(?<![.…⋯])[。！!.](?:[”’」』\"'）)]*)", re.DOTALL
)
_ASKS = re.compile(r"[?？]|(?:吗|呢|对吧|是吧)[。.！!]?[”’」』\"']*$|, (?:right|huh|you know)[.!]")
_CLAUSE = re.compile(r"[,，;；]")
_VERSIONS = re.compile(r"[a-z]+[- ]?\d")
_FOREIGN_WORDS = re.compile(r"[a-z]{4,}")
_WE = re.compile(r"我们|\b(?:we|our|us)\b")
_NAMES = re.compile(r"(?<=[a-z,;] )[A-Z]\w+")
_SPEECH = re.compile(r"[“「][^”」]*[”」]|\"[^\"]*\"")
_QUOTATION = ("“”", "「」", "『』", '""')
_PAIRS = ("“”", "「」", "『』", "《》", "（）", "()", "‘’")


@dataclass(frozen=True, slots=True)
class Standalone:
    """A quote and how much it says; `marked` if the document sets it off from the rest."""

    snippet: Snippet
    value: float
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: Span
    text: str
    folded: str
    han: int
    words: int

    @property
    def size(self) -> int:
        """Return the length in Chinese characters, a word being worth two."""
        return self.han + 2 * self.words


def standalone(passage: Passage, longest: int | None = None) -> Standalone | None:
    """Return the quote of a passage that stands best by itself; None if none does.

    `longest` is in characters.
    """
    if not passage.quotable:
        return None
    best: Standalone | None = None
    text = passage.text
    for run in _runs([_sentence(text, _inside(text, place)) for place in sentences(text)], text):
        place = Span(run[0].place.start, run[-1].place.end)
        if longest is not None and place.end - place.start > longest:
            continue
        if _fits(run) and _stands(run):
            marked = passage.pull_quote or _emphasised(passage, place)
            found = Standalone(_bare(text, place), _value(run), marked)
            enough = _PULLED if passage.pull_quote else _EMPHASISED if marked else _ENOUGH
            if found.value >= enough and (best is None or _order(found) > _order(best)):
                best = found
    return best


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


def _sentence(text: str, place: Span) -> _Sentence:
    own = text[place.start : place.end]
    han = sum(map(is_han, own))
    words = sum(not is_han(word[0]) for word in _WORD.findall(own))
    return _Sentence(place, own, fold(own).text, han, words)


def _runs(found: Sequence[_Sentence], text: str) -> Iterator[Sequence[_Sentence]]:
    """Yield neighbouring whole sentences of one paragraph."""
    for size in range(1, _SENTENCES + 1):
        for first in range(len(found) - size + 1):
            run = found[first : first + size]
            gaps = (text[a.place.end : b.place.start] for a, b in pairwise(run))
            if not any("\n" in gap for gap in gaps):
                yield run


def _fits(run: Sequence[_Sentence]) -> bool:
    han, words = sum(each.han for each in run), sum(each.words for each in run)
    if han > words:
        return _CHARACTERS[0] <= han + 2 * words and sum(len(each.text) for each in run) <= _CHARACTERS[1]
    return _WORDS[0] <= han + words <= _WORDS[1]


def _stands(run: Sequence[_Sentence]) -> bool:
    first = run[0]
    if first.size < _FRAGMENT or _faceless(" ".join(each.text for each in run)):
        return False
    if _COMMENT.fullmatch(run[-1].folded) or (len(run) == 1 and _REPORT.match(first.folded)):
        return False
    if not all(_whole(each) for each in run) or _OPENING.match(first.folded.lstrip("“「『\"'‘")):
        return False
    return not (_dangles(first) or _unnamed(" ".join(each.folded for each in run)))


def _whole(sentence: _Sentence) -> bool:
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


def _dangles(first: _Sentence) -> bool:
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


def _value(run: Sequence[_Sentence]) -> float:
    text = " ".join(each.folded for each in run)
    size = sum(each.size for each in run)
    value = _FIGURE * bool(figures(text)) - _FURTHER[
        sum(each.words for each in run) >= sum(each.han for each in run)
    ] * (len(run) - 1)
    for rule, worth in _WEIGHED:
        most = _MOST if worth > 0 else _MOST_COSTS
        value += worth * min(len({found[0] for found in rule.finditer(text)}), most)
    value -= _RECITAL * _recited(text) + _AGAIN * _repeated(text) + _VERSION * bool(_VERSIONS.search(text))
    if sum(each.words for each in run) < sum(each.han for each in run):
        value -= _FOREIGN * min(3, len(set(_FOREIGN_WORDS.findall(text))))
    else:
        value -= _FOREIGN * min(3, sum(len(_NAMES.findall(each.text)) for each in run))
    value -= _OURS * max(0, len(_WE.findall(text)) - 2)
    value -= _WINDING * max(0, max(len(_CLAUSE.findall(each.folded)) for each in run) - 5)
    value -= max(0, _BEST[0] - size) / 16 + max(0, size - _BEST[1]) / 25
    return value


def _recited(text: str) -> bool:
    """Whether a third of a quote, and not all of it, is what somebody said at the time."""
    speech = sum(len(found[0]) for found in _SPEECH.finditer(text))
    return len(text) / 3 < speech < 0.95 * len(text)


def _repeated(text: str) -> int:
    """Return how often more than thrice the most frequent word comes: loose speech goes in circles."""
    words = (
        word for word, tag in rjieba.tag(text) if len(word) > (4 if word.isascii() else 1) and tag[0] in "nve"
    )
    return max(0, max(Counter(words).values(), default=0) - 3)


def _emphasised(passage: Passage, place: Span) -> bool:
    """Whether the document sets most of a quote in bold."""
    covered = sum(
        max(0, min(span.end, place.end) - max(span.start, place.start)) for span in passage.emphasis
    )
    return 2 * covered >= place.end - place.start
