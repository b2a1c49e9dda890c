"""Weekdays as people write them, and what they may be about to write."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from bot.errors import SettingError
from bot.reply.form import Choice
from bot.retrieval.folding import fold
from bot.schedule import EVERY_DAY
from bot.texts import text
from bot.texts.dates import show_weekdays

LONGEST = 100
_DAYS = (
    ("monday", "mon", "mo", "一"),
    ("tuesday", "tue", "tues", "tu", "二"),
    ("wednesday", "wed", "we", "三"),
    ("thursday", "thu", "thur", "thurs", "th", "四"),
    ("friday", "fri", "fr", "五"),
    ("saturday", "sat", "sa", "六"),
    ("sunday", "sun", "su", "日", "天", "七"),
)
_BY_NAME = {name: day for day, names in enumerate(_DAYS) for name in names}
_SETS = {
    **dict.fromkeys(("daily", "every day", "everyday", "all", "每天", "天天", "每日", "全部"), EVERY_DAY),
    **dict.fromkeys(("weekdays", "weekday", "workdays", "工作日", "平日", "上班日"), frozenset(range(5))),
    **dict.fromkeys(("weekend", "weekends", "周末", "週末", "双休日", "假日"), frozenset({5, 6})),
}
_RANGE = re.compile(r"\s*(?:[-–—~到至]|\bto\b|\bthrough\b)\s*")
_PARTED = re.compile(r"\s*(?:[,、;/&+和]|\band\b|\bevery\b|\s)\s*")
_WEEK = re.compile(r"星期|礼拜|禮拜|周|週|每")
_OFFERED = (("every day", "daily-every-day"), ("weekdays", "daily-weekdays"), ("weekend", "daily-weekend"))
_LAST = re.compile(r"^(.*(?:[,，、;；/和]|\band\b)\s*)?(.*)$", re.DOTALL)
_A_RANGE = 3
_SHORT = [names[1] for names in _DAYS]


def read_weekdays(text: str) -> frozenset[int]:
    """Return the weekdays (Monday is 0) that `mon-fri`, `weekdays`, `周一到周五` or `周三、周日` means.

    Raises:
        SettingError: it is no such list; the message says what is allowed.
    """
    given = " ".join(unicodedata.normalize("NFKC", text[:LONGEST]).lower().split())
    if given in _SETS:
        return _SETS[given]
    parts = _PARTED.split(_RANGE.sub("-", given))
    days = frozenset(day for part in parts if part for day in _some(part, text))
    if not days:
        raise _refused(text)
    return days


def _some(part: str, text: str) -> frozenset[int]:
    if part in _SETS:
        return _SETS[part]
    found = [_named(word) for word in part.split("-")]
    match found:
        case [frozenset() as days]:
            return days
        case [frozenset() as first, frozenset() as last] if len(first) == len(last) == 1:
            (start,), (stop,) = first, last
            return frozenset((start + ahead) % 7 for ahead in range((stop - start) % 7 + 1))
        case _:
            raise _refused(text)


def _named(word: str) -> frozenset[int] | None:
    """Return the day of `fri` or 周五, the days of 周一三五."""
    word = _WEEK.sub("", word.rstrip("."))
    if word in _BY_NAME:
        return frozenset({_BY_NAME[word]})
    if word.endswith("s") and word[:-1] in _BY_NAME:
        return frozenset({_BY_NAME[word[:-1]]})
    if word and all(sign in _BY_NAME for sign in word):
        return frozenset(_BY_NAME[sign] for sign in word)
    return None


def _refused(text: str) -> SettingError:
    return SettingError("error-daily-weekdays", {"value": text[:50]})


def weekday_choices(typed: str, locale: str) -> Iterator[Choice]:
    """Yield what weekdays that are being typed may become: all of it as it is read, then its last part."""
    before, last = _LAST.match(typed).groups(default="")  # type: ignore[union-attr]
    known, whole = _read(before), _read(typed)
    if before and not known:
        return
    found = list(_part(_key(last), locale))
    if whole and whole not in [_read(before + value) for _, value in found]:
        yield Choice(show_days(whole, locale), typed)
    so_far = show_weekdays(known, locale) + text(locale, "list-comma") if known else ""
    for label, value in found:
        if not known or known < _read(before + value) < EVERY_DAY:
            yield Choice(so_far + label, before + value)


def _part(typed: str, locale: str) -> Iterator[tuple[str, str]]:
    """Yield a label and a value for each set, day or range that begins like that."""
    first, *rest = _RANGE.split(typed, 1)
    if rest:
        yield from (pair for day in _like(first, locale) for pair in _ranges(day, rest[0], locale))
        return
    for value, label in _OFFERED:
        names = (name for name, days in _SETS.items() if days == _SETS[value])
        if any(_key(name).startswith(typed) for name in (*names, text(locale, label))):
            yield text(locale, label), value
    days = _like(typed, locale)
    yield from ((show_weekdays({day}, locale), _SHORT[day]) for day in days)
    if len(days) == 1:
        yield from _ranges(days[0], "", locale)


def _ranges(first: int, typed: str, locale: str) -> Iterator[tuple[str, str]]:
    start = show_weekdays({first}, locale)
    for last in sorted(_like(typed, locale), key=lambda day: (day - first) % 7):
        if last != first:
            label = text(locale, "daily-days", first=start, last=show_weekdays({last}, locale))
            yield label, f"{_SHORT[first]}-{_SHORT[last]}"


def _like(typed: str, locale: str) -> list[int]:
    """Return the days with such a name."""
    return [
        day
        for day, names in enumerate(_DAYS)
        if any(_key(name).startswith(typed) for name in (*names, show_weekdays({day}, locale)))
    ]


def _read(typed: str) -> frozenset[int]:
    try:
        return read_weekdays(typed)
    except SettingError:
        return frozenset()


def show_days(days: frozenset[int], locale: str) -> str:
    """Return `every day`, `Mon to Fri` or `Mon, Wed, Sat`."""
    if days == EVERY_DAY:
        return text(locale, "daily-every-day")
    runs = [list(run) for _, run in groupby(sorted(days), key=lambda day: day - sum(d < day for d in days))]
    return text(locale, "list-comma").join(_run(run, locale) for run in runs)


def _run(days: list[int], locale: str) -> str:
    if len(days) < _A_RANGE:
        return show_weekdays(days, locale)
    first, last = (show_weekdays({day}, locale) for day in (days[0], days[-1]))
    return text(locale, "daily-days", first=first, last=last)


def _key(typed: str) -> str:
    return _WEEK.sub("", fold(typed).text.strip())
