"""The command line as a newcomer uses it: one process a test."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TALKS = ROOT / "tests" / "talks"


def yulu(*arguments: str, data: Path, given: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "adapters", *arguments],
        input=given,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "YULU_DATA": str(data), "PYTHONIOENCODING": "utf-8", **env},
        check=False,
        timeout=120,
    )


def test_a_question_is_answered(tmp_path: Path) -> None:
    done = yulu("ask", "/quote 香料", "--seeds", str(TALKS), data=tmp_path)
    assert "烟熏味" in done.stdout.decode()
    assert done.returncode == 0


def test_many_lines_are_answered_in_order_and_a_bad_one_stops_nothing(tmp_path: Path) -> None:
    lines = (
        b'/quote tea\n{broken\n\xff\xfe\n{"command": "who-said", "options": {"fragment": "a\\nb"}}\n/help\n'
    )
    done = yulu("ask", "--json", "--seeds", str(TALKS), data=tmp_path, given=lines)
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [answer["kind"] for answer in answers] == [
        "quotes",
        "notice",
        answers[2]["kind"],
        "attribution",
        "help",
    ]
    assert answers[1]["level"] == "error"


def test_a_chat_works_when_piped(tmp_path: Path) -> None:
    given = "/quote 香料\n1\nexit\n".encode()
    done = yulu("chat", "--seeds", str(TALKS), data=tmp_path, given=given)
    assert "烟熏味" in done.stdout.decode()


def test_turns_are_exported(tmp_path: Path) -> None:
    done = yulu("corpus", "export", "--seeds", str(TALKS), data=tmp_path)
    turns = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert len(turns) == 22
    assert set(turns[0]) == {
        "source", "date", "turn", "speaker", "speaker_name", "text", "kind", "inferred", "damaged", "line",
    }  # fmt: skip


def test_a_missing_folder_is_told_and_needs_a_person(tmp_path: Path) -> None:
    done = yulu("corpus", "check", "--seeds", str(tmp_path / "nowhere"), data=tmp_path)
    assert b"no such folder" in done.stdout
    assert done.returncode == 1


def test_a_document_is_added_shown_and_removed(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    added = yulu("corpus", "add", str(TALKS / "clock.md"), "--yes", "--seeds", str(folder), data=tmp_path)
    again = yulu("corpus", "add", str(TALKS / "clock.md"), "--yes", "--seeds", str(folder), data=tmp_path)
    removed = yulu("corpus", "remove", "clock.md", "--yes", "--seeds", str(folder), data=tmp_path)
    assert (added.returncode, again.returncode, removed.returncode) == (0, 1, 0)
    assert b"nothing is overwritten" in again.stderr
    assert not (folder / "clock.md").exists()


def test_a_wrong_variable_is_named_without_its_value(tmp_path: Path) -> None:
    done = yulu("config", data=tmp_path, YULU_HEALTH_PORT="hunter2")
    assert done.returncode == 2
    assert b"YULU_HEALTH_PORT" in done.stderr
    assert b"hunter2" not in done.stderr


def test_a_variable_that_nothing_reads_is_told_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    done = yulu("config", data=tmp_path, YULU_HELTH_PORT="hunter2", YULU_DISCORD_TOKEN_FILE="/dev/null")
    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == [
        "YULU_HELTH_PORT is set, and nothing reads it; is YULU_HEALTH_PORT meant?"
    ]


def test_a_secret_may_come_from_a_file_and_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("hunter2\n")
    done = yulu("config", data=tmp_path, YULU_DISCORD_TOKEN_FILE=str(tmp_path / "token"))
    line = next(line for line in done.stdout.decode().splitlines() if line.startswith("YULU_DISCORD_TOKEN"))
    assert "set, hidden" in line
    assert b"hunter2" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run",), b"no platform is configured"),
        (("run", "irc"), b"irc"),
        (("run", "slack"), b"YULU_SLACK_BOT_TOKEN"),
    ],
)
def test_a_bot_without_tokens_says_which(tmp_path: Path, arguments: tuple[str, ...], said: bytes) -> None:
    done = yulu(*arguments, data=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    "verb", ["chat", "ask", "corpus", "eval", "run", "config", "doctor", "db", "corrections"]
)
def test_every_verb_has_help(tmp_path: Path, verb: str) -> None:
    done = yulu(verb, "--help", data=tmp_path)
    assert done.returncode == 0
    assert b"Usage" in done.stdout


def test_questions_of_a_team_are_judged(tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        '{"query": "香料", "any": ["烟熏味"]}\n{"query": "volcano insurance", "any": []}\n', encoding="utf-8"
    )
    done = yulu("eval", str(questions), "--seeds", str(TALKS), data=tmp_path)
    assert b"recall@1   1.000" in done.stdout
