"""Bytes to text: which encoding a document is in."""

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

MOST_BYTES = 10_000_000
MOST_RECORD_BYTES = 1_000_000_000
"""Of a file of JSON lines, which may hold a whole collection."""
MOST_LINES = 100_000
LONGEST_LINE = 200_000
_SAMPLE = 200_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ["gb18030", "big5", "big5hkscs", "shift_jis", "euc_kr", "cp1252"]


class UnreadableError(Exception):
    """Bytes that are no text; the message says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document's text, how it was encoded, and what is doubtful about that."""

    text: str
    encoding: str
    doubt: str = ""


def decode(data: bytes) -> Decoded:
    """Return the text in `data`; raise UnreadableError if it is empty or binary."""
    if not data.strip():
        raise UnreadableError("the document is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if wide := _wide(data):
        return _decoded(data, wide)
    if data.count(0) or _controls(data) > 0.02:
        raise UnreadableError("the document is binary, not text")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error)


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    doubt = "" if name == "utf-8" else f"encoded in {name.upper()}, not UTF-8; read as such"
    if text.count("\ufffd") > 0.1 * len(text):
        raise UnreadableError(f"the document is no valid {name.upper()}")
    return Decoded(text, name, doubt)


def _wide(data: bytes) -> str:
    """Return the UTF-16 that `data` without a mark must be, by where its zero and newline bytes stand."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return ""
    newlines = {
        "utf-16-le": sum(sample[place : place + 2] == b"\n\0" for place in range(0, len(sample) - 1, 2)),
        "utf-16-be": sum(sample[place : place + 2] == b"\0\n" for place in range(0, len(sample) - 1, 2)),
    }
    encoding = max(newlines, key=lambda name: newlines[name])
    if not newlines[encoding] and sample[::2].count(0) + sample[1::2].count(0) < 0.3 * len(sample) / 2:
        return ""
    if not newlines[encoding]:
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
    strange = sum(
        sign == "\ufffd" or (sign < " " and sign not in "\n\r\t") or "\ue000" <= sign <= "\uf8ff"
        for sign in text
    )
    return encoding if strange < 0.01 * len(text) else ""


def _controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return sum(byte < 32 and byte not in b"\t\n\r\f\v\x1b" for byte in sample) / len(sample)


def _legacy(data: bytes, error: UnicodeDecodeError) -> Decoded:
    """Read what is not UTF-8: a few broken bytes in it, or another encoding."""
    repaired = data.decode("utf-8", errors="replace")
    broken = repaired.count("\ufffd")
    if broken <= max(3, 0.002 * len(repaired)) and any(
        ord(sign) > 127 and sign != "\ufffd" for sign in repaired
    ):
        line = data[: error.start].count(b"\n") + 1
        return Decoded(repaired, "utf-8", f"{broken} broken UTF-8 characters, the first in line {line}")
    encoding = _guess(data)
    if not encoding:
        raise UnreadableError("the encoding of the document is not recognised")
    return _decoded(data, encoding)


def _guess(data: bytes) -> str:
    """Return the legacy encoding that makes the most likely text of `data`."""
    best = from_bytes(data[:_SAMPLE], cp_isolation=_LEGACY).best()
    likely = [name for name in ("gb18030", "big5") if _common(data, name) > 0.5]
    if likely:
        return max(likely, key=lambda name: _common(data, name))
    return best.encoding if best else ""


def _common(data: bytes, encoding: str) -> float:
    """Return which part of the non-ASCII characters are the most frequent Chinese ones, under an encoding."""
    text = data[:_SAMPLE].decode(encoding, errors="replace")
    wide = [sign for sign in text if ord(sign) > 127]
    usual = sum(sign in _USUAL for sign in wide)
    han = sum(
        "\u4e00" <= sign <= "\u9fff" or "\u3000" <= sign <= "\u303f" or "\uff00" <= sign <= "\uffef"
        for sign in wide
    )
    return (
        0.0
        if not wide or ("\ufffd" in text[:-4] and text.count("\ufffd") > 0.02 * len(wide))
        else (0.5 * han / len(wide) + usual / len(wide))
    )


_USUAL = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部"
    "其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高間問這個們來為國說時會對過發後裡經麼學當沒動還進樣開從實軍無與長機"
    "，。、？！：；「」“”（）"
)
