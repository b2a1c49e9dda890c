"""What the pages name must exist."""

import re
from pathlib import Path

import pytest

from adapters.cli import VERBS
from adapters.cli.doctor_platforms import PERMISSIONS
from adapters.config import Config, variable
from bot.commands import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "SECURITY.md", *sorted((ROOT / "deploy").glob("*.md"))]
VARIABLES = {variable(name) for name in Config.model_fields}


def page(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_test_that_answers_a_threat_exists() -> None:
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", page(ROOT / "SECURITY.md"))
    assert len(named) > 25
    files = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    assert [pair for pair in named if f"def {pair[1]}(" not in files.get(pair[0], "")] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_verb_target_variable_and_link_exists(path: Path) -> None:
    whole = page(path)
    assert set(re.findall(r"\byulu ([a-z][a-z-]+)", whole)) <= VERBS.keys() | {"corpus"}
    targets = set(re.findall(r"^([a-z-]+):", page(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", whole, re.MULTILINE)) <= {
        pair for target in targets for pair in ((target, ""), ("", target))
    }
    variables = {name.removesuffix("_FILE") for name in re.findall(r"YULU_[A-Z_]*[A-Z]", whole)}
    assert variables <= VARIABLES
    links = [link for link in re.findall(r"\]\(([^)]+)\)", whole) if "://" not in link]
    assert all((path.parent / link).exists() for link in links)


@pytest.mark.parametrize("name", ["discord", "slack"])
def test_the_first_steps_name_commands_that_there_are(name: str) -> None:
    named = set(re.findall(r"`/([a-z-]+)[ `]", page(ROOT / "deploy" / f"{name}.md")))
    assert len(named) >= 2
    assert named <= COMMANDS.keys() | {"invite", "y-quote", "yulu"}


def test_the_permissions_of_the_page_are_those_of_the_invitation() -> None:
    whole = " ".join(page(ROOT / "deploy" / "discord.md").split())
    assert all(permission in whole for permission in PERMISSIONS)
