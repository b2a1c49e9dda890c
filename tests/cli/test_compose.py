from pathlib import Path

import pytest

from adapters.cli.compose import kept_corpus
from adapters.config import Config

TALK = (
    "Ada Keeper: The lamp burns all night, and nobody thanks it.\n\nHost: Who fills it?\n\nAda Keeper: {}\n"
)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("YULU_DATA", str(tmp_path / "data"))
    return Config()


def texts(config: Config, folder: Path) -> list[str]:
    return [passage.text for passage in kept_corpus(config, [folder]).passages]


def test_a_kept_corpus_is_the_one_that_was_read(config: Config, tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "lamp.md").write_text(TALK.format("I do, every evening."), "utf-8")
    first = texts(config, folder)
    assert first[-1] == "I do, every evening."
    assert texts(config, folder) == first


def test_a_kept_corpus_follows_documents_and_corrections(config: Config, tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "lamp.md").write_text(TALK.format("I do, every evening."), "utf-8")
    texts(config, folder)
    (folder / "lamp.md").write_text(TALK.format("The tide does, every evening."), "utf-8")
    last = kept_corpus(config, [folder]).passages[-1]
    assert last.text == "The tide does, every evening."
    config.corrections.write_text(
        f'[[correction]]\npassage = "{last.id}"\nwrong = "tide"\nright = "wind"\n', "utf-8"
    )
    assert texts(config, folder)[-1] == "The wind does, every evening."
