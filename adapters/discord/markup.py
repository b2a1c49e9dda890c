"""Text from outside as Discord shows it unchanged: no Markdown, no mention, no link in it comes alive."""

import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from bot.corpus.model import Span
from bot.excerpt import shorten, visible

_LIVE = re.compile(r"[\\*_~`|\[\]<]")
_LINE_START = re.compile(r"^(\s*)([#>+-]|\d+(?=[.)]))", re.MULTILINE)
_EVERYBODY = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_INVITE = re.compile(r"(?<=discord)(app)?\.(?=gg|com|me|io)", re.IGNORECASE)
_WEB = {"http", "https"}


def escape(text: str) -> str:
    """Return Markdown that shows the text as it is."""
    text = _LIVE.sub(r"\\\g<0>", visible(text)).replace("://", ":\\//")
    text = _INVITE.sub(lambda found: f"{found[1] or ''}\\.", text)
    return _LINE_START.sub(_plain_start, _EVERYBODY.sub("@\u200b", text))


def marked(text: str, spans: Sequence[Span], mark: str = "**") -> str:
    """Return Markdown that shows the text with ranges of it between two marks."""
    pieces, done = [], 0
    for span in sorted(spans):
        start, end = max(span.start, done), min(span.end, len(text))
        if text[start:end].strip():
            pieces += [escape(text[done:start]), mark, escape(text[start:end]), mark]
            done = end
    return "".join(pieces) + escape(text[done:])


def fit(text: str, longest: int, spans: Sequence[Span] = (), mark: str = "**") -> str:
    """Return what `marked` returns, of `longest` characters at most: cut where a sentence ends."""
    size = longest
    while len(shown := marked(shorten(text, size), spans, mark)) > longest:
        size -= max(1, (len(shown) - longest) // 2)
    return shown


def heading(text: str, hashes: str) -> str:
    """Return every line of Markdown as a heading."""
    return "\n".join(f"{hashes} {line}" if line.strip() else line for line in text.split("\n"))


def small(text: str) -> str:
    """Return every line of Markdown as small print."""
    return heading(text, "-#")


def link(label: str, url: str) -> str:
    """Return a masked link; only the label where the address is not one of the web."""
    address = web_address(url)
    return f"[{escape(label)}]({address})" if address else escape(label)


def web_address(url: str) -> str:
    """Return an address that Markdown cannot be smuggled in by; empty if it is not one of the web."""
    try:
        parts = urlsplit(visible(url).strip())
    except ValueError:
        return ""
    if parts.scheme not in _WEB or not parts.netloc:
        return ""
    return quote(parts.geturl(), safe="%/:=&?~#+!$,;'@*-._").replace("@", "%40")


def _plain_start(found: re.Match[str]) -> str:
    lead, sign = found.groups()
    return f"{lead}{sign}\\" if sign.isdigit() else f"{lead}\\{sign}"
