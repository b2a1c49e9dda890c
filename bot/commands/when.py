"""A time as it is typed in one go: with the place, or the days of the week, behind it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot import zones
from bot.commands.times import read_time
from bot.commands.weekdays import read_weekdays
from bot.errors import UserError

_LINK = re.compile(r"(?:in|at|on|every|time)?", re.IGNORECASE)

_MOST = 12
"""Words that a time, a place and some days take."""


class When(NamedTuple):
    """What was typed, in its parts; empty what is not there."""

    time: str
    zone: str = ""
    weekdays: str = ""


def parted(text: str) -> When:
    """Return the parts of `8:30am Taipei Mon-Fri`; a text that begins with no time is one part.

    What follows the time and is neither a place nor days counts as the zone, which refuses it.
    """
    words = [word.strip(",，、;；") for word in text.split()]
    for size in range(len(words) if len(words) <= _MOST else 0, 0, -1):
        if _is_time(" ".join(words[:size])):
            rest = [word for word in words[size:] if not _LINK.fullmatch(word)]
            return When(" ".join(words[:size]), *_place_and_days(rest))
    return When(text)


def _place_and_days(words: Sequence[str]) -> tuple[str, str]:
    for size in range(len(words), -1, -1):
        for first, second in ((words[:size], words[size:]), (words[size:], words[:size])):
            zone, days = " ".join(first), " ".join(second)
            if (not zone or zones.called(zone)) and (not days or _are_weekdays(days)):
                return zone, days
    return " ".join(words), ""


def _is_time(text: str) -> bool:
    try:
        read_time(text)
    except UserError:
        return False
    return True


def _are_weekdays(text: str) -> bool:
    try:
        read_weekdays(text)
    except UserError:
        return False
    return True
