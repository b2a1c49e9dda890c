"""What a room can choose, and what is valid in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from bot import zones
from bot.errors import SettingError
from bot.interaction import ChannelRef

LANGUAGES = ("asker", "en", "zh-Hans", "zh-Hant")
SCRIPTS = ("as-spoken", "zh-Hans", "zh-Hant")
MOST_RESULTS = 10
MOST_NAMES = 25

_OTHER_NAMES = {
    "auto": "asker",
    "english": "en",
    "英文": "en",
    "英语": "en",
    "英語": "en",
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "simplified": "zh-Hans",
    "简体": "zh-Hans",
    "简体中文": "zh-Hans",
    "簡體": "zh-Hans",
    "簡體中文": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "traditional": "zh-Hant",
    "繁体": "zh-Hant",
    "繁体中文": "zh-Hant",
    "繁體": "zh-Hant",
    "繁體中文": "zh-Hant",
    "正體中文": "zh-Hant",
    "original": "as-spoken",
    "原文": "as-spoken",
}
_YES = {"on", "yes", "true", "1", "开", "開", "是"}
_NO = {"off", "no", "false", "0", "关", "關", "否"}


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """A room's choices; the defaults are those of a room that chose nothing."""

    language: str = "asker"
    """Of the texts: `en`, `zh-Hans`, `zh-Hant`, or `asker` for the asker's own."""
    script: str = "as-spoken"
    """Of displayed Chinese: as the document has it, or converted, which the answer says."""
    speakers: tuple[str, ...] = ()
    """Speaker ids to draw from; empty means all."""
    sources: tuple[str, ...] = ()
    results: int = 1
    """Hits an answer shows at once: 1 to 10."""
    private: bool = False
    """Whether answers are shown to the asker alone."""
    mentions: bool = True
    threads: bool = False
    """Whether answers to mentions open a thread, where the platform can."""
    zone: str = "UTC"
    """The IANA time zone that dates and daily quotes are told in."""


NAMES = tuple(field.name for field in fields(ChannelSettings))


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A line of the record: who changed what. None stands for the inherited value."""

    at: datetime
    who: str
    """`UserRef.key`, or `DELETED` once that person's data is."""
    name: str
    old: str | None
    new: str | None
    workspace: bool = False
    """Whether it was a default of the whole workspace."""


DELETED = "deleted"


def scopes(channel: ChannelRef) -> tuple[str, ...]:
    """Return the keys that a room's settings come from, the strongest last.

    A direct message without a workspace belongs to nobody's defaults.
    """
    return (channel.workspace_key, channel.key) if channel.workspace else (channel.key,)


def chosen(values: Mapping[str, str]) -> ChannelSettings:
    """Return the settings that stored texts mean; what is not valid (any more) falls back to the default."""
    valid: dict[str, Any] = {}
    for name, value in values.items():
        try:
            valid[name] = parse(name, value)
        except SettingError:
            continue
    return replace(ChannelSettings(), **valid)


def parse(name: str, text: str) -> str | int | bool | tuple[str, ...]:
    """Return the value of setting `name` that `text` means.

    Raises:
        SettingError: there is no such setting, or the value is not allowed in it.
    """
    if name not in _PARSERS:
        raise SettingError("error-setting-unknown", {"name": name[:50], "allowed": ", ".join(NAMES)})
    return _PARSERS[name](name, text.strip())


def is_on(text: str) -> bool:
    """Return whether a switch's text means on."""
    return text.strip().lower() in _YES


def is_off(text: str) -> bool:
    """Return whether a switch's text means off."""
    return text.strip().lower() in _NO


def show(value: str | int | bool | tuple[str, ...]) -> str:
    """Return the text that `parse` reads back."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _refuse(name: str, text: str, allowed: str) -> SettingError:
    return SettingError("error-setting-value", {"name": name, "value": text[:50], "allowed": allowed})


def _choice(*allowed: str) -> Callable[[str, str], str]:
    by_lower = {choice.lower(): choice for choice in allowed}

    def parse_choice(name: str, text: str) -> str:
        wanted = text.lower().replace("_", "-")
        found = by_lower.get(wanted) or by_lower.get(_OTHER_NAMES.get(wanted, "").lower())
        if found is None:
            raise _refuse(name, text, ", ".join(allowed))
        return found

    return parse_choice


def _switch(name: str, text: str) -> bool:
    if not (is_on(text) or is_off(text)):
        raise _refuse(name, text, "on, off")
    return is_on(text)


def _results(name: str, text: str) -> int:
    if not (text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= MOST_RESULTS):
        raise _refuse(name, text, f"1–{MOST_RESULTS}")
    return int(text)


def _names(name: str, text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip() for part in text.replace("，", ",").split(",") if part.strip()))
    if len(names) > MOST_NAMES or any(len(part) > 100 for part in names):
        raise _refuse(name, text, f"≤ {MOST_NAMES}")
    return names


def _zone(name: str, text: str) -> str:
    zone = zones.called(text)
    if zone is None:
        raise _refuse(name, text, "Europe/Berlin, Asia/Shanghai, America/New_York, …")
    return zone


_PARSERS: Mapping[str, Callable[[str, str], str | int | bool | tuple[str, ...]]] = {
    "language": _choice(*LANGUAGES),
    "script": _choice(*SCRIPTS),
    "speakers": _names,
    "sources": _names,
    "results": _results,
    "private": _switch,
    "mentions": _switch,
    "threads": _switch,
    "zone": _zone,
}
