"""What editors, translators and web sites put around and between what was said."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from bot.corpus.script import simplified

_PATTERNS = tomllib.loads(files("bot.corpus.formats").joinpath("editorial.toml").read_text("utf-8"))


def _any_of(name: str) -> str:
    return f"(?:{'|'.join(_PATTERNS[name])})"


_ENDING = re.compile(_any_of("ending"), re.IGNORECASE)
_ASIDE = re.compile(rf"[\[(（【［]?\s*{_any_of('aside')}", re.IGNORECASE)
_APPARATUS = re.compile(rf"{_any_of('apparatus')}(?![a-z]).{{0,24}}", re.IGNORECASE)
_OUTLINE = re.compile(rf"\W*{_any_of('outline')}\W*", re.IGNORECASE)
_RAPID_FIRE = re.compile(rf"\W*{_any_of('rapid_fire')}(?:环节)?\W*", re.IGNORECASE)
_SPOT = re.compile(_any_of("sponsor_opens"), re.IGNORECASE)
_CALL = re.compile(_any_of("sponsor_calls"), re.IGNORECASE)
_MAY_SPONSOR = re.compile(
    r"sponsor|brought to you|support|funding|presented|made possible|"
    r"[赞贊]助|冠名|特[约約]|[独獨]家|支持|[广廣]告|工商|[业業]配",
    re.IGNORECASE,
)
_SIGNED = (
    "译者?注|譯者?[注註]|译按|譯按|编者?[注按]|編者?[注註按]|编译注|校注|註|注|"
    "translator['’]?s? note|editor['’]?s? note|ed\\. note|tn"
)
_INLINE = re.compile(
    rf"[\[(（【［]\s*(?:{_SIGNED})\s*[:：,，—-][^\[\]()（）【】［］]*"
    r"(?:[(（][^()（）]*[)）][^\[\]()（）【】［］]*)*[\])）】］]",
    re.IGNORECASE,
)
_QUOTES_OF = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+)?\s*(?:大|条|句|个|best|top|key|memorable|notable)?\s*"
    r"(?:quotes|quotations|highlights|金句|语录|名言|精彩观点|精彩语录|经典语录|摘录|原话)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Return the text as the patterns have it: simplified, no spaces beside Chinese."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", simplified(text)).strip(
        " *_>#★☆●·-\t＊※▼▲▽△↓↑→◆◇■□◎○▶►|｜👇👆"
    )


def ends_the_talk(text: str) -> bool:
    """Whether a paragraph after the last label begins what stands below a talk."""
    if _ENDING.match(_folded(text[:160])):
        return True
    return len(text) < 80 and bool(re.search(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$", text.strip()))


def is_aside(text: str) -> bool:
    """Whether a paragraph between others is no speech: a translator's note, a caption, an advertisement."""
    return bool(_ASIDE.match(_folded(text[:160])))


def is_apparatus(heading: str) -> bool:
    """Whether a heading begins a part in which nobody speaks: references, related articles."""
    return bool(_APPARATUS.fullmatch(_folded(heading)))


def is_outline(heading: str) -> bool:
    """Whether a heading stands over an outline, a summary or a table of contents, and says no more."""
    return bool(_OUTLINE.fullmatch(heading))


def is_rapid_fire(heading: str) -> bool:
    """Whether a heading begins a round of quick questions."""
    return bool(_RAPID_FIRE.fullmatch(_folded(heading)))


def announces_quotes(text: str) -> bool:
    """Whether a line says that somebody's pull quotes follow."""
    return len(text) < 80 and bool(_QUOTES_OF.search(_folded(text)))


def split_asides(text: str) -> tuple[str, tuple[str, ...]]:
    """Take bracketed remarks of translators and editors out of speech; return the speech and the remarks."""
    return _INLINE.sub("", text), tuple(found.group() for found in _INLINE.finditer(text))


def may_sponsor(text: str) -> bool:
    """Whether words of a sponsor may begin in a text: a quick look, before its sentences are read."""
    return bool(_MAY_SPONSOR.search(text))


def opens_spot(sentence: str) -> bool:
    """Whether a sentence begins what is read for a sponsor: "This episode is brought to you by ..."."""
    return may_sponsor(sentence) and bool(_SPOT.search(_folded(sentence)))


def calls_for_sponsor(sentence: str) -> bool:
    """Whether a sentence asks what sponsors ask for; others may ask for it too."""
    return bool(_CALL.search(_folded(sentence)))
