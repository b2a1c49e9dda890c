"""Backing up, bringing back and checking a database."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, inspect, select

from bot.errors import StoreError
from bot.store.engine import Database, read_url, where
from bot.store.faults import DAMAGED, explained
from bot.store.tables import metadata
from bot.store.upgrade import version, versions


@dataclass(frozen=True, slots=True)
class Condition:
    """What `check` found: the version, and how many rows each table has."""

    where: str
    version: str
    rows: dict[str, int]


def backup(url: str, copy: Path) -> None:
    """Copy a SQLite database, also while the bot writes it, to a new file.

    Raises:
        StoreError: there is no such file, it is damaged, or `copy` exists already.
    """
    source = _file(url, "pg_dump")
    if copy.exists():
        raise StoreError(f"{copy} exists already, and a backup never overwrites. Choose another name.")
    part = copy.with_name(f"{copy.name}.part")
    with explained(f"The backup {copy}"):
        copy.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
    try:
        _copy(source, part)
        prove(part)
        part.rename(copy)
    finally:
        part.unlink(missing_ok=True)


def restore(url: str, copy: Path) -> Path | None:
    """Bring a backup back; return where the database that it replaces is kept, if there was one.

    Raises:
        StoreError: the backup is damaged or of a newer Yulu, or the database is in use.
    """
    target = _file(url, "pg_restore", missing=True)
    prove(copy)
    kept = None
    if target.exists():
        kept = target.with_name(f"{target.name}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
        _put_aside(target, kept)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
    _copy(copy, target)
    return kept


async def check(url: str) -> Condition:
    """Look through every page and reference of a database, without changing it.

    Raises:
        StoreError: it is missing or damaged, or of a newer version.
    """
    parsed = read_url(url)
    if parsed.get_backend_name() == "sqlite":
        prove(_file(url, "psql"))
    database = Database(url)
    try:
        async with database.reading() as connection:
            found = await connection.run_sync(version)
            tables = set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))
            rows = {
                table.name: (await connection.execute(select(func.count()).select_from(table))).scalar_one()
                for table in metadata.sorted_tables
                if table.name in tables
            }
    finally:
        await database.close()
    return Condition(where(parsed), _known(database.where, found), rows)


def prove(path: Path) -> None:
    """Raise `StoreError` unless a file is a whole SQLite database of ours."""
    name = f"The database {path}"
    if not path.is_file():
        raise StoreError(f"{name} does not exist.")
    with explained(name), closing(_connect(path)) as connection:
        problems = [row[0] for row in connection.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
        problems += [f"{row[0]}: row {row[1]}" for row in connection.execute("PRAGMA foreign_key_check")]
        if problems:
            raise StoreError(f"{name} {DAMAGED} ({'; '.join(problems[:5])})")
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
        row = (
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if tables.fetchone()
            else None
        )
    _known(name, row[0] if row else None)


def _known(name: str, found: str | None) -> str:
    if found is None:
        raise StoreError(f"{name} is no database of Yulu's.")
    if found not in versions():
        raise StoreError(f"{name} has version {found}; this Yulu knows {versions()[-1]} and older.")
    return found


def _file(url: str, program: str, *, missing: bool = False) -> Path:
    parsed = read_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise StoreError(f"{where(parsed)} is PostgreSQL's: use {program} for this.")
    path = Path(parsed.database or "")
    if not missing and not path.is_file():
        raise StoreError(f"{where(parsed)} does not exist.")
    return path


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=5)


def _copy(source: Path, target: Path) -> None:
    with (
        explained(f"The database {target}"),
        closing(_connect(source)) as reading,
        closing(_connect(target)) as writing,
    ):
        reading.backup(writing)


def _put_aside(target: Path, kept: Path) -> None:
    try:
        _copy(target, kept)
    except StoreError as error:
        if DAMAGED not in str(error):
            raise
        # Not even its pages can be read: keep what there is, with its journal.
        kept.unlink(missing_ok=True)
        for suffix in ("", "-wal", "-shm"):
            part = target.with_name(target.name + suffix)
            if part.exists():
                shutil.move(part, kept.with_name(kept.name + suffix))
