"""Which characters the chart's fonts can draw."""

import unicodedata
from functools import lru_cache
from pathlib import Path

import matplotlib as mpl
import mplfonts
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"}
_SYMBOL = {"So", "Sk"}
MISSING = "〓"
"""What typesetters put for a character that they do not have."""


FONTS = (
    Path(mplfonts.__file__).parent / "fonts" / "NotoSansCJKsc-Regular.otf",
    Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf",
)
"""The first draws Chinese in both scripts, Japanese, Korean and English; the second what it lacks."""


@lru_cache(maxsize=1)
def characters() -> frozenset[int]:
    """Return all code points that the fonts have."""
    return frozenset(code for path in FONTS for code in FT2Font(str(path)).get_charmap())


@lru_cache(maxsize=1)
def _families() -> list[str]:
    for path in FONTS:
        font_manager.fontManager.addfont(path)
    return [font_manager.get_font(str(path)).family_name for path in FONTS]


def font(size: float) -> FontProperties:
    """Return the fonts at a size in points."""
    return FontProperties(family=_families(), size=size)


def drawable(text: str) -> str:
    """Return the text in one line with only characters that the fonts have.

    A character is replaced by its plain form (`Ａ́` by `Ａ`), a pictogram left out, anything else marked
    as missing.
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return " ".join("".join(_drawable(character) for character in composed).split())


def _drawable(character: str) -> str:
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    if ord(character) in characters():
        return character
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if ord(c) in characters())
    if plain:
        return plain
    return "" if unicodedata.category(character) in _SYMBOL else MISSING
