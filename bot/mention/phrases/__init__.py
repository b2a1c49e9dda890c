"""How people ask: the rules, read from one file a language."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.mention.phrases.words import compiled


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to say something, and what it asks for; an empty command says nothing about that."""

    pattern: re.Pattern[str]
    asks: str
    sure: bool = True
    """Whether it counts by itself; else only once something has asked for the same."""
    ahead: re.Pattern[str] | None = None
    """What must come after it."""
    wish: bool = False
    """Whether it is a wish for quotes, which is only read before anybody is named."""
    unless: re.Pattern[str] | None = None
    """What must stand nowhere in the sentence."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of all languages."""

    openings: tuple[Rule, ...]
    closings: tuple[Rule, ...]
    whole: tuple[Rule, ...]
    follow_ups: tuple[Rule, ...]


@cache
def rules() -> Rules:
    """Return the rules of all languages together: sentences mix them."""
    languages = [_read(path) for path in sorted(Path(__file__).parent.glob("*.toml"))]
    polite = [{"command": "", "say": language["polite"]} for language in languages]
    return Rules(
        tuple(_rules([*polite, *_all(languages, "opening")], "")),
        tuple(_rules([*polite, *_all(languages, "closing")], "$")),
        tuple(_rules(_all(languages, "whole"), "$")),
        tuple(_rules(_all(languages, "follow_up"), "$")),
    )


def _read(path: Path) -> dict[str, Any]:
    language = tomllib.loads(path.read_text(encoding="utf-8"))
    parts = {
        name: words if isinstance(words, str) else "|".join(words)
        for name, words in language.pop("parts").items()
    }
    return {kind: _filled(entries, parts) for kind, entries in language.items()}


def _filled(entries: Any, parts: dict[str, str]) -> Any:
    """Return ways to say something with the parts that they name, as `<people>`, in their places."""
    if isinstance(entries, str):
        return re.sub(r"<(\w+)>", lambda named: f"({_filled(parts[named[1]], parts)})", entries)
    if isinstance(entries, dict):
        return {name: _filled(entry, parts) for name, entry in entries.items()}
    if isinstance(entries, list):
        return [_filled(entry, parts) for entry in entries]
    return entries


def _all(languages: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [entry for language in languages for entry in language[kind]]


def _rules(entries: list[dict[str, Any]], end: str) -> Iterator[Rule]:
    for entry in entries:
        asks, sure = entry.get("command", entry.get("ask", "")), entry.get("sure", True)
        unless = re.compile("|".join(map(compiled, entry["unless"]))) if "unless" in entry else None
        wish = entry.get("wish", False)
        for way in entry["say"]:
            said, _, ahead = way.partition(">>")
            follows = re.compile(compiled(ahead)) if ahead else None
            yield Rule(re.compile(f"(?:{compiled(said)}){end}"), asks, sure, follows, wish, unless)
