"""Discord's rules for what is sent: its own OpenAPI file with closed objects, and what the file lacks."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DOCUMENT = "urn:discord"
CARD = 1 << 15
NO_CHOICES = {"type": 8, "data": {"choices": []}}
"""Valid as completions of text, of numbers and of integers alike, so never of exactly one of them."""
EXTRA = {"ApplicationCommandUpdateRequest": ("nsfw",)}


class Rules:
    """Says what is wrong with a request's payload."""

    def __init__(self, specs: Path) -> None:
        document = json.loads((specs / "discord-openapi.json").read_text(encoding="utf-8"))
        for name, schema in document["components"]["schemas"].items():
            _close(schema)
            for extra in EXTRA.get(name, ()):
                schema["properties"][extra] = {}
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(DOCUMENT, resource)
        self._paths = [(re.compile(_regex(path)), path, item) for path, item in document["paths"].items()]
        self._paths.sort(key=lambda entry: entry[1].count("{"))
        self._validators: dict[tuple[str, str], Draft202012Validator] = {}

    def problems(self, method: str, path: str, payload: Any) -> list[str]:
        """Return what is wrong; nothing for a valid request."""
        validator = self._validator(method.lower(), path)
        if validator is None:
            return [f"no such operation: {method} {path}"]
        if payload is None or payload == NO_CHOICES:
            return []
        return [_told(error) for error in validator.iter_errors(payload)] + list(_lacking(path, payload))

    def _validator(self, method: str, path: str) -> Draft202012Validator | None:
        for pattern, template, item in self._paths:
            if pattern.fullmatch(path) and method in item:
                return self._validators.setdefault((method, template), self._made(method, template, item))
        return None

    def _made(self, method: str, template: str, item: dict[str, Any]) -> Draft202012Validator:
        if "requestBody" not in item[method]:
            return Draft202012Validator({})
        escaped = template.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
        pointer = f"{DOCUMENT}#/paths/{escaped}/{method}/requestBody/content/application~1json/schema"
        return Draft202012Validator({"$ref": pointer}, registry=self._registry)


def _regex(path: str) -> str:
    return re.sub(r"\\{[^}]+\\}", "[^/]+", re.escape(path))


def _close(schema: Any) -> None:
    if isinstance(schema, dict):
        if schema.get("x-discord-union") == "oneOf" and "anyOf" in schema:
            schema["oneOf"] = schema.pop("anyOf")
        if "properties" in schema and "additionalProperties" not in schema:
            schema["additionalProperties"] = False
        for part in schema.values():
            _close(part)
    elif isinstance(schema, list):
        for part in schema:
            _close(part)


def _told(error: Any) -> str:
    deepest = error
    while deepest.context:
        deepest = max(deepest.context, key=lambda inner: len(inner.absolute_path))
    return f"{'/'.join(map(str, deepest.absolute_path))}: {deepest.message[:300]}"


def _lacking(path: str, payload: Any) -> Iterator[str]:
    if path.endswith("/commands"):
        for command in payload:
            yield from _command(command)
    elif path.endswith("/callback"):
        yield from _callback(payload)
    elif path.endswith("/threads"):
        return
    elif "/messages" in path or "/webhooks/" in path:
        yield from _message(payload)


def _callback(payload: Any) -> Iterator[str]:
    kind, data = payload["type"], payload.get("data") or {}
    if kind in {5, 6} and set(data) - {"flags"}:
        yield "a deferral carries nothing but the flag"
    if kind == 5 and data.get("flags", 64) != 64:
        yield "a deferral may only be ephemeral"
    if kind in {4, 7}:
        yield from _message(data)
    if kind == 9 and not 1 <= len(data["components"]) <= 5:
        yield "a modal has one to five inputs"
    if kind == 9:
        yield from _unique(data["components"])


def _message(message: Any) -> Iterator[str]:
    if message.get("allowed_mentions", {}).get("parse") != []:
        yield "it could ping"
    card = bool(message.get("flags", 0) & CARD)
    components = message.get("components") or []
    every = list(_every(components))
    if card and (message.get("content") or message.get("embeds")):
        yield "a card has neither content nor embeds"
    if not card and any(part["type"] not in {1, 2, 3} for part in every):
        yield "components of a card without the flag"
    if not card and not message.get("content"):
        yield "nothing is said"
    if len(every) > 40:
        yield f"{len(every)} components"
    if sum(len(part["content"]) for part in every if part["type"] == 10) > 4000:
        yield "more than 4000 characters"
    if len(message.get("content") or "") > 2000:
        yield "more than 2000 characters"
    if not card and len(components) > 5:
        yield "more than five rows"
    if any(part["type"] == 1 and not 1 <= len(part["components"]) <= 5 for part in every):
        yield "a row holds one to five buttons"
    yield from _unique(components)


def _unique(components: Any) -> Iterator[str]:
    ids = [part["custom_id"] for part in _every(components) if "custom_id" in part]
    if len(ids) != len(set(ids)):
        yield "the same id twice"


def _every(components: Any) -> Iterator[Any]:
    for part in components:
        yield part
        yield from _every(part.get("components") or [])
        if "component" in part:
            yield part["component"]


def _command(command: Any) -> Iterator[str]:
    if command.get("type", 1) == 1:
        for part in (command, *command.get("options", ())):
            names = [part["name"], *part.get("name_localizations", {}).values()]
            for name in names:
                if not re.fullmatch(r"[-_'\w]{1,32}", name) or name != name.lower():
                    yield f"not a name: {name}"
            if not 1 <= len(part["description"]) <= 100:
                yield f"description of {part['name']}"
    required = [option.get("required", False) for option in command.get("options", ())]
    if required != sorted(required, reverse=True):
        yield "required options come first"
    if (size := _size(command)) > 8000:
        yield f"{size} characters"


def _size(part: Any) -> int:
    size = 0
    for key in ("name", "description"):
        size += max(map(len, [part.get(key, ""), *part.get(f"{key}_localizations", {}).values()]))
    size += len(str(part["value"])) if "value" in part else 0
    return size + sum(map(_size, [*part.get("options", ()), *part.get("choices", ())]))
