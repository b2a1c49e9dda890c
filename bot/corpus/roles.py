"""Words that stand where a name might: a role in a talk, or no speaker at all."""

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

WORDS = tomllib.loads(files("bot.corpus").joinpath("roles.toml").read_text("utf-8"))
HOST = frozenset(WORDS["host"])
GUEST = frozenset(WORDS["guest"])
OTHERS = frozenset(WORDS["others"])
QUESTION = frozenset(WORDS["question"])
NO_SPEAKER = frozenset(WORDS["no_speaker"])
ANSWER = frozenset(WORDS["answer"])

_ROLES = {*HOST, *GUEST, *OTHERS, *QUESTION, *WORDS["numbered"]} - {"a", "q"}
_ANY_ROLE = "|".join(sorted(_ROLES, key=len, reverse=True))
_NUMBERED = re.compile(
    rf"(?:(?:unknown|unidentified|male|female)[\s_-]*)?(?:{_ANY_ROLE})[\s_#-]*(?:\d{{1,6}}|[a-z]|[一二三四五六七八九十甲乙丙丁])?"
)
_ORDINAL = r"(?:\d+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten)"
_ENUMERATED = re.compile(
    rf"(?:第[一二三四五六七八九十百\d]+|[一二三四五六七八九十百\d]+(?:{'|'.join(WORDS['measures'])})).{{0,6}}|"
    r"[一二三四五六七八九十百\d]+(?:[-.、．].{0,6})?|"
    rf"(?:{'|'.join(WORDS['steps_zh'])})\s*[一二三四五六七八九十\d]+|(?:{'|'.join(WORDS['steps_en'])})(?:\s*[#.]?\s*\d+|[\s#.]+{_ORDINAL})"
)
_PHRASE = re.compile(
    rf"\b(?:{'|'.join(WORDS['phrase_en'])})\b|{'|'.join(WORDS['phrase_zh'])}|"
    r"(?:[说說][过過]?|[问問道])$|^[在把从從对對关關这這那我你]|[了吗嗎呢吧着]$"
)
_ABOUT = re.compile(r".{0,6}(?:简介|簡介|介绍|介紹)|.{0,4}(?:来源|來源)|about the .{1,20}")
_ASKER = re.compile(rf"(?:{'|'.join(WORDS['question'])})\s*(?:\d+|[a-z])?")
_ARTICLE = re.compile(r"\b[Tt]he\s+(?![A-Z\d])")


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return the form in which two spellings of one label are equal."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split()).strip(" .:*_-–—·")


def is_role(name: str) -> bool:
    """Whether a label names a role (host, guest, speaker 2) instead of a person."""
    name = folded(name)
    return name in HOST | GUEST | OTHERS | QUESTION or bool(_NUMBERED.fullmatch(name))


def is_host(name: str) -> bool:
    """Whether a label says no more than that its speaker hosts."""
    return folded(name) in HOST


def is_guest(name: str) -> bool:
    """Whether a label says no more than that its speaker is the guest."""
    return folded(name) in GUEST


def is_question(name: str) -> bool:
    """Whether a label says no more than that somebody asks: in a talk, not its speaker."""
    return bool(_ASKER.fullmatch(folded(name)))


def is_answer(name: str) -> bool:
    """Whether a label says no more than that somebody answers."""
    return folded(name) in ANSWER


def is_no_speaker(name: str) -> bool:
    """Whether a word with a colon behind it is a note, a step or a remark, however often it recurs."""
    name = folded(name)
    if is_role(name):
        return False
    if re.fullmatch(r"[\d年月日时時分秒点點号號:：\s/.-]+", name):
        return True
    return (
        name in NO_SPEAKER
        or bool(_ABOUT.fullmatch(name))
        or bool(_ENUMERATED.fullmatch(name))
        or not re.search(r"[^\W\d_]", name)
    )


def is_phrase(name: str) -> bool:
    """Whether a label-like beginning reads like the beginning of a sentence."""
    if re.fullmatch(r"[A-Z]{2,4}", name.strip()):
        return False
    return bool(_PHRASE.search(folded(name)) or _ARTICLE.search(name))
