"""Forms as modals."""

import json

from adapters.slack import limits
from adapters.slack.blocks import Payload, packed, plain
from bot.reply.form import Field, Form
from bot.texts import text

SUBMITTED = "form"


def modal(form: Form, locale: str, metadata: Payload) -> Payload:
    """Return a form; `metadata` comes back with it."""
    return {
        "type": "modal",
        "callback_id": SUBMITTED,
        "title": plain(form.title, limits.TITLE),
        "submit": plain(form.submit_label, limits.TITLE),
        "close": plain(text(locale, "slack-close"), limits.TITLE),
        "private_metadata": packed(json.dumps(metadata, ensure_ascii=False))[: limits.METADATA],
        "blocks": [_input(field) for field in form.fields[: limits.VIEW_BLOCKS]],
    }


def _input(field: Field) -> Payload:
    block = {
        "type": "input",
        "block_id": field.name,
        "optional": not field.required,
        "label": plain(field.label, limits.LABEL),
        "element": _element(field),
    }
    return {**block, "hint": plain(field.hint, limits.LABEL)} if field.hint else block


def _element(field: Field) -> Payload:
    sendable = all(1 <= len(choice.value) <= limits.OPTION_VALUE for choice in field.choices)
    if not 1 <= len(field.choices) <= limits.OPTIONS or not sendable:
        element = {"type": "plain_text_input", "action_id": field.name, "max_length": limits.INPUT}
        return {**element, "initial_value": field.value[: limits.INPUT]} if field.value else element
    options = {
        choice.value: {"text": plain(choice.name, limits.OPTION), "value": packed(choice.value)}
        for choice in field.choices
    }
    chosen = [options[value] for value in field.value.split(",") if value in options]
    if field.several:
        element = {"type": "multi_static_select", "action_id": field.name, "options": list(options.values())}
        return {**element, "initial_options": chosen} if chosen else element
    element = {"type": "static_select", "action_id": field.name, "options": list(options.values())}
    return {**element, "initial_option": chosen[0]} if chosen else element
