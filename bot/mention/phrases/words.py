"""Ways to say something, as the rules write them, to regular expressions."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

SPEAKER, NAME = "[\ue000-\ue07f]", "[\ue000-\ue0ff]"
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
    "{speaker}": rf"\s*(?P<who_0>{SPEAKER}(?:{_AND}{SPEAKER})*)\s*",
    "{stranger}": "(?P<stranger_0>[^\ue000-\ue1ff,.:;!?。、\n]{2,30}?)\\s*",
    "{count}": rf"(?P<count_0>{_COUNT})\s*",
    "{pause}": r"\s*[,.:;!?。、—–~-]{0,3}\s*",
    "{gap}": r"[\s,:;—–-]+",
    "{quoted}": "\\s*[\ue100-\ue1ff][^\ue100-\ue1ff]{0,20}$",
    "{end}": r"\W*(?:(?:please|pls|thanks?|thank you|thx|lol|谢谢|多谢|麻烦了|吗|呢)\W*)*$",
    "{name}": rf"\s*{NAME}",
    "{latin}": "[a-z]",
    "{any}": ".{0,40}?",
    "{word}": r"[a-z]+\s*",
    "'": r"\s*['’]",
}
_TOKEN = re.compile(r"\(\?!|\{[a-z]+\}|\{\d{1,2},\d{1,2}\}|\\.|[a-z0-9]+\+?|\s+|.", re.DOTALL)
_PLAIN = re.compile(r"\s*(?:'?[a-z]+(?:[ '-]+[a-z]+)*|[\u4e00-\u9fff]+)\s*")


def compiled(way: str) -> str:
    """Return a way to say something as a regular expression; spaces in it may be missing in what is said."""
    number = count(1)
    # An option with a number behind it, `[x]{0,2}` or `[x]?`, is that often there.
    joined = re.sub(r"\)\?(\?|\{\d,\d\})", r")\1", _choice(iter(_TOKEN.findall(way))))
    return re.sub(r"(?<=_)0(?=>)", lambda _: str(next(number)), joined)


def _choice(tokens: Iterator[str]) -> str:
    """Return the expression for alternatives, up to the bracket that closes them; plain words as a tree."""
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
        way += _GROUPS[sign].format(_choice(tokens)) if sign in _GROUPS else _part(sign)
    _file(written, way, plain, others)
    return "|".join([*([any_of(plain)] if plain else []), *others])


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
