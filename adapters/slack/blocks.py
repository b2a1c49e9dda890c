"""Block Kit's pieces. Every text from outside passes `escape` here or stands in a rich text, which
Slack reads literally; a link comes only from `link`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from adapters.slack import limits
from bot.corpus.model import Span
from bot.excerpt import shorten, visible
from bot.reply import Action, Style

Payload = dict[str, Any]

BLANK = "–"
"""Stands where Slack wants a text and there is none."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_UNSAFE = re.compile(r"[\s<>|\"\x00-\x1f\x7f]")


def escape(text: str) -> str:
    """Return a text that Slack shows as it is: with its three control characters as entities."""
    return "".join(_ENTITIES.get(character, character) for character in visible(text))


def fit(text: str, longest: int) -> str:
    """Return a text, not yet escaped, that has at most `longest` characters once it is."""
    room, text = longest, visible(text)
    while (over := size(kept := shorten(text, room)) - longest) > 0:
        room = min(room, len(kept)) - max(1, over // 5)
    return kept


def size(text: str) -> int:
    """Return the length of a text once escaped, as Slack counts at its strictest."""
    return sum(len(_ENTITIES.get(character, character)) + (character > "\uffff") for character in text)


def plain(text: str, longest: int) -> Payload:
    """Return a plain-text object: no markup, no emoji names, no mentions."""
    return {"type": "plain_text", "text": escape(fit(text, longest)).strip() or BLANK, "emoji": False}


def header(text: str) -> Payload:
    """Return a heading."""
    return {"type": "header", "text": plain(text, limits.HEADER)}


def section(text: str) -> Payload:
    """Return a paragraph."""
    return {"type": "section", "text": plain(text, limits.SECTION)}


def divider() -> Payload:
    """Return a rule."""
    return {"type": "divider"}


def context(texts: Iterable[str], url: str = "", label: str = "") -> Payload | None:
    """Return a line of small print, ended by a link; None if there is nothing to say."""
    elements = [plain(text, limits.SECTION) for text in texts if text]
    if target := address(url):
        elements.append({"type": "mrkdwn", "text": f"<{target}|{escape(label)}>", "verbatim": True})
    return {"type": "context", "elements": elements[: limits.CONTEXT_ELEMENTS]} if elements else None


def address(url: str) -> str:
    """Return a web address that cannot end its own link; empty if it is none or too long."""
    safe = _UNSAFE.sub(lambda found: quote(found[0]), visible(url.strip()))
    try:
        parts = urlsplit(safe)
    except ValueError:
        return ""
    return safe if parts.scheme in {"http", "https"} and parts.netloc and len(safe) <= limits.URL else ""


def rich(*parts: Payload) -> Payload:
    """Return a rich text of `words`, `quoted` and `preformatted` parts."""
    return {"type": "rich_text", "elements": [part for part in parts if part["elements"]]}


def words(*elements: Payload) -> Payload:
    """Return a paragraph of a rich text."""
    return {"type": "rich_text_section", "elements": list(elements)}


def quoted(elements: Iterable[Payload]) -> Payload:
    """Return a quotation of a rich text."""
    return {"type": "rich_text_quote", "elements": list(elements)}


def preformatted(text: str) -> Payload:
    """Return lines whose columns stay under one another."""
    return {"type": "rich_text_preformatted", "elements": list(literal(fit(text, limits.SECTION)))}


def literal(text: str, **style: bool) -> Iterator[Payload]:
    """Yield a text's elements; cut at `<`, so that no mention or link stands whole in any of them."""
    for piece in re.split(r"(?<=<)", visible(text)):
        if piece:
            yield {"type": "text", "text": piece, **({"style": style} if style else {})}


def opened(channel: str) -> Payload:
    """Return a channel's name, which opens it."""
    return {"type": "channel", "channel_id": channel}


def linked(text: str, url: str) -> Iterator[Payload]:
    """Yield a text as a link, or as it is where the address is none."""
    if target := address(url):
        yield {"type": "link", "url": target, "text": visible(text)}
    else:
        yield from literal(text)


def highlighted(text: str, spans: Iterable[Span]) -> Iterator[Payload]:
    """Yield a text with its spans in bold."""
    position = 0
    for span in sorted(spans):
        start, end = max(span.start, position), min(span.end, len(text))
        if start < end:
            yield from literal(text[position:start])
            yield from literal(text[start:end], bold=True)
            position = end
    yield from literal(text[position:])


def buttons(actions: tuple[Action, ...], ids: tuple[str, ...]) -> list[Payload]:
    """Return rows of buttons; Slack has no greyed ones, so those are left out."""
    shown = [
        button(action, id_, number)
        for number, (action, id_) in enumerate(zip(actions, ids, strict=True))
        if not action.disabled
    ]
    rows = range(0, len(shown), limits.ACTIONS)
    return [{"type": "actions", "elements": shown[row : row + limits.ACTIONS]} for row in rows]


def button(action: Action, id_: str, number: int) -> Payload:
    """Return a button; whether it answers anew stands in its action id."""
    pressed = {
        "type": "button",
        "action_id": f"{'anew' if action.anew else 'here'}-{number}",
        "text": plain(action.label, limits.BUTTON),
        "value": packed(id_),
    }
    return pressed if action.style is Style.PLAIN else {**pressed, "style": action.style.value}


def packed(id_: str) -> str:
    """Return a component's id as Slack gives it back unchanged: it escapes `&`, `<` and `>` by itself."""
    return re.sub(r"[%&<>\x00-\x1f]", lambda found: quote(found[0]), id_)


def unpacked(value: str) -> str:
    """Return what `packed` was given."""
    return unquote(value)
