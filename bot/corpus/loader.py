"""Folders of documents and facts to a corpus."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from bot.corpus import facts
from bot.corpus.assembly import Assembly
from bot.corpus.cache import ParseCache, digest
from bot.corpus.files import documents, read
from bot.corpus.model import Corpus, Problem
from bot.corpus.parsing import Complaint, Parsed, parse

_WORTH_A_POOL = 3_000_000
"""Bytes of unread documents from which on several processes are faster than one."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    data: bytes
    key: str


def load(
    folders: Sequence[Path],
    *,
    facts_of: Sequence[Path] = (),
    progress: Progress | None = None,
    cache: Path | None = None,
) -> Corpus:
    """Read all documents and facts of `folders`; of the folders `facts_of`, the facts alone.

    Never raises for what it finds there: missing folders and bad documents are problems of the corpus.
    `cache` is a folder for readings, so that only changed documents are read again.
    """
    missing = tuple(
        Problem(folder, 1, "no such folder", severe=True) for folder in folders if not folder.is_dir()
    )
    known_in = tuple(dict.fromkeys((*facts_of, *folders)))
    corpus = load_files(documents(folders), known_in, progress=progress, cache=cache)
    return replace(corpus, problems=missing + corpus.problems)


def load_files(
    paths: Sequence[Path],
    folders: Sequence[Path],
    *,
    progress: Progress | None = None,
    cache: Path | None = None,
) -> Corpus:
    """Read the documents at `paths` with the facts of `folders`; never raises for what it finds there."""
    assembly = Assembly(facts.read(folders))
    files: list[_File] = []
    for path in paths:
        data = read(path)
        if isinstance(data, bytes):
            files.append(_File(path, data, digest(data)))
        else:
            assembly.problem(Problem(path, 1, data, severe=True))
    for file, parsed in _parsed(files, ParseCache(cache), progress):
        assembly.add(file.path, file.data, parsed)
    return assembly.corpus()


def _parsed(
    files: Sequence[_File], cache: ParseCache, progress: Progress | None
) -> Iterator[tuple[_File, Parsed]]:
    """Return every file with its reading, in order; what the cache has not is read."""
    ready = {file.key: kept for file in files if (kept := cache.get(file.key))}
    missing = {file.key: file.data for file in files if file.key not in ready}
    for done, (key, parsed) in enumerate(_read_anew(missing), 1):
        cache.put(key, parsed)
        ready[key] = parsed
        if progress:
            progress(len(files) - len(missing) + done, len(files))
    if progress:
        progress(len(files), len(files))
    for file in files:
        yield file, ready[file.key]


def _read_anew(missing: dict[str, bytes]) -> Iterator[tuple[str, Parsed]]:
    workers = min(os.cpu_count() or 1, 8)
    unread = dict(missing)
    if workers > 1 and len(missing) > 1 and sum(map(len, missing.values())) > _WORTH_A_POOL:
        try:
            with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
                for key, parsed in zip(
                    missing, pool.map(_safely, missing.values(), chunksize=8), strict=True
                ):
                    del unread[key]
                    yield key, parsed
        except (BrokenProcessPool, OSError):
            pass
    for key, data in unread.items():
        yield key, _safely(data)


def _safely(data: bytes) -> Parsed:
    """Read a document; a fault of the reader is that document's problem, not the corpus's."""
    try:
        return parse(data)
    except Exception as error:  # noqa: BLE001
        return Parsed(None, complaints=(Complaint(1, f"the reader failed: {error!r}", severe=True),))
