"""GBK as Windows' code page 936 reads it: which byte pairs are characters, which are lost."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

FULL_WIDTH = 0xA3
"""The lead byte of full-width ASCII; its trail is the ASCII code plus 0x80."""
LEADS = tuple(range(0x81, 0xFF))
"""Every byte that begins a pair."""


def pair_of(char: str) -> tuple[int, int] | None:
    """Return the two bytes of a character, None if it has not two."""
    try:
        code = char.encode("gbk")
    except UnicodeEncodeError:
        return None
    return (code[0], code[1]) if len(code) == 2 else None


@cache
def char_of(lead: int, trail: int) -> str:
    """Return the character of a byte pair, empty if it is none."""
    try:
        char = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 else ""


@cache
def with_lead(lead: int) -> Mapping[int, str]:
    """Return the characters that begin with a byte, by their trail."""
    return MappingProxyType({trail: char for trail in range(0x40, 0xFF) if (char := char_of(lead, trail))})


def is_private(lead: int, trail: int) -> bool:
    """Whether the pair is in one of the three user-defined ranges, which decode to nothing visible."""
    if trail >= 0xA1:
        return 0xAA <= lead <= 0xAF or 0xF8 <= lead <= 0xFE
    return 0xA1 <= lead <= 0xA7 and trail >= 0x40 and trail != 0x7F


@cache
def private_behind(trail: int) -> tuple[int, ...]:
    """Return the bytes that vanish together with a byte before them, and can begin a character."""
    return tuple(lead for lead in LEADS if is_private(trail, lead))


@cache
def unassigned_behind(trail: int) -> tuple[int, ...]:
    """Return the bytes that make no character with a byte before them, and can begin one themselves."""
    if trail not in LEADS:
        return ()
    return tuple(lead for lead in LEADS if not char_of(trail, lead) and not is_private(trail, lead))
