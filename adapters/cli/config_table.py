"""The configuration as a Markdown table, for the README."""

from pathlib import Path

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from adapters.config import Config, variable


def table() -> str:
    """Return every variable with its default and what it is for."""
    rows = [
        f"| `{variable(name)}` | {_default(field)} | {field.description} |"
        for name, field in Config.model_fields.items()
    ]
    return "\n".join(["| variable | default | what |", "|---|---|---|", *rows])


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True, validated_data={})
    match value:
        case SecretStr() | None | "" | ():
            return "–"
        case bool():
            return f"`{str(value).lower()}`"
        case Path():
            return "`~/.local/share/yulu`"
        case _:
            return f"`{value}`"
