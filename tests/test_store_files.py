"""Backups are whole, restoring loses nothing, and checking finds damage."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.interaction import ChannelRef, Interaction, UserRef
from bot.reply.changes import SetSettings
from bot.store import files
from bot.store.sql import SqlStore

ASKED = Interaction("settings", channel=ChannelRef("discord", "c1", "w1"), user=UserRef("discord", "mira"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "yulu.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def choose(url: str, results: str) -> None:
    async def change() -> None:
        store = await SqlStore.open(url)
        await store.apply(ASKED, (SetSettings((("results", results),)),))
        await store.close()

    asyncio.run(change())


def chosen(url: str) -> int:
    async def read() -> int:
        store = await SqlStore.open(url)
        settings = await store.settings(ASKED.channel)
        await store.close()
        return settings.results

    return asyncio.run(read())


def test_what_is_restored_is_what_was_backed_up_and_what_it_replaced_is_kept(
    url: str, tmp_path: Path
) -> None:
    choose(url, "7")
    files.backup(url, tmp_path / "copies" / "monday.db")
    choose(url, "9")
    kept = files.restore(url, tmp_path / "copies" / "monday.db")
    assert chosen(url) == 7
    assert chosen(f"sqlite:///{kept}") == 9


async def test_a_backup_can_be_made_and_restored_while_the_bot_has_the_file_open(
    url: str, tmp_path: Path
) -> None:
    store = await SqlStore.open(url)
    await store.apply(ASKED, (SetSettings((("results", "7"),)),))
    files.backup(url, tmp_path / "monday.db")
    await store.apply(ASKED, (SetSettings((("results", "9"),)),))
    files.restore(url, tmp_path / "monday.db")
    assert (await store.settings(ASKED.channel)).results == 7
    await store.close()


def test_a_damaged_database_is_put_aside_whole_before_a_backup_takes_its_place(
    url: str, path: Path, tmp_path: Path
) -> None:
    choose(url, "7")
    files.backup(url, tmp_path / "monday.db")
    path.write_bytes(b"damaged" * 1000)
    kept = files.restore(url, tmp_path / "monday.db")
    assert kept is not None
    assert kept.read_bytes() == b"damaged" * 1000
    assert chosen(url) == 7


def test_restoring_to_an_empty_place_makes_it(url: str, path: Path, tmp_path: Path) -> None:
    choose(url, "7")
    files.backup(url, tmp_path / "monday.db")
    elsewhere = f"sqlite:///{tmp_path / 'new' / 'yulu.db'}"
    assert files.restore(elsewhere, tmp_path / "monday.db") is None
    assert chosen(elsewhere) == 7


def test_a_backup_never_overwrites(url: str, tmp_path: Path) -> None:
    choose(url, "7")
    (tmp_path / "monday.db").write_text("a shopping list", encoding="utf-8")
    with pytest.raises(StoreError, match=r"monday\.db exists already"):
        files.backup(url, tmp_path / "monday.db")
    assert (tmp_path / "monday.db").read_text(encoding="utf-8") == "a shopping list"


def test_backing_up_nothing_is_refused_and_makes_nothing(url: str, path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"yulu\.db does not exist"):
        files.backup(url, tmp_path / "monday.db")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_backup_is_refused_and_the_database_stays(url: str, tmp_path: Path) -> None:
    choose(url, "7")
    (tmp_path / "bad.db").write_bytes(b"damaged" * 1000)
    with pytest.raises(StoreError, match=r"bad\.db is damaged"):
        files.restore(url, tmp_path / "bad.db")
    assert chosen(url) == 7


def test_a_backup_of_a_newer_version_or_another_program_is_refused(url: str, tmp_path: Path) -> None:
    choose(url, "7")
    for name, statement in {
        "newer.db": "CREATE TABLE alembic_version AS SELECT '9999' AS version_num",
        "diary.db": "CREATE TABLE diary (line TEXT)",
    }.items():
        connection = sqlite3.connect(tmp_path / name)
        connection.execute(statement)
        connection.close()
        with pytest.raises(StoreError, match=r"has version 9999|no database of Yulu's"):
            files.restore(url, tmp_path / name)
    assert chosen(url) == 7


def test_checking_counts_the_rows_and_changes_nothing(url: str, path: Path) -> None:
    choose(url, "7")
    before = path.read_bytes()
    condition = asyncio.run(files.check(url))
    assert (condition.rows["settings"], condition.rows["settings_log"], condition.rows["seen"]) == (1, 1, 0)
    assert path.read_bytes() == before


def test_checking_what_is_missing_does_not_make_it(url: str, path: Path) -> None:
    with pytest.raises(StoreError, match=r"yulu\.db does not exist"):
        asyncio.run(files.check(url))
    assert not path.exists()


async def test_checking_finds_a_row_without_what_it_refers_to(url: str, path: Path) -> None:
    store = await SqlStore.open(url)
    await store.close()
    connection = sqlite3.connect(path)
    columns = len(connection.execute("PRAGMA table_info(ledger)").fetchall())
    connection.execute(f"INSERT INTO ledger VALUES ({', '.join(['1'] * columns)})")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match=r"damaged.*ledger: row 1"):
        await files.check(url)


async def test_postgresql_is_checked_here_and_backed_up_with_its_own_programs(
    new_postgresql: str, tmp_path: Path
) -> None:
    store = await SqlStore.open(new_postgresql)
    await store.close()
    assert (await files.check(new_postgresql)).rows["settings"] == 0
    with pytest.raises(StoreError, match="use pg_dump"):
        files.backup(new_postgresql, tmp_path / "monday.db")
