"""Readings kept between runs, so that only changed documents are read again.

One JSON file a document, named by what it was made of: a torn or foreign file is as good as none.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from bot.corpus.formats.manuscript import Reading, Recognition, Utterance
from bot.corpus.model import Paragraph, Remark, Span
from bot.corpus.parsing import Complaint, Parsed, version


def digest(data: bytes) -> str:
    """Return what a document's reading is kept under: its content and the version of the reader."""
    return blake2b(data, digest_size=16, key=version()).hexdigest()


class ParseCache:
    """A folder of readings; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str) -> Parsed | None:
        """Return the reading kept under `key`, if there is a whole one."""
        if not self._folder:
            return None
        try:
            return _decoded(json.loads((self._folder / f"{key}.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def put(self, key: str, parsed: Parsed) -> None:
        """Keep a reading; a folder that can't be written is no reason to fail."""
        if not self._folder:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=self._folder, delete=False, encoding="utf-8") as file:
                json.dump(asdict(parsed), file, ensure_ascii=False, separators=(",", ":"))
            Path(file.name).replace(self._folder / f"{key}.json")
        except OSError:
            return


def _decoded(kept: dict[str, Any]) -> Parsed:
    recognition = kept["recognition"]
    return Parsed(
        Recognition(
            recognition["format"],
            recognition["confidence"],
            tuple(_reading(one) for one in recognition["readings"]),
        )
        if recognition
        else None,
        kept["encoding"],
        kept["repaired"],
        tuple(Complaint(**complaint) for complaint in kept["complaints"]),
    )


def _reading(kept: dict[str, Any]) -> Reading:
    remarks = tuple(Remark(**remark) for remark in kept["remarks"])
    return Reading(tuple(_utterances(kept["utterances"])), remarks, kept["metadata"])


def _utterances(kept: list[dict[str, Any]]) -> Iterator[Utterance]:
    for one in kept:
        yield Utterance(**{**one, "paragraphs": tuple(_paragraph(**part) for part in one["paragraphs"])})


def _paragraph(**kept: Any) -> Paragraph:
    spans = {name: tuple(Span(**span) for span in kept[name]) for name in ("doubts", "emphasis")}
    return Paragraph(**{**kept, **spans})
