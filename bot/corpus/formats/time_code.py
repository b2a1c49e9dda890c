"""Time codes: `00:12:34`, `0:00:14.1`, `[12:34]`, `(00:12:34)`, linked or not."""

import re

CODE = r"(?:\d{1,3}[:：])?\d{1,2}[:：][0-5]\d(?:[.,]\d{1,3})?"
"""Bare: hours are optional."""
BRACKETED = rf"\\?\[?[\[(（【<]{CODE}(?:\s*(?:-->|[-–—~至])\s*{CODE})?\\?[\])）】>]\]?(?:\([^()\s]*\))?"
"""In brackets, perhaps a range, perhaps a Markdown link."""
MARK = rf"(?:[_*]{{0,2}}{BRACKETED}[_*]{{0,2}}|`{CODE}`|(?<![\d:：]){CODE}(?![\d:：]))"

_PARTS = re.compile(r"(?:(\d{1,3})[:：])?(\d{1,2})[:：](\d{2})(?:[.,](\d{1,3}))?")
_LEADING = re.compile(rf"\s*(?:{BRACKETED}|{CODE}(?=\s|$))[\s:：,，|-]*")
_INSIDE = re.compile(rf"\s*{BRACKETED}")
_ALONE = re.compile(rf"\s*{MARK}(?:\s*(?:-->|[-–—~])\s*{MARK})?\s*")


def seconds(text: str) -> float | None:
    """Return the first time code in `text` in seconds."""
    found = _PARTS.search(text)
    if not found:
        return None
    hours, minutes, rest, fraction = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) + float(f"0.{fraction or 0}")


def split_leading(text: str) -> tuple[float | None, str]:
    """Return the time code that `text` begins with, and the text after it."""
    found = _LEADING.match(text)
    return (seconds(found.group()), text[found.end() :]) if found else (None, text)


def without_codes(text: str) -> str:
    """Remove bracketed time codes from the middle of speech."""
    return _INSIDE.sub("", text)


def is_alone(text: str) -> bool:
    """Whether a line is a time code or a range of them, and nothing else."""
    return bool(_ALONE.fullmatch(text))
