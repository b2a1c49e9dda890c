"""A database and its transactions: SQLite in a file, or PostgreSQL."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any
from zlib import crc32

from sqlalchemy import (
    URL,
    AsyncAdaptedQueuePool,
    ColumnElement,
    Connection,
    Insert,
    NullPool,
    Table,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StoreError
from bot.store.faults import DAMAGED, explained

# Its debug lines hold every value that is written: tokens, and what people asked.
logging.getLogger("aiosqlite").setLevel(logging.INFO)

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
_BUSY_SECONDS = 15
_CONNECTIONS = 8
"""To one file: enough that readers never wait for the writer's."""
_PRAGMAS = (f"busy_timeout={_BUSY_SECONDS * 1000}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


class Database:
    """One database, safe for many tasks at once. Every method raises `StoreError`."""

    def __init__(self, url: str) -> None:
        parsed = read_url(url)
        self.where = where(parsed)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self._turn = asyncio.Lock()
        with explained(self.where):
            if self.is_sqlite and parsed.database and not parsed.database.startswith("file:"):
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self.engine = _sqlite(parsed) if self.is_sqlite else _postgresql(parsed)
        self.writer = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        """The same engine, for those who bring their own statements and mean to write."""

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Read one state of the database; writers neither wait nor are waited for."""
        with explained(self.where):
            async with _begun(self.engine) as connection:
                yield connection

    @asynccontextmanager
    async def writing(self, subject: str = "") -> AsyncIterator[AsyncConnection]:
        """Change all or nothing. Of those who change the same subject one goes at a time."""
        turn = self._turn if self.is_sqlite else nullcontext()
        with explained(self.where):
            async with turn, _begun(self.writer) as connection:
                if subject and not self.is_sqlite:
                    number = crc32(subject.encode("utf-8", "replace"))
                    await connection.execute(select(func.pg_advisory_xact_lock(number)))
                yield connection

    def upsert(self, table: Table, values: dict[str, Any], only: ColumnElement[bool] | None = None) -> Insert:
        """Return a statement that writes a row in place of the one with the same primary key, if any.

        Where the row that is there is not `only`, nothing happens.
        """
        insert = sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)
        keys = [column.name for column in table.primary_key]
        rest = {name: value for name, value in values.items() if name not in keys}
        return insert.values(values).on_conflict_do_update(index_elements=keys, set_=rest, where=only)

    async def prove(self) -> None:
        """Look whether the database can be read at all, and whether its file is whole."""
        if self.is_sqlite:
            await asyncio.to_thread(self._prove_file)
        else:
            async with self.reading():
                pass

    def _prove_file(self) -> None:
        # Not through aiosqlite: when it cannot open a file, its thread outlives the error and the loop.
        engine = create_engine(self.engine.url.set(drivername="sqlite"), poolclass=NullPool)
        event.listen(engine, "connect", _on_connect)
        with explained(self.where), engine.connect() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                raise StoreError(f"{self.where} {DAMAGED}")

    async def fill(self) -> None:
        """Open all connections to a file at once, so that none has to be opened under load."""
        if isinstance(self.engine.pool, AsyncAdaptedQueuePool) and self.is_sqlite:
            with explained(self.where):
                async with AsyncExitStack() as opened:
                    for _ in range(_CONNECTIONS):
                        await opened.enter_async_context(_connected(self.engine))

    async def close(self) -> None:
        """Give the connections back."""
        await self.engine.dispose()


@asynccontextmanager
async def _begun(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with _connected(engine) as connection, connection.begin():
        yield connection


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    connection = engine.connect()
    try:
        await _whole(connection.start())
        yield connection
    finally:
        if connection.sync_connection is not None:
            await _whole(connection.close())


async def _whole(work: Coroutine[Any, Any, object]) -> None:
    """Wait until something is done, even when cancelled: nobody would close a half open connection."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


def read_url(url: str) -> URL:
    """Return a database's address with the driver that we use.

    Raises:
        StoreError: it is no such address, or of a database that we cannot use.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # What was written may hold a password, so it is not repeated.
        raise StoreError(_WRONG_URL) from None
    driver = _DRIVERS.get(parsed.drivername.partition("+")[0])
    if driver is None:
        raise StoreError(_WRONG_URL)
    return parsed.set(drivername=driver)


_WRONG_URL = (
    "YULU_DATABASE_URL is no address of a database; "
    "write sqlite+aiosqlite:///path/to/yulu.db or postgresql+asyncpg://user:password@host/name"
)


def where(url: URL) -> str:
    """Return how an error names a database: the file, or the address without its password."""
    is_file = url.get_backend_name() == "sqlite"
    return f"The database {url.database or 'in memory'}" if is_file else f"The database {url!r}"


def _sqlite(url: URL) -> AsyncEngine:
    pool = {"pool_size": _CONNECTIONS, "max_overflow": 0} if url.database else {}
    engine = create_async_engine(url, hide_parameters=True, **pool)
    event.listen(engine.sync_engine, "connect", _on_connect)
    event.listen(engine.sync_engine, "begin", _on_begin)
    return engine


def _postgresql(url: URL) -> AsyncEngine:
    return create_async_engine(url, hide_parameters=True, pool_pre_ping=True)


def _on_connect(connection: SqliteConnection, record: object) -> None:
    del record
    # The driver's own habit is to begin late and never for reading; `_on_begin` says it aloud.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    cursor.close()


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
