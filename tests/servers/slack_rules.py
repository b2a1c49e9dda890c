"""What Slack demands of messages and views, as a check of its own: closed shapes, lengths, and safe text.

Written from Slack's public reference, not from the adapter's code, so that the two can disagree.
"""

import re
from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block

Node = dict[str, Any]

STYLE = {"bold", "italic", "strike", "code"}
RICH_PARTS = {"rich_text_section", "rich_text_quote", "rich_text_preformatted", "rich_text_list"}
KEYS: dict[str, tuple[set[str], set[str]]] = {
    "plain_text": ({"text"}, {"emoji"}),
    "mrkdwn": ({"text"}, {"verbatim"}),
    "header": ({"text"}, {"block_id"}),
    "section": ({"text"}, {"block_id", "fields", "accessory"}),
    "divider": (set(), {"block_id"}),
    "context": ({"elements"}, {"block_id"}),
    "actions": ({"elements"}, {"block_id"}),
    "input": ({"label", "element"}, {"block_id", "hint", "optional", "dispatch_action"}),
    "rich_text": ({"elements"}, {"block_id"}),
    "rich_text_section": ({"elements"}, set()),
    "rich_text_quote": ({"elements"}, {"border"}),
    "rich_text_preformatted": ({"elements"}, {"border"}),
    "rich_text_list": ({"elements", "style"}, {"indent", "offset", "border"}),
    "text": ({"text"}, {"style"}),
    "link": ({"url"}, {"text", "style", "unsafe"}),
    "date": ({"timestamp", "format"}, {"fallback", "url", "style"}),
    "button": ({"text", "action_id"}, {"value", "url", "style", "confirm", "accessibility_label"}),
    "static_select": ({"options", "action_id"}, {"initial_option", "placeholder", "confirm"}),
    "multi_static_select": (
        {"options", "action_id"},
        {"initial_options", "placeholder", "confirm", "max_selected_items"},
    ),
    "plain_text_input": (
        {"action_id"},
        {"initial_value", "multiline", "min_length", "max_length", "placeholder"},
    ),
    "modal": (
        {"title", "blocks"},
        {"submit", "close", "private_metadata", "callback_id", "clear_on_close", "notify_on_close"},
    ),
    "home": ({"blocks"}, {"private_metadata", "callback_id", "external_id"}),
}
LENGTHS = {
    ("header", "text"): 150,
    ("section", "text"): 3000,
    ("button", "text"): 75,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
    ("modal", "title"): 24,
    ("modal", "submit"): 24,
    ("modal", "close"): 24,
}
ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")
LINK = re.compile(r"<https?://[^\s<>|]+\|[^<>|]*>")


def message_problems(payload: Node) -> list[str]:
    """Return what Slack would refuse in a message, or must not be let through."""
    problems = [] if str(payload.get("text", "")).strip() else ["no top-level text"]
    problems += _unsafe(str(payload.get("text", "")), "text")
    problems += [] if len(payload.get("text", "")) <= 4000 else ["top-level text over 4000"]
    if payload.get("unfurl_links") or payload.get("unfurl_media") or payload.get("link_names"):
        problems.append("unfurls")
    blocks = payload.get("blocks", [])
    problems += [] if len(blocks) <= 50 else ["over 50 blocks"]
    problems += [] if _length(blocks) <= 13_000 else ["msg_blocks_too_long"]
    return [*problems, *block_problems(blocks)]


def view_problems(view: Node) -> list[str]:
    """Return what Slack would refuse in a view."""
    problems = list(_shape(view, view.get("type", "?")))
    problems += [] if 1 <= len(view.get("blocks", [])) <= 100 else ["not 1 to 100 blocks"]
    problems += [] if len(view.get("private_metadata", "")) <= 3000 else ["private_metadata over 3000"]
    return [*problems, *block_problems(view.get("blocks", []))]


def block_problems(blocks: list[Node]) -> list[str]:
    """Return what is wrong in blocks, each with its path."""
    problems: list[str] = []
    for number, block in enumerate(blocks):
        problems += _walk(block, f"blocks[{number}]")
        for parsed in Block.parse_all([block]):
            parsed.validate_json()
    for name in ("action_id", "block_id"):
        ids = [str(node[name]) for block in blocks for node in _nodes(block) if name in node]
        problems += [f"{name} twice"] if len(ids) != len(set(ids)) else []
        problems += [f"{name} over 255" for id_ in ids if not 1 <= len(id_) <= 255]
    return problems


def _walk(node: Node, path: str) -> Iterator[str]:
    for found in _nodes(node):
        yield from (f"{path}: {problem}" for problem in _shape(found, str(found.get("type", "option"))))


def _shape(node: Node, kind: str) -> Iterator[str]:
    if kind == "option":
        yield from _option(node)
        return
    if kind not in KEYS:
        yield f"unknown type {kind}"
        return
    needed, allowed = KEYS[kind]
    given = set(node) - {"type"}
    if needed - given or given - needed - allowed:
        yield f"{kind} has {sorted(given)}"
    for key, value in node.items():
        most = LENGTHS.get((kind, key))
        if most and isinstance(value, dict) and not 1 <= len(value["text"]) <= most:
            yield f"{kind}.{key} is {len(value['text'])} long"
    yield from _specific(node, kind)


def _specific(node: Node, kind: str) -> Iterator[str]:
    match kind:
        case "plain_text" | "mrkdwn":
            yield from _text(node, kind)
        case "text":
            yield from ([] if node["text"] else ["empty rich text"])
            yield from (["a mention in one piece"] if re.search(r"<[!@#]", node["text"]) else [])
            yield from ([] if set(node.get("style", {})) <= STYLE else ["unknown style"])
        case "link":
            yield from ([] if re.fullmatch(r"https?://\S{1,2990}", node["url"]) else ["not a web address"])
        case "context":
            yield from ([] if 1 <= len(node["elements"]) <= 10 else ["context elements"])
        case "actions":
            yield from ([] if 1 <= len(node["elements"]) <= 25 else ["actions elements"])
        case "rich_text":
            kinds = {part["type"] for part in node["elements"]}
            yield from ([] if kinds and kinds <= RICH_PARTS else ["rich text parts"])
        case "rich_text_list":
            yield from ([] if node["style"] in {"bullet", "ordered"} else ["list style"])
        case "button":
            yield from ([] if len(node.get("value", "")) <= 2000 else ["button value over 2000"])
            yield from ([] if node.get("style", "primary") in {"primary", "danger"} else ["button style"])
        case "static_select" | "multi_static_select":
            yield from _select(node)
        case "plain_text_input":
            yield from ([] if len(node.get("initial_value", "")) <= 3000 else ["initial_value"])


def _select(node: Node) -> Iterator[str]:
    if not 1 <= len(node["options"]) <= 100:
        yield "select options"
    chosen = node.get("initial_options", [node["initial_option"]] if "initial_option" in node else [])
    if any(option not in node["options"] for option in chosen):
        yield "initial option is no option"


def _option(node: Node) -> Iterator[str]:
    if set(node) == set(STYLE & set(node)):
        return
    if set(node) != {"text", "value"}:
        yield f"option has {sorted(node)}"
    elif not (1 <= len(node["text"]["text"]) <= 75 and 1 <= len(node["value"]) <= 150):
        yield "option lengths"


def _text(node: Node, kind: str) -> Iterator[str]:
    if not 1 <= len(node["text"]) <= 3000:
        yield f"{kind} is {len(node['text'])} long"
    if kind == "mrkdwn" and node.get("verbatim") is not True:
        yield "mrkdwn that is not verbatim"
    yield from _unsafe(LINK.sub("", node["text"]) if kind == "mrkdwn" else node["text"], kind)


def _unsafe(text: str, where: str) -> list[str]:
    return [f"unescaped {where}"] if re.search(r"[<>]", text) or ENTITY.search(text) else []


def _nodes(node: Any) -> Iterator[Node]:
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key != "style":
                yield from _nodes(value)
    elif isinstance(node, list):
        for part in node:
            yield from _nodes(part)


def _length(node: Any) -> int:
    if isinstance(node, dict):
        return sum(_length(value) for key, value in node.items() if key != "type")
    if isinstance(node, list):
        return sum(map(_length, node))
    return len(node) if isinstance(node, str) else 0
