"""Numbers in words and in digits: who asks for 十倍 finds 10 倍 as well."""

import re
from functools import lru_cache

_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = f"[{''.join((*_DIGITS, *_TENS))}]+"
_UNITS = "倍|年|个?月|天|岁|周|人|次|种|亿|万|小时|分钟|秒|美元|块|元|页|级|层|章|季"
_COUNTED = re.compile(rf"({_NUMERAL})({_UNITS})")
_PER_CENT = re.compile(f"百分之({_NUMERAL})")
_TIMES = re.compile(r"(\d+)x")


@lru_cache(maxsize=4096)
def in_digits(word: str) -> str:
    """Return a folded word that counts something as it is written with digits; empty if it counts nothing."""
    if counted := _COUNTED.fullmatch(word):
        return f"{_value(counted[1])}{counted[2]}"
    if share := _PER_CENT.fullmatch(word):
        return f"{_value(share[1])}%"
    times = _TIMES.fullmatch(word)
    return f"{times[1]}倍" if times else ""


def _value(numeral: str) -> int:
    total = last = 0
    for sign in numeral:
        if sign in _TENS:
            total += (last or 1) * _TENS[sign]
            last = 0
        else:
            last = _DIGITS[sign]
    return total + last
