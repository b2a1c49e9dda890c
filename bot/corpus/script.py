"""Simplified or Traditional: one form to compare names and titles in."""

import re
from functools import cache, lru_cache
from operator import ne

from opencc import OpenCC

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def simplified(text: str) -> str:
    """Return `text` in Simplified characters."""
    return str(_converter("t2s").convert(text))


@lru_cache(maxsize=1024)
def language(sample: str) -> str:
    """Return `zh-Hans`, `zh-Hant` or `en` by the characters of a sample; empty if it has too few or both."""
    han = len(_HAN.findall(sample))
    latin = len(_LATIN.findall(sample))
    if han + latin < 2:
        return ""
    if han * 3 < latin * 0.2:
        return "en"
    if han * 3 < latin:
        return ""
    to_simplified = sum(map(ne, sample, simplified(sample)))
    to_traditional = sum(map(ne, sample, str(_converter("s2t").convert(sample))))
    return "zh-Hant" if to_simplified > to_traditional else "zh-Hans"


def shown(text: str, script: str) -> str:
    """Return `text` in the characters of `zh-Hans` or `zh-Hant`, for people to read."""
    # As Taiwan writes: tw2s keeps apart 著 and 着, t2s does not. The words stay the speaker's.
    return str(_converter("s2tw" if script == "zh-Hant" else "tw2s").convert(text))
