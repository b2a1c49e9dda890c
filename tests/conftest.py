"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


def shared(name: str) -> Path:
    """Return a folder beside the checkout; skip without it, fail in CI."""
    folder = SHARED / name
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{folder} is missing: CI must have it")
        pytest.skip(f"{folder} is not here")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Return the folder of the five real documents."""
    return shared("seeds")


@pytest.fixture(scope="session")
def examples() -> Path:
    """Return the folder of questions with known answers."""
    return shared("examples")


@pytest.fixture(scope="session")
def specs() -> Path:
    """Return the folder of the platforms' own schemas."""
    return shared("specs")
