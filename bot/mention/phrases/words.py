"""Ways to say something, as the rules write them, to regular expressions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any

NAME = "[\ue000-\ue0ff]"
_AND = r"\s*(?:和|与|跟|及|还是|、|,|/|&|and\b|or\b|vs\.?|versus\b)\s*"
WHO = f"{NAME}(?:{_AND}{NAME})*"
"""Names of people, each of which stands in a sentence as one character."""
_COUNT = (
    r"\d{1,2}|[一二两三四五六七八九十几]{1,2}"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|a few|several)\b"
)
_BLANKS = {
    "{who}": rf"\s*(?P<who_0>{WHO})\s*",
    "{whom}": rf"\s*{WHO}\s*",
    "{stranger}": "(?P<stranger_0>[^\ue000-\ue1ff,.:;!?。、\n]{2,30}?)\\s*",
    "{count}": rf"(?P<count_0>{_COUNT})\s*",
    "{pause}": r"\s*[,.:;!?。、—–~-]{0,3}\s*",
    "{gap}": r"[\s,:;—–-]+",
    "{quoted}": "\\s*[\ue100-\ue1ff][^\ue100-\ue1ff]{0,20}$",
    "{end}": r"\W*(?:(?:please|pls|thanks?|thank you|thx|lol|谢谢|多谢|麻烦了|吗|呢)\W*)*$",
    "{name}": rf"\s*{NAME}",
    "{latin}": "[a-z]",
    "{any}": ".{0,40}?",
    "{clause}": "[^,.;:!?。、\ue000-\ue1ff]{1,40}?",
    "{word}": r"[a-z]+\s*",
    "'": r"\s*['’]",
}
_TOKEN = re.compile(r"\(\?!|<\w+>|\{[a-z]+\}|\{\d{1,2},\d{1,2}\}|\\.|[a-z0-9]+\+?|\s+|.", re.DOTALL)
_PLAIN = re.compile(r"\s*(?:'?[a-z]+(?:[ '-]+[a-z]+)*|[\u4e00-\u9fff]+)\s*")


@dataclass(frozen=True)
class Language:
    """What the rules of a language may name, as `<people>`: ways to say it, by name."""

    parts: Mapping[str, str]

    def compiled(self, way: str) -> str:
        """Return a way to say something as a regular expression; spaces in it may be missing in speech."""
        number = count(1)
        return re.sub(r"(?<=_)0(?=>)", lambda _: str(next(number)), self._expression(way))

    def _expression(self, way: str) -> str:
        # An option with a number behind it, `[x]{0,2}` or `[x]?`, is that often there.
        return re.sub(r"\)\?(\?|\{\d,\d\})", r")\1", self._choice(iter(_TOKEN.findall(way))))

    def _choice(self, tokens: Iterator[str]) -> str:
        """Return the expression for alternatives, up to the closing bracket; plain words as a tree."""
        plain: list[str] = []
        others: list[str] = []
        written, way = "", ""
        for sign in tokens:
            if sign in {")", "]"}:
                break
            if sign == "|":
                _file(written, way, plain, others)
                written, way = "", ""
                continue
            written += sign
            if sign in _GROUPS:
                way += _GROUPS[sign].format(self._choice(tokens))
            else:
                way += self._part(sign[1:-1]) if _NAMED.fullmatch(sign) else _part(sign)
        _file(written, way, plain, others)
        return "|".join([*([any_of(plain)] if plain else []), *others])

    def _part(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = f"(?:{self._expression(self.parts[name])})"
        return self._known[name]

    @cached_property
    def _known(self) -> dict[str, str]:
        return {}


_NAMED = re.compile(r"<\w+>")
_GROUPS = {"(": "(?:{})", "[": "(?:{})?", "(?!": "(?!{})"}


def _file(written: str, way: str, plain: list[str], others: list[str]) -> None:
    if _PLAIN.fullmatch(written):
        plain.append(written)
    else:
        others.append(way)


def _part(token: str) -> str:
    if token.isspace():
        return r"\s*"
    if re.fullmatch(r"[a-z0-9]+\+?", token):
        return rf"(?<![a-z0-9]){token}(?![a-z0-9])\s*"
    return _BLANKS.get(token, token)


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, in which beginnings that they share stand once."""
    listed = [" ".join(word.split()).replace(" '", "'") for word in words]
    chinese = [word for word in listed if not word[0].isascii()]
    owned = [word for word in listed if word[0] == "'"]
    english = [word for word in listed if word[0].isascii() and word[0] != "'"]
    ways = [_tree(chinese)] if chinese else []
    ways += [rf"(?<![a-z0-9]){_tree(english)}(?![a-z0-9])\s*"] if english else []
    ways += [rf"{_tree(owned)}(?![a-z0-9])\s*"] if owned else []
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _tree(words: Iterable[str]) -> str:
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
    return _expression(root)


_END = ""


def _expression(node: dict[str, Any]) -> str:
    ways = [_spelt(character) + _expression(then) for character, then in node.items() if character]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{joined})?" if _END in node else joined


def _spelt(character: str) -> str:
    return {" ": r"\s+", "'": r"\s*['’]"}.get(character) or re.escape(character)
