"""A PostgreSQL server for the tests, on a free port in a temporary folder."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if found:
        return found[-1]
    absent = "PostgreSQL is not installed: apt-get install postgresql"
    if os.environ.get("CI") == "true":
        pytest.fail(absent)
    pytest.skip(absent)


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Start a server and give its address, without a database's name; skip where the package is absent."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="yulu-postgresql-"))
    user = _unprivileged(folder)
    try:
        port = _free_port()
        _run(user, programs / "initdb", "-D", folder / "data", "-U", "yulu", "-A", "trust", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        control = (programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w")
        _run(user, *control, "-o", options, "start")
        try:
            yield f"postgresql+asyncpg://yulu@127.0.0.1:{port}"
        finally:
            _run(user, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str) -> str:
    """Make an empty database on a server and return its address."""
    name = f"yulu_{secrets.token_hex(6)}"
    at = urlsplit(server)
    flags = ["-h", str(at.hostname), "-p", str(at.port), "-U", str(at.username)]
    subprocess.run([f"{_programs()}/createdb", *flags, name], check=True)
    return f"{server}/{name}"


def _unprivileged(folder: Path) -> int | None:
    """Give the folder to `postgres` if we are root, which the server refuses to be."""
    if os.geteuid() != 0:
        return None
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return user.pw_uid


def _run(user: int | None, *command: str | Path) -> None:
    # No pipes: the server would hold them open.
    subprocess.run(command, user=user, check=True, cwd="/", stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
