"""A database's complaints as `StoreError`: which file, and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import StoreError

DAMAGED = (
    "is damaged, or no SQLite database. Nothing was changed. "
    "Stop Yulu, keep the file, and bring back a backup: yulu db restore FILE"
)
_ADVICE = {
    "SQLITE_FULL": "cannot grow: the disk is full. Free some space; this change was not kept.",
    "SQLITE_READONLY": "is read-only. Let the user that runs Yulu write the file and its folder.",
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CANTOPEN": "cannot be opened. Let the user that runs Yulu read and write it and its folder.",
    "SQLITE_IOERR": "cannot be read or written. Look at the disk it stands on.",
    "SQLITE_BUSY": "is in use by another process. Stop that one, or try again.",
    "SQLITE_LOCKED": "is in use by another process. Stop that one, or try again.",
}


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn whatever a database raises into a `StoreError` that names it, as `where`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise StoreError(f"{where} {_advice(error)}") from error
    except Exception as error:
        # Before a connection stands, SQLAlchemy lets asyncpg's own errors through.
        if type(error).__module__.startswith("asyncpg"):
            raise StoreError(f"{where} {_advice(error)}") from error
        raise


def _advice(error: BaseException) -> str:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    name = getattr(cause, "sqlite_errorname", "")
    advice = next((advice for code, advice in _ADVICE.items() if name.startswith(code)), "")
    first = (str(cause).strip() or type(cause).__name__).splitlines()[0]
    return advice or f"cannot be used: {first}"
