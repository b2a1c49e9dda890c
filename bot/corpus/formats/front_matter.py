"""The YAML block in front of a Markdown document."""

import re
from collections.abc import Sequence
from datetime import date

import yaml

_LONGEST = 400
_PAIR = re.compile(r"(\w[\w .-]{0,40}?)\s*[:：]\s+(.*)")


def split(lines: Sequence[str]) -> tuple[dict[str, str], int, str]:
    """Return the metadata, how many lines they take, and what is wrong with them (mostly nothing)."""
    if not lines or lines[0].strip() != "---":
        return {}, 0, ""
    fences = (place for place, line in enumerate(lines[1:_LONGEST], 1) if line.strip() in ("---", "..."))
    end = next(fences, 0)
    if not end:
        return {}, 0, ""
    block = lines[1:end]
    pairs = [_PAIR.match(line) for line in block]
    if block and not any(pairs):
        return {}, 0, ""
    try:
        loaded = yaml.safe_load("\n".join(block))
    except (yaml.YAMLError, ValueError, RecursionError):
        loaded = None
    if isinstance(loaded, dict):
        return {str(key).lower(): _flat(value) for key, value in loaded.items()}, end + 1, ""
    simple = {pair[1].lower(): pair[2].strip().strip("\"'") for pair in pairs if pair}
    return simple, end + 1, "the front matter is no valid YAML; its simple lines are used"


def _flat(value: object) -> str:
    """Return a scalar or a list of scalars as text; anything deeper is left out."""
    if isinstance(value, list):
        return ", ".join(text for item in value[:50] if (text := _flat_scalar(item)))
    return _flat_scalar(value)


def _flat_scalar(value: object) -> str:
    return str(value) if isinstance(value, str | int | float | date) else ""
