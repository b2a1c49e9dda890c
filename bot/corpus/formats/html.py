"""HTML around a transcript: its frame goes, its paragraphs become lines, its head tells of it."""

import html
import re

_HIDDEN = re.compile(
    r"<(style|script|head|nav|svg|footer|aside|form|button|noscript|figcaption)\b[^>]*>.*?</\1\s*>|<!doctype[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_FRAME = re.compile(
    r"</?(?:html|body|div|span|section|article|main|header|footer|center|font|p|ul|ol|li|figure)(?:\s[^<>]{0,500})?>",
    re.IGNORECASE,
)
_END = re.compile(r"</(?:p|div|li|h[1-6])\s*>(?=[^\n]*\S)", re.IGNORECASE)
_HEADING = re.compile(r"^\s*<h([1-6])(?:\s[^<>]{0,500})?>(.*?)</h\1\s*>", re.IGNORECASE | re.MULTILINE)
_OPENED = re.compile(
    r"(?:<(?:body|div|section|article|main|header)(?:\s[^<>]{0,500})?>\s*)+(?=<h[1-6][\s>])", re.IGNORECASE
)
_BOLD = re.compile(
    r"<(b|strong)(?:\s[^<>]{0,500})?>\s*([^\s<>](?:[^<>\n]{0,400}[^\s<>])?)\s*</\1\s*>", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_HEAD = re.compile(r"<head\b.{0,20000}?</head\s*>", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\s[^<>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(name|property|itemprop|content)\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title\s*>", re.IGNORECASE)
_SITE = re.compile(r"\s+[|｜]\s+[^|｜]*$")
_QUOTE = re.compile(r"<blockquote\b[^<>]{0,500}>(.{0,5000}?)</blockquote\s*>", re.IGNORECASE | re.DOTALL)
_TOLD = {
    "og:title": "title",
    "og:site_name": "show",
    "og:url": "url",
    "article:published_time": "published",
    "datepublished": "published",
}


def without_frame(text: str) -> str:
    """Return `text` without the tags that only lay it out; only lines of several paragraphs are broken."""
    if not _PARAGRAPH.search(text) and "<div" not in text.lower():
        return text
    text = _HIDDEN.sub(lambda found: "\n" * found.group().count("\n"), text)
    text = _QUOTE.sub(lambda found: f"\n\n{_quoted(found[1])}\n\n", text)
    text = _HEADING.sub(
        lambda found: f"{'#' * int(found[1])} {found[2]}",
        _OPENED.sub("\n\n", _END.sub(lambda found: f"{found.group()}\n\n", text)),
    )
    if len(_PARAGRAPH.findall(text)) > 2:
        text = re.sub(r"(</p\s*>)[ \t]*\n(?=[ \t]*<p)", r"\1\n\n", text, flags=re.IGNORECASE)
    return _BOLD.sub(r"**\2**", _FRAME.sub("", text))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line.strip()}" for line in _FRAME.sub("", text).split("\n") if line.strip())


def told(text: str) -> dict[str, str]:
    """Return what the head of a page says of it: title, show, address, day of publication."""
    head = _HEAD.search(text[:100_000])
    if not head:
        return {}
    title = _TITLE.search(head.group())
    found = {"title": _SITE.sub("", title[1])} if title else {}
    for meta in _META.findall(head.group()):
        given = {key.lower(): value[1:-1] for key, value in _ATTRIBUTE.findall(meta)}
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        if name.lower() in _TOLD and given.get("content"):
            found[_TOLD[name.lower()]] = given["content"]
    return {key: value for key, given in found.items() if (value := " ".join(html.unescape(given).split()))}
