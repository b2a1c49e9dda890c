"""What speaker labels are made of, whatever sets them off."""

import re

from bot.corpus.formats import time_code

_NEVER = r":：*#>|`<\[\]{}【】“\"!！?？。，；;\n"
NAME = rf"(?P<name>[^\s{_NEVER}_(（「、/\\=~](?:[^{_NEVER}]{{0,48}}[^\s{_NEVER}(（])?)"
COLON = r"[:：﹕꞉]"
_TONGUES = "EN|CN|ZH|JA|English|Chinese|中文|英文|原文|译文|譯文|中|英"
LANGUAGE = rf"(?:(?:\*\*|__|\[|【)?(?:{_TONGUES})(?:\*\*|__)?\s*[:：\]】]\s*(?:\*\*|__)?\s*)?"
"""A tag that says in which of two languages the line stands."""
_PICTURES = r"(?:[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?\s*)*"
BULLET = (
    LANGUAGE
    + rf"\s*(?:[-+•·▪●◆■▶►]\s+|\*\s+|\d{{1,4}}[.)、]\s+|Q\d{{1,4}}\.?\s+(?=[*_\w]))?(?:>>\s*)?{_PICTURES}"
)
TIME = time_code.MARK

_WORD = re.compile(r"[^\W_]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]")
_ABBREVIATION = re.compile(r"\b(?:(?i:Dr|Mr|Mrs|Ms|Prof|Sr|Jr|St|Gov|Sen|Rep|Hon)|[A-Z])\.")
_STOP = re.compile(r"[。！？!?；;…]|\.(?:\s|$)|https?$|^\W|,\s*$")


def is_name(text: str) -> bool:
    """Whether `text` has the form of a name: short, with letters, no sentence."""
    text = text.strip("《》〈〉")
    if not _WORD.search(text) or _STOP.search(_ABBREVIATION.sub("x", text).strip()):
        return False
    if _HAN.search(text):
        return len(text) <= 24 and text.count("，") == 0
    return len(text) <= 48 and len(text.split()) <= 6


def splits_time(found: re.Match[str]) -> bool:
    """Whether the colon of a label stands inside a time code: `Ann 00:12`."""
    return found["name"][-1:].isdigit() and found["rest"][:1].isdigit()


def has_han(text: str) -> bool:
    """Whether `text` has Chinese (or Japanese, or Korean) in it."""
    return bool(_HAN.search(text))


_ENDS = re.compile(r"[。！？….!?][\"'”’」』)）\]】*_~\s]*$")
_PAUSES = re.compile(r"[，,、；;：:—–-][\"'”’」』*_\s]*$")


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence may end."""
    return bool(_ENDS.search(text.rstrip("\ufdd0\ufdd1\ufdd2\ufdd3 ")))


def is_like_heading(text: str) -> bool:
    """Whether a paragraph without marks could be a section heading: short, and no sentence's end."""
    bare = text.strip(" *_")
    if not bare or ends_sentence(bare) or _PAUSES.search(bare):
        return False
    return 3 < len(bare) <= 42 if has_han(bare) else len(bare) <= 90 and 1 < len(bare.split()) <= 12
