"""Times of day as people write them."""

import re
import unicodedata
from datetime import time

from bot.errors import SettingError

LONGEST = 100
_DIGITS = re.compile(r"(\d{1,2})(?:\s*[:.h点點时時]\s*(\d{1,2})?分?)?\s*(am|pm)?")
_RUN = re.compile(r"(\d{2})(\d{2})")
_CHINESE = re.compile(
    r"(凌晨|清晨|早上|早晨|上午|中午|正午|下午|傍晚|晚上|晚间|晚間|夜里|夜裡|半夜|深夜|早|晚)?"
    r"([零〇一二两兩三四五六七八九十]{1,3}|\d{1,2})(?:点|點|时|時|:)(?:钟|鐘|整)?"
    r"(?:(半)|(一刻|三刻)|([零〇一二三四五六七八九十]{1,3}|\d{1,2})分?)?"
)
_NAMED = {"noon": 12, "midday": 12, "midnight": 0, "正午": 12, "中午": 12, "午夜": 0, "零点": 0, "零點": 0}
_PAST = re.compile(r"(half|quarter) (past|to) (\d{1,2})\s*(am|pm)?")
_LATE = {"下午", "傍晚", "晚上", "晚间", "晚間", "晚"}
_NIGHT = {"夜里", "夜裡", "半夜", "深夜", "晚上", "晚"}
_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}


def read_time(text: str) -> time:
    """Return the time of day that `08:30`, `8:30am`, `20h30`, `noon` or `早上八点半` means.

    Raises:
        SettingError: it is no such time; the message says what is allowed.
    """
    given = " ".join(unicodedata.normalize("NFKC", text[:LONGEST]).lower().replace(".m.", "m").split())
    if given in _NAMED:
        return time(_NAMED[given])
    for read in (_in_digits, _in_chinese, _in_english):
        found = read(given.removeprefix("at "))
        if found is not None and 0 <= found[0] < 24 and 0 <= found[1] < 60:
            return time(*found)
    raise SettingError("error-daily-time", {"value": text[:50]})


def _in_digits(given: str) -> tuple[int, int] | None:
    run = _RUN.fullmatch(given)
    found = run or _DIGITS.fullmatch(given)
    if found is None or (given.isdecimal() and not run):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return (hour, minute) if run else _half_day(hour, minute, found[3])


def _half_day(hour: int, minute: int, half: str | None) -> tuple[int, int] | None:
    if not half:
        return hour, minute
    return (hour % 12 + 12 * (half == "pm"), minute) if 1 <= hour <= 12 else None


def _in_english(given: str) -> tuple[int, int] | None:
    found = _PAST.fullmatch(given)
    if found is None or found.group(1, 2) == ("half", "to"):
        return None
    whole = _half_day(int(found[3]), 0, found[4])
    minutes = {"half": 30, "quarter": 15}[found[1]] * (1 if found[2] == "past" else -1)
    return divmod((whole[0] * 60 + minutes) % 1440, 60) if whole and whole[0] < 24 else None


def _in_chinese(given: str) -> tuple[int, int] | None:
    found = _CHINESE.fullmatch(given.replace(" ", "").removeprefix("每天").removeprefix("每日"))
    if found is None:
        return None
    part, hour_, half, quarters, minutes = found.groups()
    hour = _number(hour_)
    minute = _number(minutes) if minutes else 30 if half else {"一刻": 15, "三刻": 45}.get(quarters, 0)
    return None if hour is None or minute is None else (_of_day(hour, part or ""), minute)


def _of_day(hour: int, part: str) -> int:
    """Return the hour of 24 that an hour of a part of the day is: 中午一点 is 13, 晚上十二点 is 0."""
    if part in _NIGHT and hour == 12:
        return 0
    if part == "凌晨" and hour == 12:
        return 0
    if part in {"中午", "正午"} and hour < 3:
        return hour + 12
    if part in _NIGHT - _LATE or (part in {"晚上", "晚"} and hour < 5):
        return hour + 12 if 6 <= hour < 12 else hour
    return hour + 12 if part in _LATE and hour < 12 else hour


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        digits = [_HAN[sign] for sign in text]
        return digits[-1] if len(digits) == 1 or digits[0] == 0 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)
