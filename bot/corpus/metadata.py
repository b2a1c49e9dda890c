"""What a document says of itself: title, date, address."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.corpus.formats.manuscript import Reading
from bot.corpus.model import Names, PartialDate
from bot.corpus.script import language

_DATE_KEYS = (
    "published",
    "date",
    "publish_date",
    "pubdate",
    "published_at",
    "recorded",
    "episode_date",
    "recorded on",
    "aired",
    "air date",
    "发布时间",
    "發布時間",
    "发布日期",
    "發布日期",
    "日期",
    "时间",
    "時間",
    "录制时间",
    "錄製時間",
    "播出时间",
    "播出時間",
    "created",
)
_URL_KEYS = (
    "video",
    "video_url",
    "youtube",
    "youtube_url",
    "audio",
    "audio_url",
    "url",
    "link",
    "source",
    "original",
    "episode_url",
    "原视频",
    "链接",
    "原文链接",
)
_SHOW_KEYS = ("show", "podcast", "channel", "series", "节目", "播客")
_YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(1[0-2]|0?[1-9])(?:\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])(?!\d))?"
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = rf"({'|'.join(_MONTHS)}|{'|'.join(month[:3] for month in _MONTHS)}|sept)\.?"
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{{2}})\b", re.IGNORECASE
)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+((?:19|20)\d{{2}})\b", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"'()（）\[\]，。；]+")
_PAIR = re.compile(r"\s*(?:[-*]\s*)?\**([\w ]{2,20})\**\s*[:：]\**\s*(\S.*)")


def date_in(text: str) -> PartialDate | None:
    """Return the first date in `text`: `2025-07-20`, `2025年7月`, `July 20, 2025`; None if there is none."""
    if found := _YEAR_FIRST.search(text):
        return _date(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _MONTH_FIRST.search(text):
        return _date(int(found[3]), _month(found[1]), int(found[2]))
    if found := _DAY_FIRST.search(text):
        return _date(int(found[3]), _month(found[2]), int(found[1]))
    return None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _date(year: int, month: int, day: int | None) -> PartialDate | None:
    date = PartialDate(year, month, day)
    try:
        date.first_day()
    except ValueError:
        return None
    return date


def own(reading: Reading) -> dict[str, str]:
    """Return the metadata of a reading, with the `key: value` lines of its preamble added."""
    pairs = (_PAIR.fullmatch(text) for text in preamble(reading))
    found = {pair[1].strip().lower(): pair[2].strip() for pair in pairs if pair}
    return {**found, **reading.metadata}


def preamble(reading: Reading) -> Iterable[str]:
    """Yield the lines above the talk."""
    first = reading.utterances[0].paragraphs[0].line if reading.utterances else 0
    for remark in sorted(reading.remarks, key=lambda remark: remark.line):
        if remark.line < first and remark.reason in ("preamble", "heading", "section"):
            yield from remark.text.split("\n")


def published(reading: Reading, metadata: Mapping[str, str]) -> PartialDate | None:
    """Return the date that a document gives itself, in its metadata or in the lines above the talk."""
    texts = [metadata[key] for key in _DATE_KEYS if key in metadata]
    texts += [text for text in preamble(reading) if len(text) < 120]
    return next(filter(None, map(date_in, texts)), None)


def title(reading: Reading, metadata: Mapping[str, str], otherwise: str) -> Names:
    """Return the title that a document gives itself."""
    headings = [remark.text for remark in reading.remarks if remark.reason == "heading" and remark.line < 40]
    text = (
        metadata.get("title")
        or metadata.get("标题")
        or next(iter(headings[:1]), "")
        or _first_line(reading)
        or otherwise
    )
    script = language(text)
    if script == "zh-Hant":
        return Names(zh_hant=text)
    return Names(zh_hans=text) if script == "zh-Hans" else Names(en=text)


def _first_line(reading: Reading) -> str:
    first = next(iter(preamble(reading)), "")
    return first if 4 <= len(first) <= 120 and not _URL.match(first) else ""


def address(metadata: Mapping[str, str]) -> str:
    """Return the address of the talk that the metadata hold."""
    found = (_URL.search(metadata[key]) for key in _URL_KEYS if key in metadata)
    return next((url.group() for url in found if url), "")


def show(metadata: Mapping[str, str]) -> str:
    """Return the name of the show that the metadata hold."""
    return next((metadata[key] for key in _SHOW_KEYS if metadata.get(key)), "")


def text_language(texts: Sequence[str]) -> str:
    """Return the language of a text by a sample of its turns."""
    return language("".join(texts)[:4000])
