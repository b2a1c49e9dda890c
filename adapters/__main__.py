"""The entry: `yulu`, or `python -m adapters`."""

import gc

from adapters.cli import app

_OBJECTS = 50_000
"""A start makes many objects that stay; to look through them every 700 would be a twentieth of it."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_OBJECTS)
    app(prog_name="yulu")


if __name__ == "__main__":
    main()
