"""A database that cannot be used is named, with what to do, and never reset."""

import asyncio
import gc
import os
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.errors import StoreError
from bot.interaction import ChannelRef, Interaction, UserRef
from bot.reply.changes import ReportPassage, SetSettings
from bot.store.engine import Database
from bot.store.sql import SqlStore
from bot.store.upgrade import versions

ASKED = Interaction("settings", channel=ChannelRef("discord", "c1", "w1"), user=UserRef("discord", "mira"))
CHANGE = (SetSettings((("results", "7"),)),)


@asynccontextmanager
async def opened(path: Path, query: str = "") -> AsyncIterator[SqlStore]:
    store = await SqlStore.open(f"sqlite+aiosqlite:///{path}{query}")
    try:
        yield store
    finally:
        await store.close()


async def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    async with opened(tmp_path / "new" / "deep" / "yulu.db") as store:
        await store.apply(ASKED, CHANGE)
    assert (tmp_path / "new" / "deep" / "yulu.db").is_file()


async def test_what_was_kept_is_there_after_opening_again(tmp_path: Path) -> None:
    async with opened(tmp_path / "yulu.db") as store:
        await store.apply(ASKED, CHANGE)
    async with opened(tmp_path / "yulu.db") as store:
        assert (await store.settings(ASKED.channel)).results == 7


@pytest.mark.parametrize("content", [b"a diary, not a database" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
async def test_a_corrupt_file_is_named_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "yulu.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"yulu\.db is damaged.*yulu db restore"):
        async with opened(path):
            pass
    assert path.read_bytes() == content


async def test_a_torn_page_is_found_when_opening(tmp_path: Path) -> None:
    path = tmp_path / "yulu.db"
    async with opened(path) as store:
        for number in range(200):
            await store.keep_text(f"{number}" * 100)
    data = bytearray(path.read_bytes())
    data[4096 * 3 :] = os.urandom(len(data) - 4096 * 3)
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"yulu\.db is damaged"):
        async with opened(path):
            pass


async def test_a_full_disk_keeps_nothing_of_the_change_and_everything_before_it(tmp_path: Path) -> None:
    async with opened(tmp_path / "yulu.db") as store:
        await store.apply(ASKED, CHANGE)
        event.listen(
            store.database.engine.sync_engine,
            "begin",
            lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=1"),
        )
        with pytest.raises(StoreError, match=r"yulu\.db cannot grow: the disk is full"):
            await store.apply(
                ASKED, (SetSettings((("results", "9"),)), ReportPassage("p", "garbled", "x" * 1_000_000))
            )
        assert (await store.settings(ASKED.channel)).results == 7


async def test_a_read_only_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "yulu.db"
    async with opened(path):
        pass
    with pytest.raises(StoreError, match=r"yulu\.db\S* is read-only"):
        # By its address, since root may write every file.
        async with opened(Path(f"file:{path}"), "?mode=ro&uri=true") as store:
            await store.apply(ASKED, CHANGE)


async def test_a_folder_in_the_files_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        async with opened(tmp_path):
            pass


async def test_a_newer_schema_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "yulu.db"
    async with opened(path) as store:
        await store.apply(ASKED, CHANGE)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match=rf"yulu\.db has version 9999; this Yulu knows {versions()[-1]}"):
        async with opened(path):
            pass
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT value FROM settings").fetchall() == [("7",)]
    connection.close()


async def test_another_programs_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE diary (line TEXT)")
    connection.close()
    with pytest.raises(StoreError, match=r"diary\.db is another program's"):
        async with opened(path):
            pass
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("diary",)]
    connection.close()


@pytest.mark.parametrize(
    "url", ["", "yulu.db", "mysql://u:secret@host/x", "nonsense://secret", "postgresql://u:secret@h:port/x"]
)
async def test_an_address_of_no_database_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(StoreError, match="YULU_DATABASE_URL") as raised:
        await SqlStore.open(url)
    assert "secret" not in str(raised.value)


async def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match=r"yulu:\*\*\*@127\.0\.0\.1:9/x cannot be used") as raised:
        await SqlStore.open("postgresql://yulu:secret@127.0.0.1:9/x")
    assert "secret" not in str(raised.value)


async def test_a_wrong_name_on_a_server_is_a_store_error(postgresql: str) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        await SqlStore.open(f"{postgresql}/nowhere")


async def test_the_rooms_words_are_in_no_error(tmp_path: Path) -> None:
    async with opened(tmp_path / "yulu.db") as store:
        async with store.database.writing() as connection:
            await connection.exec_driver_sql("DROP TABLE texts")
        with pytest.raises(StoreError) as raised:
            await store.keep_text("what a room asked")
    assert "what a room asked" not in f"{raised.value}{raised.value.__cause__}"


async def test_whoever_is_cancelled_at_whatever_moment_leaves_no_connection_open(tmp_path: Path) -> None:
    async def read(database: Database) -> None:
        async with database.reading():
            pass

    cancelled = 0
    for moment in range(100):
        database = Database(f"sqlite:///{tmp_path / 'yulu.db'}")
        reading = asyncio.create_task(read(database))
        await asyncio.wait({reading}, timeout=moment / 20_000)
        reading.cancel()
        await asyncio.wait({reading})
        cancelled += reading.cancelled()
        await database.close()
    assert cancelled
    gc.collect()
    left = [thread for thread in threading.enumerate() if "connection" in thread.name]
    for thread in left:
        thread.join(5)
    assert not [thread for thread in left if thread.is_alive()]


async def test_under_load_no_connection_is_opened_that_was_not_there_before(tmp_path: Path) -> None:
    async with opened(tmp_path / "yulu.db") as store:
        before = threading.active_count()
        await asyncio.gather(*(store.settings(ASKED.channel) for _ in range(100)))
        assert threading.active_count() == before
