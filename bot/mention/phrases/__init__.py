"""How people ask: the rules, read from one file a language."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from bot.mention.phrases.words import Language

_ENDS = {"opening": "", "closing": "$", "whole": "$", "follow_up": "$"}
_LETTERS = {"en": re.compile("[a-z]"), "zh": re.compile("[\u4e00-\u9fff]")}


@dataclass(frozen=True)
class Rule:
    """A way to say something, and what it asks for; an empty command says nothing about that.

    It is compiled when it is first tried: few sentences try all.
    """

    language: Language
    said: str
    end: str
    asks: str
    sure: bool = True
    """Whether it counts by itself; else only once something has asked for the same."""
    follows: str = ""
    wish: bool = False
    """Whether it is a wish for quotes, which is only read before anybody is named."""
    without: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is said."""
        return re.compile(f"(?:{self.language.compiled(self.said)}){self.end}")

    @cached_property
    def ahead(self) -> re.Pattern[str] | None:
        """What must come after it."""
        return re.compile(self.language.compiled(self.follows)) if self.follows else None

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What must stand nowhere in the sentence."""
        return re.compile(self.language.compiled(self.without)) if self.without else None

    def may_open(self, shape: str, longest: int) -> bool:
        """Tell whether a sentence may begin with it, in no more characters than the longest."""
        if self.ahead is not None and not self.ahead.search(shape):
            return False
        return self.pattern.match(shape, 0, longest) is not None


def rules(kind: str, shape: str) -> tuple[Rule, ...]:
    """Return the rules of a kind in the languages that a sentence has letters of: sentences mix them."""
    written = tuple(name for name, letters in _LETTERS.items() if letters.search(shape))
    return _together(kind, written or tuple(_LETTERS))


def compile_all() -> None:
    """Compile every rule, so that nobody waits for it."""
    for kind in _ENDS:
        for rule in _together(kind, tuple(_LETTERS)):
            _ = rule.pattern, rule.ahead, rule.unless


@cache
def _together(kind: str, names: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(rule for name in names for rule in _of(kind, name))


@cache
def _of(kind: str, name: str) -> tuple[Rule, ...]:
    written, language = _read(name)
    entries = written[kind]
    if kind in {"opening", "closing"}:
        entries = [{"command": "", "say": written["polite"]}, *entries]
    return tuple(_rules(entries, language, _ENDS[kind]))


@cache
def _read(name: str) -> tuple[dict[str, Any], Language]:
    written = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    parts = {
        part: words if isinstance(words, str) else "|".join(words)
        for part, words in written.pop("parts").items()
    }
    return written, Language(parts)


def _rules(entries: list[dict[str, Any]], language: Language, end: str) -> Iterator[Rule]:
    for entry in entries:
        asks, sure = entry.get("command", entry.get("ask", "")), entry.get("sure", True)
        for way in entry["say"]:
            said, _, follows = way.partition(">>")
            wish, without = entry.get("wish", False), "|".join(entry.get("unless", ()))
            yield Rule(language, said, end, asks, sure, follows, wish, without)
