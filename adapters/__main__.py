"""The entry: `yulu`, or `python -m adapters`."""

from adapters.cli import app


def main() -> None:
    """Run the command line."""
    app(prog_name="yulu")


if __name__ == "__main__":
    main()
