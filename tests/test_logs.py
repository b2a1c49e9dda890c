"""Logs for people and for programs."""

import json
import logging
from collections.abc import Iterator

import pytest

from adapters.logs import configure


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_without_a_terminal_a_line_is_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info", "auto")
    logging.getLogger("adapters.x").info("answered", extra={"request": "r1", "platform": "slack"})
    line = json.loads(capsys.readouterr().err)
    assert {
        "event": "answered",
        "request": "r1",
        "platform": "slack",
        "level": "info",
    }.items() <= line.items()
    assert line["timestamp"].endswith("Z")


def test_for_people_there_are_words_and_no_colours_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info", "human")
    logging.getLogger("adapters.x").info("answered", extra={"request": "r1"})
    told = capsys.readouterr().err
    assert "answered" in told
    assert "request=r1" in told
    assert "\x1b" not in told


def test_an_error_takes_one_line_with_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info", "json")
    try:
        int("a\nb")
    except ValueError:
        logging.getLogger("adapters.x").exception("unexpected")
    (line,) = capsys.readouterr().err.splitlines()
    assert "ValueError" in json.loads(line)["exception"]


def test_nothing_below_the_level_and_no_payloads_of_libraries(capsys: pytest.CaptureFixture[str]) -> None:
    configure("warning", "json")
    logging.getLogger("adapters.x").info("quiet")
    configure("info", "json")
    for library in ("discord.http", "slack_bolt", "slack_sdk.web", "aiohttp.access"):
        logging.getLogger(library).info("a payload with a token")
    assert capsys.readouterr().err == ""
