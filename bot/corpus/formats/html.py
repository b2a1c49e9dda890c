"""HTML around a transcript: its frame goes, its paragraphs become lines."""

import re

_HIDDEN = re.compile(r"<(style|script|head|nav|svg)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_FRAME = re.compile(
    r"</?(?:html|body|div|span|section|article|main|header|footer|center|font|p|ul|ol|li|figure)(?:\s[^<>]{0,500})?>",
    re.IGNORECASE,
)
_END = re.compile(r"</(?:p|div|li|h[1-6])\s*>(?=[^\n]*\S)", re.IGNORECASE)
_HEADING = re.compile(r"^\s*<h([1-6])(?:\s[^<>]{0,500})?>(.*?)</h\1\s*>", re.IGNORECASE | re.MULTILINE)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)


def without_frame(text: str) -> str:
    """Return `text` without the tags that only lay it out; only lines of several paragraphs are broken."""
    if not _PARAGRAPH.search(text) and "<div" not in text.lower():
        return text
    text = _HIDDEN.sub(lambda found: "\n" * found.group().count("\n"), text)
    text = _HEADING.sub(
        lambda found: f"{'#' * int(found[1])} {found[2]}",
        _END.sub(lambda found: f"{found.group()}\n\n", text),
    )
    if len(_PARAGRAPH.findall(text)) > 2:
        text = re.sub(r"(</p\s*>)[ \t]*\n(?=[ \t]*<p)", r"\1\n\n", text, flags=re.IGNORECASE)
    return _FRAME.sub("", text)
