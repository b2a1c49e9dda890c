"""Every earlier version of the database comes to today's, with what is in it."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData, Table, insert, inspect, select

from bot.store.engine import Database
from bot.store.sql import SqlStore
from bot.store.tables import metadata
from bot.store.upgrade import upgrade, version, versions

VALUES: dict[type, Any] = {
    str: "海",
    int: 1,
    bool: True,
    date: date(2026, 3, 2),
    datetime: datetime(2026, 3, 2, tzinfo=UTC),
}


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


def fill(connection: Connection) -> dict[str, dict[str, Any]]:
    """Put a row into every table that there is, and return them."""
    found = MetaData()
    found.reflect(connection)
    rows = {}
    for table in found.sorted_tables:
        if table.name != "alembic_version":
            rows[table.name] = {column.name: _value(column) for column in table.columns}
            connection.execute(insert(table).values(rows[table.name]))
    return rows


def _value(column: Column[Any]) -> Any:
    value = VALUES[column.type.python_type]
    return _naive(value) if getattr(column.type, "timezone", True) is False else value


def read(connection: Connection, name: str) -> dict[str, Any]:
    table = Table(name, MetaData(), autoload_with=connection)
    return dict(connection.execute(select(table)).mappings().one())


@pytest.mark.parametrize("earlier", versions())
async def test_a_database_of_an_earlier_version_keeps_all_its_rows(database: Database, earlier: str) -> None:
    await upgrade(database, earlier)
    async with database.writing() as connection:
        assert await connection.run_sync(version) == earlier
        rows = await connection.run_sync(fill)
    await upgrade(database)
    async with database.reading() as connection:
        assert await connection.run_sync(version) == versions()[-1]
        for name, row in rows.items():
            now = await connection.run_sync(read, name)
            then = {key: _naive(value) for key, value in row.items()}
            assert {key: _naive(now[key]) for key in row} == then


def _naive(value: object) -> object:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


async def test_the_migrations_make_the_tables_that_the_code_uses(database: Database) -> None:
    await upgrade(database)
    async with database.reading() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
        )
    assert differences == []


async def test_upgrading_twice_changes_nothing(database: Database) -> None:
    await upgrade(database)
    async with database.writing() as connection:
        rows = await connection.run_sync(fill)
    await upgrade(database)
    async with database.reading() as connection:
        assert len(rows) == len(metadata.tables)
        assert set(await connection.run_sync(lambda sync: inspect(sync).get_table_names())) >= set(rows)


async def test_a_failed_migration_leaves_the_version_before_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await upgrade(database, "0001")

    def fail(*args: object, **options: object) -> None:
        raise OSError("the lights went out")

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", fail)
        with pytest.raises(Exception, match="the lights went out"):
            await upgrade(database)
    async with database.reading() as connection:
        assert await connection.run_sync(version) == "0001"
        assert "schedules" not in await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await upgrade(database)


async def test_processes_that_start_together_upgrade_once(database_url: str) -> None:
    import asyncio

    stores = await asyncio.gather(*(SqlStore.open(database_url) for _ in range(4)))
    for store in stores:
        await store.close()
