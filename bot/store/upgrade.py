"""Bringing a database to today's tables, forward only, in one transaction."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.errors import StoreError
from bot.store.engine import Database
from bot.store.tables import metadata

_MIGRATIONS = Path(__file__).parent / "migrations"


def versions() -> tuple[str, ...]:
    """Return all versions, oldest first: the four digits that the files' names begin with."""
    return tuple(sorted(path.name[:4] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")))


async def upgrade(database: Database, to: str = "") -> None:
    """Run the migrations that are missing, up to today's or another version.

    Raises:
        StoreError: the database is of a newer version, or another program's.
    """
    target = to or versions()[-1]
    async with database.writing("migrations") as connection:
        found = await connection.run_sync(version)
        tables = set(await connection.run_sync(_tables))
        _refuse_foreign(
            database.where, found, tables if database.is_sqlite else tables & set(metadata.tables)
        )
        if found is None or found < target:
            await connection.run_sync(_run, target)


def version(connection: Connection) -> str | None:
    """Return the version that a database has; None before the first."""
    if "alembic_version" not in _tables(connection):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


def _refuse_foreign(where: str, found: str | None, tables: set[str]) -> None:
    if found is not None and found not in versions():
        raise StoreError(
            f"{where} has version {found}; this Yulu knows {versions()[-1]} and older. "
            "Nothing was changed. Run the newer Yulu, or bring back an older backup: yulu db restore FILE"
        )
    if found is None and tables - {"alembic_version"}:
        raise StoreError(
            f"{where} is another program's: it has tables, but no version. Nothing was changed. "
            "Set YULU_DATABASE_URL to a file or database of Yulu's own."
        )


def _run(connection: Connection, target: str) -> None:
    # Takes a tenth of a second to import, and is seldom needed.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
