"""Undoes what a web site did to Chinese text with a replacement that worked on bytes.

The text was turned to Traditional Chinese and encoded in GBK. Pinyin was put in brackets behind certain
byte pairs, wherever they stood, also across two characters: from there to the next ASCII byte everything
was then read one byte off. Pairs that are no character became `?` or vanished.
"""

from bot.corpus.repair.damage import is_damaged
from bot.corpus.repair.document import Repaired, restore

__all__ = ["Repaired", "repair"]


def repair(text: str) -> Repaired:
    """Return the text as it was before, in Simplified Chinese, line by line; other text as it is."""
    return restore(text) if is_damaged(text) else Repaired(text)
