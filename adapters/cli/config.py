"""`yulu config`: what is in force, and where it comes from."""

from typing import Annotated

import typer
from pydantic import SecretStr

from adapters.cli.compose import read_config
from adapters.cli.config_table import table
from adapters.config import Config, origin, unread, variable

app = typer.Typer(rich_markup_mode=None)


@app.command()
def config(
    *, markdown: Annotated[bool, typer.Option(help="Write the table of the README instead")] = False
) -> None:
    """Show every setting, its value (secrets hidden) and where it comes from.

    Example: YULU_LOG_LEVEL=debug yulu config
    """
    if markdown:
        typer.echo(table())
        return
    in_force = read_config()
    for name, field in Config.model_fields.items():
        typer.echo(
            f"{variable(name):28} {_shown(getattr(in_force, name)):32} {origin(name):14} {field.description}"
        )
    for told in unread():
        typer.echo(told, err=True)


def _shown(value: object) -> str:
    match value:
        case SecretStr():
            return "(set, hidden)" if value.get_secret_value() else "(not set)"
        case tuple():
            return ",".join(map(str, value)) or "(none)"
        case None | "":
            return "(none)"
        case _:
            return str(value)
