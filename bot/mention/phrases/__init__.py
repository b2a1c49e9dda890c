"""How people ask: the rules, read from one file a language."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WHO = "[\ue000-\ue0ff](?:\\s*(?:和|与|跟|及|、|,|&|and|or)\\s*[\ue000-\ue0ff])*"
"""Names of speakers, each of which stands in a sentence as one character."""
COUNT = (
    r"(?P<count>\d{1,2}|[一二两三四五六七八九十几]"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|a few|several)\b)"
)
_TOKEN = re.compile(r"\{who\}|\{count\}|\{\d,\d\}|[a-z0-9]+\+?|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to say something, and what it asks for; an empty command says nothing about that."""

    pattern: re.Pattern[str]
    asks: str


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
    polite = [(way, "") for language in languages for way in language["polite"]]
    return Rules(
        tuple(_rule(way, "", asks) for way, asks in [*polite, *_ways(languages, "opening", "command")]),
        tuple(_rule(way, "$", asks) for way, asks in [*polite, *_ways(languages, "closing", "command")]),
        tuple(_rule(way, "$", asks) for way, asks in _ways(languages, "whole", "command")),
        tuple(_rule(way, "$", asks) for way, asks in _ways(languages, "follow_up", "ask")),
    )


def _read(path: Path) -> dict[str, Any]:
    language = tomllib.loads(path.read_text(encoding="utf-8"))
    parts = language.pop("parts")
    return {kind: _filled(entries, parts) for kind, entries in language.items()}


def _filled(entries: Any, parts: dict[str, str]) -> Any:
    """Return ways to say something with the parts that they name, as `<people>`, in their places."""
    if isinstance(entries, str):
        return re.sub(r"<(\w+)>", lambda named: f"({_filled(parts[named[1]], parts)})", entries)
    if isinstance(entries, dict):
        return {name: _filled(entry, parts) for name, entry in entries.items()}
    return [_filled(entry, parts) for entry in entries]


def _ways(languages: list[dict[str, Any]], kind: str, asks: str) -> list[tuple[str, str]]:
    return [(way, entry[asks]) for language in languages for entry in language[kind] for way in entry["say"]]


def _rule(way: str, end: str, asks: str) -> Rule:
    return Rule(re.compile(f"(?:{_compiled(way)}){end}"), asks)


def _compiled(way: str) -> str:
    """Return a way to say something as a regular expression; spaces in it may be missing in what is said."""
    parts = [_part(token) for token in _TOKEN.findall(way)]
    joined = "".join(parts)
    # An option with a number behind it, `[x]{0,2}` or `[x]?`, is that often there.
    return re.sub(r"\)\?(\?|\{\d,\d\})", r")\1", joined)


def _part(token: str) -> str:
    fixed = {
        "{who}": rf"\s*{WHO}\s*",
        "{count}": COUNT,
        "[": "(?:",
        "(": "(?:",
        "]": ")?",
        "'": r"\s*['’]",
    }
    if token in fixed:
        return fixed[token]
    if token.isspace():
        return r"\s*"
    if re.fullmatch(r"[a-z0-9]+\+?", token):
        return rf"(?<![a-z0-9]){token}(?![a-z0-9])"
    return token
