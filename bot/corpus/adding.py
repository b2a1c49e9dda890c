"""Adding documents to a seeds folder and taking them out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.corpus import check, loader
from bot.corpus.check import Report
from bot.corpus.files import documents, is_document
from bot.corpus.model import Corpus
from bot.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Preview:
    """What adding files would bring, and the places they would get."""

    report: Report
    corpus: Corpus
    targets: tuple[tuple[Path, Path], ...]
    """Every file that can be read, and where it would be copied to."""


def preview(files: Sequence[Path], folder: Path, known: Sequence[Path] = ()) -> Preview:
    """Read `files` with the facts of `folder` and of the `known` folders; nothing is changed.

    Files that can't be read are problems of the report and get no target.
    """
    corpus = loader.load_files(files, tuple(dict.fromkeys((*known, folder))))
    usable = {document.path for document in corpus.documents}
    targets = tuple((file, folder / _name(file)) for file in files if file in usable)
    return Preview(check.report(corpus), corpus, targets)


def add(preview: Preview) -> tuple[Path, ...]:
    """Copy what a preview found usable.

    Raises CorpusError, having copied nothing, if a place is taken or two files want the same one.
    """
    wanted = [target for _, target in preview.targets]
    for target in wanted:
        if target.exists():
            raise CorpusError(target, 1, "is there already; nothing is overwritten")
        if wanted.count(target) > 1:
            raise CorpusError(target, 1, "two files would get this name")
    for file, target in preview.targets:
        _copy(file, target)
    return tuple(wanted)


def remove(name: str, folders: Sequence[Path], corpus: Corpus) -> Path:
    """Delete the document of a source, by the source's id or the file's name; return its path.

    Raises CorpusError if there is none, if several fit, or if it lies outside the folders.
    """
    paths = {source.path for source in corpus.sources.values() if source.path and source.id == name}
    paths = paths or {path for path in documents(folders) if path.name == name}
    if len(paths) != 1:
        raise CorpusError(
            Path(name), 1, "several documents have this name" if paths else "no document has this name"
        )
    path = paths.pop()
    if not any(path.resolve().is_relative_to(folder.resolve()) for folder in folders):
        raise CorpusError(path, 1, "lies in none of the folders")
    path.unlink()
    return path


def _name(file: Path) -> str:
    """Return the name a file gets: one that the loader takes for a document."""
    return file.name if is_document(file) else f"{file.name}.txt"


def _copy(file: Path, target: Path) -> None:
    """Copy a file to a place where nothing stands yet."""
    data = file.read_bytes()
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as copy:
            copy.write(data)
    except FileExistsError:
        raise CorpusError(target, 1, "is there already; nothing is overwritten") from None
