"""From text to terms: words and character bigrams of Chinese, stemmed words of English.

A *term* has a key, an integer below 2**44, so that a million passages are analysed with numpy alone:
a Chinese character is its code point, a bigram is two of them, any other word is a hash.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

import rjieba
import Stemmer

from bot.corpus.model import Span
from bot.retrieval.folding import Folded, fold

__all__ = ["VERSION", "Folded", "Kind", "Term", "analyze", "fold", "is_han", "pair_key", "stem", "term_key"]

VERSION = "1"
"""Part of what a saved index is keyed by: raise it whenever a text would get other terms."""

HAN_RANGES = (
    (0x3005, 0x3007),
    (0x3041, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
"""Scripts written without spaces: Han and kana."""
_HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in HAN_RANGES)
TOKEN = re.compile(
    rf"[{_HAN}]+"
    r"|\d+(?:[.,]\d+)+(?![^\W_])"
    rf"|[^\W_{_HAN}]+(?:['’][^\W\d_{_HAN}]+)*"
)
_HAN_ONLY = re.compile(f"[{_HAN}]+")
_WORD_BIT = 1 << 43
_PAIR_BIT = 1 << 42
_HASH_MASK = _PAIR_BIT - 1
_CODE_BITS = 18
_PAIR_FACTORS = 0x9E379, 0xD6E8F
"""Odd and below 2**20, so that a product of a key stays below 2**64."""


class Kind(IntEnum):
    """What a term is; the ranking weighs them apart."""

    WORD = 0
    CHARACTER = 1
    BIGRAM = 2
    PAIR = 3
    """Two neighbouring words of a spaced script; for phrases and fragments only."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term and the range of the original text that it stands for."""

    text: str
    key: int
    span: Span
    kind: Kind


def analyze(text: str) -> tuple[Term, ...]:
    """Return the terms in order of their first character."""
    return tuple(terms_of(fold(text)))


def terms_of(folded: Folded) -> Iterator[Term]:
    """Yield the terms of a folded text; spans are positions in the original."""
    for text, key, start, end, kind in occurrences(folded.text):
        yield Term(text, key, folded.original(start, end), kind)


def occurrences(folded: str) -> Iterator[tuple[str, int, int, int, Kind]]:
    """Yield text, key, start, end and kind of every term of a folded text."""
    before: tuple[str, int, int] | None = None
    for match in TOKEN.finditer(folded):
        token, (start, end) = match[0], match.span()
        if is_han(token):
            before = None
            yield from _of_han(token, start)
            continue
        word = stem(token)
        key = term_key(word)
        yield word, key, start, end, Kind.WORD
        if before is not None and "\n" not in folded[before[2] : start]:
            yield f"{before[0]} {word}", pair_key(before[1], key), before[2], end, Kind.PAIR
        before = (word, key, start)


def _of_han(run: str, start: int) -> Iterator[tuple[str, int, int, int, Kind]]:
    at = start
    for word in rjieba.cut(run):
        end = at + len(word)
        if len(word) > 1:
            yield word, term_key(word), at, end, Kind.WORD
        at = end
    before, code_before = "", 0
    for i, character in enumerate(run, start):
        code = ord(character)
        yield character, code, i, i + 1, Kind.CHARACTER
        if before:
            yield before + character, bigram_key(code_before, code), i - 1, i + 1, Kind.BIGRAM
        before, code_before = character, code


def is_han(token: str) -> bool:
    """Whether all of a token is of a script written without spaces."""
    return _HAN_ONLY.fullmatch(token) is not None


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a folded word, without thousands separators and apostrophes."""
    if word[0].isdigit():
        return word.replace(",", "")
    stemmed: str = _stemmer().stemWord(word.replace("’", "'"))
    return stemmed.replace("'", "")


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=262144)
def term_key(term: str) -> int:
    """Return the key of a character, a bigram, or a word (stemmed if English)."""
    if len(term) <= 2 and is_han(term):
        key: int = ord(term) if len(term) == 1 else bigram_key(ord(term[0]), ord(term[1]))
        return key
    digest = hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=8).digest()
    return _WORD_BIT | int.from_bytes(digest, "little") & _HASH_MASK


def bigram_key(first: Any, second: Any) -> Any:
    """Return the key of two characters, given as code points: integers, or arrays of uint64."""
    return first << _CODE_BITS | second


def bigram_of(key: int) -> str:
    """Return the two characters of a key; nothing for a key of another kind."""
    first, second = divmod(key, 1 << _CODE_BITS)
    return chr(first) + chr(second) if 0 < first < 1 << _CODE_BITS else ""


def pair_key(first: Any, second: Any) -> Any:
    """Return the key of two neighbouring words, given by their keys: integers, or arrays of uint64."""
    mixed = (first * _PAIR_FACTORS[0] & _HASH_MASK) ^ (second * _PAIR_FACTORS[1] >> 20 & _HASH_MASK)
    return mixed | _WORD_BIT | _PAIR_BIT
