"""`yulu db` and `yulu corrections`, as they are called."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.cli import app
from bot.corpus.corrections import corrected
from bot.corpus.model import Corpus
from bot.interaction import ChannelRef, Interaction, UserRef
from bot.reply.changes import ReportPassage, SetSettings
from bot.store.sql import SqlStore

TALKS = Path(__file__).parent / "talks"
ASKED = Interaction("report", channel=ChannelRef("slack", "C1", "T1"), user=UserRef("slack", "U1", "zh-TW"))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("YULU_DATA", str(folder))
    monkeypatch.setenv("YULU_SEEDS", str(TALKS))
    monkeypatch.delenv("YULU_DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def apply(data: Path, *changes: SetSettings | ReportPassage) -> None:
    async def change() -> None:
        store = await SqlStore.open(f"sqlite:///{data / 'yulu.db'}")
        await store.apply(ASKED, changes)
        await store.close()

    asyncio.run(change())


def notices(data: Path) -> list[str]:
    async def read() -> list[str]:
        store = await SqlStore.open(f"sqlite:///{data / 'yulu.db'}")
        found = [notice.text for notice in await store.notices()]
        await store.close()
        return found

    return asyncio.run(read())


def test_a_backup_is_made_checked_and_restored(data: Path, tmp_path: Path) -> None:
    apply(data, SetSettings((("results", "7"),)))
    made = run("db", "backup", str(tmp_path / "copy.db"))
    assert made.exit_code == 0, made.output
    restored = run("db", "restore", str(tmp_path / "copy.db"))
    assert restored.exit_code == 0, restored.output
    assert "is kept as" in restored.output
    checked = run("db", "check")
    assert checked.exit_code == 0
    assert "is whole" in checked.output
    assert "1  settings" in checked.output


def test_what_is_wrong_is_one_line_and_exit_code_1(data: Path) -> None:
    missing = run("db", "check")
    assert missing.exit_code == 1
    assert "yulu.db does not exist" in missing.output
    assert "Traceback" not in missing.output
    data.mkdir()
    (data / "yulu.db").write_bytes(b"junk" * 1000)
    assert run("db", "check").exit_code == 1


def test_a_password_is_never_repeated(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YULU_DATABASE_URL", "postgresql://yulu:hunter2@127.0.0.1:9/x")
    said = run("db", "check")
    assert said.exit_code == 1
    assert "hunter2" not in said.output


def test_nothing_reported_is_said(data: Path) -> None:
    assert "No open reports" in run("corrections", "list").output


def test_a_wrong_speaker_is_set_right_in_the_overlay_and_the_reporter_told(data: Path, talks: Corpus) -> None:
    passage = next(passage for passage in talks.passages if passage.speaker == "wen-example")
    documents = {path: path.read_bytes() for path in TALKS.iterdir()}
    apply(data, ReportPassage(passage.id, "speaker", "that was Otto"))
    listed = run("corrections", "list")
    assert "wrong speaker" in listed.output
    assert passage.id in listed.output
    assert "that was Otto" in listed.output
    done = run("corrections", "apply", "1", "--speaker", "Otto Example")
    assert done.exit_code == 0, done.output
    after = corrected(talks, data / "corrections.toml")
    assert next(other for other in after.passages if other.id == passage.id).speaker == "otto-example"
    assert {path: path.read_bytes() for path in TALKS.iterdir()} == documents
    assert len(notices(data)) == 1
    assert notices(data)[0].startswith("謝謝")
    assert "No open reports" in run("corrections", "list").output


def test_a_rejected_report_changes_nothing_and_the_reporter_is_told(data: Path, talks: Corpus) -> None:
    apply(data, ReportPassage(talks.passages[0].id, "garbled"))
    assert run("corrections", "reject", "1").exit_code == 0
    assert not (data / "corrections.toml").exists()
    assert len(notices(data)) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("1", "--wrong", "words that nobody said"),
        ("1", "--speaker", "Nobody Known"),
        ("7",),
        ("1", "--speaker", "otto-example", "--wrong", "a"),
    ],
)
def test_what_does_not_fit_is_refused_and_the_report_stays(
    data: Path, talks: Corpus, words: tuple[str, ...]
) -> None:
    apply(data, ReportPassage(talks.passages[0].id, "garbled"))
    refused = run("corrections", "apply", *words)
    assert refused.exit_code == 1
    assert "Traceback" not in refused.output
    assert talks.passages[0].id in run("corrections", "list").output
    assert notices(data) == []
