"""Numbers as people write them: digits, Chinese numerals, English words."""

import re

_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_DIGIT = f"[{''.join(_DIGITS)}]"
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
} | {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}

CHINESE = rf"{_DIGIT}?百|{_DIGIT}?十{_DIGIT}?|{_DIGIT}"
"""A regular expression for Chinese numerals, 1 to 900."""
ENGLISH = "|".join(_WORDS)
"""A regular expression for English number words, without the borders around them."""
_PARTS = re.compile(
    rf"(?:(?P<hundreds>{_DIGIT})?(?P<hundred>百))?(?:(?P<tens>{_DIGIT})?(?P<ten>十))?(?P<ones>{_DIGIT})?"
)


def number(written: str) -> int | None:
    """Return the number that is written; None if it is none that is known here."""
    if written.isdecimal():
        return int(written)
    parts = _PARTS.fullmatch(written)
    if not written or parts is None:
        return _WORDS.get(written)
    hundreds = _DIGITS.get(parts["hundreds"], 1) if parts["hundred"] else 0
    tens = _DIGITS.get(parts["tens"], 1) if parts["ten"] else 0
    return hundreds * 100 + tens * 10 + _DIGITS.get(parts["ones"], 0)
