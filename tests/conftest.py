"""Fixtures that every test may use."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.command import Context
from bot.corpus.loader import load, load_files
from bot.corpus.model import Corpus
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher
from bot.settings import ChannelSettings
from tests.databases import new_database, postgresql_server

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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Return the address of a PostgreSQL server of our own, without a database's name."""
    with postgresql_server() as address:
        yield address


@pytest.fixture
def new_postgresql(postgresql: str) -> str:
    """Return the address of an empty database on that server."""
    return new_database(postgresql)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'yulu.db'}"
    return str(request.getfixturevalue("new_postgresql"))


@pytest.fixture(scope="session")
def talks() -> Corpus:
    """Return the invented corpus: two open talks, and one for a single workspace."""
    return load([Path(__file__).parent / "talks"])


@pytest.fixture(scope="session")
def searcher(talks: Corpus) -> Searcher:
    """Return a searcher over the invented corpus."""
    return Searcher(talks, Index.build(talks))


@pytest.fixture(scope="session")
def seed_searcher(seeds: Path) -> Searcher:
    """Return a searcher over the five real documents, with our own facts about them."""
    corpus = load_files(sorted(seeds.glob("*.txt")), [Path(__file__).parents[1] / "seeds"])
    return Searcher(corpus, Index.build(corpus))


@pytest.fixture
def context(searcher: Searcher) -> Context:
    """Return what a command may use, in a room of the console."""
    here = searcher.visible_to("console:")
    return Context(here, ChannelSettings(), "en", datetime(2024, 3, 1, 12, tzinfo=UTC))


@pytest.fixture
def seed_context(context: Context, seed_searcher: Searcher) -> Context:
    """Return the same on the five real documents."""
    return replace(context, searcher=seed_searcher)
