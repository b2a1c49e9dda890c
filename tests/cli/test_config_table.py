"""The README's table of the configuration is the configuration's own."""

from pathlib import Path

from typer.testing import CliRunner

from adapters.cli.config import app
from adapters.cli.config_table import table
from adapters.config import Config, variable

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_holds_the_table_of_today() -> None:
    assert table() in README.read_text(encoding="utf-8"), "write it anew: yulu config --markdown"


def test_every_setting_has_its_row() -> None:
    rows = [line.split("`")[1] for line in table().splitlines()[2:]]
    assert rows == [variable(name) for name in Config.model_fields]
    assert all(field.description for field in Config.model_fields.values())


def test_the_table_is_the_same_on_every_machine() -> None:
    assert str(Path.home()) not in table()
    assert CliRunner().invoke(app, ["--markdown"]).output == table() + "\n"
