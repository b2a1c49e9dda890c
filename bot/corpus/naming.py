"""What may be somebody's name: transliterations, and words with capitals."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from bot.corpus.script import shown, simplified

DOT = "[·・•‧∙]"
_LONGEST = 8
"""Characters of a part of a transliterated name."""
_AMBIGUOUS = "比里"
"""Characters that are too common in names not to make one, and still stand beside them as words."""
_HAN = "[\u3400-\u9fff]"
_AFTER = re.compile(rf"(?:{DOT}{_HAN}{{1,{_LONGEST}}}(?:-{_HAN}{{1,{_LONGEST}}})?)+")
_WORD = r"[A-Z][^\W\d_]+(?:['’-][^\W\d_]+)*"
_PARTICLE = r"(?:[A-Z]\.|al|bin|da|de|del|den|der|di|el|la|le|van|von)"
_CAPITALISED = re.compile(rf"\b{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{1,3}}")


def names_in(text: str) -> Iterator[str]:
    """Yield what may be names, in lower case or Simplified characters; words may stick to them."""
    for match in _AFTER.finditer(text) if any(dot in text for dot in DOT[1:-1]) else ():
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        name = transliterated().search(simplified(before + match[0]))
        if name:
            yield name[0]
    for match in chain(_undotted_in_both().finditer(text), _CAPITALISED.finditer(text)):
        yield simplified(match[0].lower())


@cache
def syllables() -> Mapping[str, str]:
    """Return by character the Mandarin syllable for which it stands in transliterations."""
    return {character: syllable for syllable, own in _table()["syllables"].items() for character in own}


@cache
def everyday() -> str:
    """Return the characters of transliterations that as words may stick to them."""
    words: str = _table()["everyday"]
    return words + _AMBIGUOUS


@cache
def transliterated() -> re.Pattern[str]:
    """Return what finds a name of several parts in Simplified text."""
    own = f"[{''.join(syllables())}]"
    part = f"{own}+(?:-{own}+)?"
    return re.compile(f"{part}(?:{DOT}{part})+")


@cache
def undotted() -> re.Pattern[str]:
    """Return what finds a name of one part that cannot well be anything else in Simplified text."""
    return re.compile(f"[{_telling()}]{{3,{_LONGEST}}}")


@cache
def _undotted_in_both() -> re.Pattern[str]:
    return re.compile(f"[{_telling()}{shown(_telling(), 'zh-Hant')}]{{3,{_LONGEST}}}")


def _telling() -> str:
    return "".join(character for character in syllables() if character not in _table()["everyday"])


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("syllables.toml").read_text("utf-8"))
