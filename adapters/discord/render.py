"""Reply to payload: a card of Discord's components, or plain text where a card may not be sent."""

from collections.abc import Sequence
from typing import Any

from adapters.discord import limits
from adapters.discord.cards import blocks
from adapters.discord.markup import escape, fit, small
from bot.chart import alt_text
from bot.excerpt import visible
from bot.plain_text import plain
from bot.reply import Action, Notice, Reply, Style
from bot.reply.form import Choices, Field, Form
from bot.reply.found import Hit, Quotes, Timeline

Payload = dict[str, Any]

NO_UNFURLING = 1 << 2
EPHEMERAL = 1 << 6
CARD = 1 << 15
PICTURE = "timeline.png"
IN_PLACE, ANEW = "=", "+"
"""What stands before a button's id: whether it answers in place of its message."""

_NOBODY: Payload = {"parse": []}
_STYLES = {Style.PLAIN: 2, Style.PRIMARY: 1, Style.DANGER: 4}
_INK, _GREY, _RED = 0x4E6E8E, 0x8A8F98, 0xC0392B


def message(reply: Reply, ids: Sequence[str], *, picture: bool = False, note: str = "") -> Payload:
    """Return an answer as a card with its buttons, as a message is created or edited with.

    `ids` are the component ids of the reply's actions; `picture` says that the timeline's is sent along;
    `note` is said in small print.
    """
    shown: list[Payload] = [_text(block) for block in _merged(blocks(reply, limits.TEXT - len(note) - 3))]
    if note:
        shown.append(_text(small(escape(note))))
    if picture and isinstance(reply.body, Timeline):
        gallery = {"description": _alt(reply), "media": {"url": f"attachment://{PICTURE}"}}
        shown.insert(1, {"type": 12, "items": [gallery]})
    card = {"type": 17, "accent_color": _colour(reply), "components": shown}
    return {
        "components": [card, *rows(reply.actions, ids)],
        "flags": CARD,
        "allowed_mentions": _NOBODY,
        "attachments": _attachments(reply) if picture else [],
    }


def plain_message(reply: Reply, ids: Sequence[str], note: str = "") -> Payload:
    """Return an answer as text with its buttons, for where a card may not be sent; `note` says why."""
    room = limits.CONTENT - len(note) - 2
    return {
        "content": f"{fit(plain(reply), room)}\n{note}".strip() or "…",
        "components": rows(reply.actions, ids),
        "flags": NO_UNFURLING,
        "allowed_mentions": _NOBODY,
    }


def words(content: str, *, private: bool = False) -> Payload:
    """Return a message of our own words, which may hold Markdown of ours."""
    flags = NO_UNFURLING | (EPHEMERAL if private else 0)
    return {"content": content[: limits.CONTENT], "flags": flags, "allowed_mentions": _NOBODY}


def private(payload: Payload) -> Payload:
    """Return a message that only the asker sees."""
    return {**payload, "flags": payload.get("flags", 0) | EPHEMERAL}


def rows(actions: Sequence[Action], ids: Sequence[str]) -> list[Payload]:
    """Return buttons, five a row."""
    buttons = [_button(*pair) for pair in zip(actions, ids, strict=True)][: limits.ROWS * limits.ROW_BUTTONS]
    starts = range(0, len(buttons), limits.ROW_BUTTONS)
    return [{"type": 1, "components": buttons[start : start + limits.ROW_BUTTONS]} for start in starts]


def choices(reply: Reply) -> Payload:
    """Return completions; what could not be sent back whole is left out."""
    found = reply.body.choices if isinstance(reply.body, Choices) else ()
    fitting = [choice for choice in found if choice.value and len(choice.value) <= limits.CHOICE]
    return {
        "choices": [
            {"name": visible(choice.name)[: limits.CHOICE] or choice.value, "value": choice.value}
            for choice in fitting[: limits.CHOICES]
        ]
    }


def form(body: Form, custom_id: str) -> Payload:
    """Return a modal; each input's id is its field's name."""
    return {
        "custom_id": custom_id,
        "title": visible(body.title)[: limits.MODAL_TITLE],
        "components": [_labelled(field) for field in body.fields[: limits.MODAL_INPUTS]],
    }


def _merged(found: list[str]) -> list[str]:
    most = limits.COMPONENTS - 3 - limits.ROWS * (1 + limits.ROW_BUTTONS)
    return found if len(found) <= most else [*found[: most - 1], "\n".join(found[most - 1 :])]


def _text(content: str) -> Payload:
    return {"type": 10, "content": content}


def _button(action: Action, component_id: str) -> Payload:
    return {
        "type": 2,
        "style": _STYLES[action.style],
        "label": visible(action.label)[: limits.BUTTON_LABEL],
        "custom_id": (ANEW if action.anew else IN_PLACE) + component_id,
        "disabled": action.disabled,
    }


def _colour(reply: Reply) -> int:
    if isinstance(reply.body, Notice) and reply.body.level == "error":
        return _RED
    hits: tuple[Hit, ...] = reply.body.hits if isinstance(reply.body, Quotes) else ()
    return _GREY if any(not hit.verbatim for hit in hits) else _INK


def _alt(reply: Reply) -> str:
    said = alt_text(reply.body, reply.locale) if isinstance(reply.body, Timeline) else ""
    return visible(said)[: limits.ALT_TEXT]


def _attachments(reply: Reply) -> list[Payload]:
    return [{"id": "0", "filename": PICTURE, "description": _alt(reply)}]


def _labelled(field: Field) -> Payload:
    labelled: Payload = {"type": 18, "label": visible(field.label)[: limits.INPUT_LABEL]}
    if field.hint:
        labelled["description"] = visible(field.hint)[: limits.INPUT_HINT]
    return {**labelled, "component": _select(field) if field.choices else _input(field)}


def _input(field: Field) -> Payload:
    value = {"value": visible(field.value)[: limits.INPUT_VALUE]} if field.value else {}
    return {"type": 4, "custom_id": field.name, "style": 1, "required": field.required, **value}


def _select(field: Field) -> Payload:
    chosen = set(field.value.split(",")) if field.several else {field.value}
    options = [
        {
            "label": visible(choice.name)[: limits.SELECT_TEXT],
            "value": choice.value,
            "default": choice.value in chosen,
        }
        for choice in field.choices
        if 0 < len(choice.value) <= limits.SELECT_TEXT
    ][: limits.SELECT_OPTIONS]
    return {
        "type": 3,
        "custom_id": field.name,
        "required": field.required,
        "min_values": 1 if field.required else 0,
        "max_values": len(options) if field.several else 1,
        "options": options,
    }
