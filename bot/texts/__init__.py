"""The texts that people see in chat, in three languages, from Fluent files."""

from functools import cache
from pathlib import Path
from typing import Literal

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Resource

Locale = Literal["en", "zh-Hans", "zh-Hant"]
LOCALES: tuple[Locale, ...] = ("en", "zh-Hans", "zh-Hant")
_FOLDER = Path(__file__).parent
_LONGEST = 500
"""Characters of an argument; Fluent takes 1,000 of a part of a message."""
_TRADITIONAL = {"hant", "tw", "hk", "mo"}


def text(locale: str, message: str, **arguments: str | int | float) -> str:
    """Return a message, `name` or `name.attribute`, in `locale` with its arguments filled in.

    Raises:
        KeyError: the message, or one of its arguments, is missing: a mistake in the code, found by tests.
    """
    bundle = _bundle(negotiate(locale))
    name, _, attribute = message.partition(".")
    entry = bundle.get_message(name)
    pattern = entry.attributes[attribute] if attribute else entry.value
    if pattern is None:
        raise KeyError(message)
    # Fluent refuses long arguments; those are put in afterwards.
    long = {
        name: value for name, value in arguments.items() if isinstance(value, str) and len(value) > _LONGEST
    }
    stand_ins = {name: f"\ue000{name}\ue001" for name in long}
    formatted, errors = bundle.format_pattern(pattern, {**arguments, **stand_ins})
    if errors:
        raise KeyError(f"{message}: {errors}")
    said = str(formatted)
    for name, value in long.items():
        said = said.replace(stand_ins[name], value)
    return said


def negotiate(tag: str) -> Locale:
    """Return the locale of ours nearest to a BCP 47 tag as platforms write it: `zh-TW` is Traditional."""
    language, *rest = tag.replace("_", "-").lower().split("-")
    if language != "zh":
        return "en"
    return "zh-Hant" if _TRADITIONAL & set(rest) and "hans" not in rest else "zh-Hans"


@cache
def messages(locale: Locale) -> frozenset[str]:
    """Return the ids of all messages of a locale, attributes as `message.attribute`."""
    found: set[str] = set()
    for path in _files(locale):
        for entry in _resource(path).body:
            name = getattr(getattr(entry, "id", None), "name", "")
            if name:
                found.add(name)
                found.update(f"{name}.{attribute.id.name}" for attribute in getattr(entry, "attributes", ()))
    return frozenset(found)


def _files(locale: Locale) -> list[Path]:
    return sorted((_FOLDER / locale).glob("*.ftl"))


def _resource(path: Path) -> Resource:
    return FluentParser().parse(path.read_text(encoding="utf-8"))


@cache
def _bundle(locale: Locale) -> FluentBundle:
    # Isolation marks would end up in what people copy; text from outside is cleaned of bidi controls instead.
    bundle = FluentBundle([locale], use_isolating=False)
    for path in _files(locale):
        bundle.add_resource(_resource(path))
    return bundle
