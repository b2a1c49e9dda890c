"""What the damage looks like: pinyin in brackets behind characters, and question marks for lost bytes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import combining, normalize

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SYLLABLE = rf"(?=[a-zü]{{0,5}}[{_TONED}])[a-zü{_TONED}]{{1,6}}"
_TAG = r"/?(?:p|br|strong|b|em|i|u|span|div|section|h[1-6]|ul|ol|li|a|img|figure|blockquote)\b[^<>\n]{0,300}>"
_CUT = re.compile(rf"\?({_SYLLABLE})\)")
_WHOLE = re.compile(rf"([^\x00-\x7f])\(({_SYLLABLE})\)")
_PIECE = re.compile(
    rf"\((?P<sound>{_SYLLABLE})\)|\?(?P<cut>{_SYLLABLE})\)|<{_TAG}|\?(?P<tag>{_TAG})|(?P<char>.)", re.DOTALL
)
_TONELESS = re.compile(r"([一-鿿])\(([a-z]{1,6})\)")
_PARTICLES = (
    "的de 地de 得de 了le 著zhe 着zhe 麼me 么me 們men 们men 嗎ma 吗ma 呢ne 吧ba 啊a 啦la 呀ya 子zi 個ge"
)
_NEUTRAL = {pair[0]: pair[1:] for pair in _PARTICLES.split()}
_FULL_WIDTH = b"\xa3"
_MANY = 20
_ENOUGH = 3
"""Brackets that make a habit; one alone may be a teacher's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A character, or a `?` that may stand for lost bytes, at `text[start:end]` of its line."""

    char: str
    start: int
    end: int
    sound: str = ""
    """The pinyin behind it whose bracket was lost with the byte."""
    tag: bool = False
    """Whether it swallowed the `<` of an HTML tag, which is left behind it."""


def is_damaged(text: str) -> bool:
    """Whether a bracket of inserted pinyin was lost: that happens in no other text."""
    cuts = sum(1 for _ in _CUT.finditer(text))
    return bool(cuts) and cuts + sum(1 for _ in _WHOLE.finditer(text)) >= _ENOUGH


def sounds(text: str) -> Mapping[str, str]:
    """Return which pinyin was put behind which character."""
    seen = Counter(_WHOLE.findall(text))
    return {char: sound for (char, sound), _ in reversed(seen.most_common())}


def without_toneless(text: str) -> str:
    """Remove pinyin that has no tone mark from behind the characters that are read so."""
    plain = {char: _toneless(sound) for char, sound in sounds(text).items()}

    def kept(found: re.Match[str]) -> str:
        return found[1] if found[2] in (plain.get(found[1]), _NEUTRAL.get(found[1])) else found[0]

    return _TONELESS.sub(kept, text)


def is_hopeless(text: str) -> bool:
    """Whether full-width ASCII was made ASCII also where its bytes belonged to two characters.

    It spoils most sentences: their full stop ends with the byte that such a pair begins with. In no other
    text do nearly all characters that end so stand before ASCII.
    """
    code = [char.encode("gbk", "ignore") for char in text]
    behind = [after for char, after in pairwise(code) if char[1:] == _FULL_WIDTH]
    return len(behind) >= _MANY and sum(after >= b"\xa1" for after in behind) < 0.1 * len(behind)


def _toneless(sound: str) -> str:
    stripped = normalize("NFD", sound.replace("ü", "v"))
    return "".join(char for char in stripped if not combining(char))


def pieces(line: str) -> Iterator[Piece]:
    """Read a line without the inserted pinyin and the tags that are whole."""
    for found in _PIECE.finditer(line):
        start, end = found.span()
        if found["char"]:
            yield Piece(found["char"], start, end)
        elif found["cut"] or found["tag"]:
            yield Piece("?", start, end, found["cut"] or "", bool(found["tag"]))
