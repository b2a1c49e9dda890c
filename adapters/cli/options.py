"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Seeds = Annotated[
    list[Path] | None,
    typer.Option(
        "--seeds",
        metavar="DIR",
        help="A folder of documents and facts; may be given several times. Default: YULU_SEEDS, else seeds/.",
    ),
]
Lang = Annotated[
    Literal["en", "zh-Hans", "zh-Hant"],
    typer.Option("--lang", help="The language of the texts around the quotes."),
]
