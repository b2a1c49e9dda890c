"""The files of a corpus: which are documents, and a digest of them all. Nothing is parsed here."""

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

from bot.corpus import facts
from bot.corpus.decoding import MOST_BYTES, MOST_RECORD_BYTES

SUFFIXES = frozenset(
    {
        "",
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".mdx",
        ".srt",
        ".vtt",
        ".json",
        ".jsonl",
        ".ndjson",
        ".csv",
        ".tsv",
        ".htm",
        ".html",
    }
)


def is_document(path: Path) -> bool:
    """Whether a file has the name of a document: not hidden, no facts, no read-me."""
    return path.suffix.lower() in SUFFIXES and path.stem.lower() != "readme" and not path.name.startswith(".")


def documents(folders: Sequence[Path]) -> list[Path]:
    """Return the documents in `folders` and below, in order; hidden files and facts are none."""
    found: dict[Path, None] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if not hidden and is_document(path) and path.is_file():
                found[path] = None
    return list(found)


def fingerprint(folders: Sequence[Path]) -> str:
    """Return a digest of all documents and facts and of the reader's version; nothing is parsed for it."""
    total = blake2b(version(), digest_size=16)
    for path in [*documents(folders), *(folder / name for folder in folders for name in facts.FILES)]:
        data = read(path)
        total.update(f"{path.absolute()}\0".encode("utf-8", "surrogateescape"))
        total.update(blake2b(data if isinstance(data, bytes) else b"").digest())
    return total.hexdigest()


def read(path: Path) -> bytes | str:
    """Return a file's bytes, or why it is not read."""
    try:
        size, most = path.stat().st_size, MOST_BYTES
        if size > most:
            with path.open("rb") as file:
                most = MOST_RECORD_BYTES if file.read(64).lstrip().startswith(b"{") else MOST_BYTES
        if size > most:
            return f"{size:,} bytes: more than {most:,} are no transcript"
        return path.read_bytes()
    except OSError as error:
        return f"can't be read: {error.strerror or error}"


@cache
def version() -> bytes:
    """Return a digest of the reader itself: with every change of it, cached readings are made anew."""
    total = blake2b(digest_size=16)
    pending = [files("bot.corpus")]
    while pending:
        for part in sorted(pending.pop().iterdir(), key=lambda entry: entry.name):
            if part.is_dir() and part.name != "__pycache__":
                pending.append(part)
            elif part.name.endswith((".py", ".toml")):
                total.update(part.read_bytes())
    return total.digest()
