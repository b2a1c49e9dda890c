"""The saved index: found by its content, written aside and moved into place whole."""

import json
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import mkdtemp
from typing import Self

from bot.corpus.columns import identity_of
from bot.corpus.model import Corpus, Passage
from bot.errors import IndexFileError
from bot.retrieval import postings, ranking
from bot.retrieval.analyzer import VERSION
from bot.retrieval.build import FIELDS, QUESTION, Progress, build
from bot.retrieval.postings import Postings

_FORMAT = "5"
"""What the files of a saved index are; the names of saved indexes begin with it."""
_MANIFEST = "manifest.json"
_ASIDE = ".building-"
_DEAD = 86400
"""Seconds after which an index that is still not whole never will be."""
_SMALL = 4 << 20
"""Files up to this many bytes are checked byte by byte when they are opened, larger ones by their size."""


@dataclass(frozen=True, slots=True)
class Index:
    """Postings of a corpus; row i is `corpus.passages[i]`."""

    postings: Postings
    fingerprint: str

    @classmethod
    def build(cls, corpus: Corpus, progress: Progress | None = None) -> Self:
        """Return an index in memory."""
        chunks = build(corpus.passages, None, progress)
        return cls(postings.gather(chunks), fingerprint(corpus))

    @classmethod
    def open(cls, folder: Path, wanted: str) -> Self:
        """Map the saved index of that fingerprint.

        Raises:
            IndexFileError: there is none, or it is torn.
        """
        own = folder / wanted
        _check(own)
        return cls(postings.read(own), wanted)

    @classmethod
    def update(cls, folder: Path, corpus: Corpus, progress: Progress | None = None) -> Self:
        """Return the saved index of a corpus; if need be build it, out of an older one where there is one.

        Two processes may do so at once: each writes aside, and the first to finish is used by both.

        Raises:
            OSError: the folder cannot be written.
        """
        wanted = fingerprint(corpus)
        try:
            return cls.open(folder, wanted)
        except IndexFileError:
            shutil.rmtree(folder / wanted, ignore_errors=True)
        older = _newest(folder)
        _write(folder, wanted, corpus.passages, older, progress)
        _remove_older(folder, wanted)
        return cls.open(folder, wanted)


def fingerprint(corpus: Corpus) -> str:
    """Return what a saved index of this corpus is called."""
    weighing = f"{FIELDS} {QUESTION} {ranking.K1} {ranking.B} {ranking.DELTA}"
    made = f"{VERSION} {weighing} {identity_of(corpus.passages)}"
    return f"{_FORMAT}-{blake2b(made.encode(), digest_size=16).hexdigest()}"


def _check(folder: Path) -> None:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text())
        for name, (size, checksum) in manifest.items():
            path = folder / name
            if path.stat().st_size != size or (size <= _SMALL and _checksum(path) != checksum):
                raise IndexFileError(f"{path} is torn")
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IndexFileError(f"no usable index in {folder}: {error}") from error


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        digest = blake2b(digest_size=16)
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _write(
    folder: Path, wanted: str, passages: Sequence[Passage], older: Postings | None, progress: Progress | None
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(mkdtemp(prefix=_ASIDE, dir=folder))
    try:
        sizes = postings.write(aside, build(passages, older, progress, folder))
        manifest = {name: (size, _checksum(aside / name)) for name, size in sizes.items()}
        (aside / _MANIFEST).write_text(json.dumps(manifest))
        _sync(aside)
        aside.replace(folder / wanted)
    except OSError:
        if not (folder / wanted).is_dir():
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Have the system put the files on disk before the folder gets its name."""
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _newest(folder: Path) -> Postings | None:
    """Return the newest whole index of any corpus."""
    saved = [path for path in folder.glob(f"{_FORMAT}-*") if (path / _MANIFEST).is_file()]
    for path in sorted(saved, key=_changed, reverse=True):
        try:
            _check(path)
        except IndexFileError:
            continue
        return postings.read(path)
    return None


def _remove_older(folder: Path, wanted: str) -> None:
    """Remove what dead processes left, and all indexes but this and the one before, which may be open."""
    saved = sorted((path for path in folder.glob("[!.]*") if path.name != wanted), key=_changed)
    dead = [path for path in folder.glob(f"{_ASIDE}*") if _changed(path) < time.time() - _DEAD]
    for path in (*saved[:-1], *dead):
        shutil.rmtree(path, ignore_errors=True)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
