"""`yulu doctor` finds what is wrong, and says what to do."""

import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from typer.testing import CliRunner

from adapters.cli import doctor as module
from adapters.cli.doctor import app
from adapters.cli.doctor_platforms import PERMISSIONS, UnwellError, discord, slack
from adapters.config import Config
from adapters.slack.manifest import scopes

ALL = str(sum(PERMISSIONS.values()))
Answers = dict[str, tuple[int, Any]]
TALKS = Path(__file__).parents[1] / "talks"


@asynccontextmanager
async def platform(answers: Answers, **headers: str) -> AsyncIterator[str]:
    async def answer(request: web.Request) -> web.Response:
        status, told = answers.get(request.path.lstrip("/"), (404, {"message": "not found"}))
        return web.json_response(told, status=status, headers=headers)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(application) as server:
        yield str(server.make_url("/"))


def on_discord(servers: list[Any], status: int = 200) -> Answers:
    return {"users/@me": (status, {"id": "42", "username": "yulu"}), "users/@me/guilds": (200, servers)}


def in_slack(**changes: Any) -> Answers:
    fine: Answers = {
        "auth.test": (200, {"ok": True, "user": "yulu", "team": "Example"}),
        "apps.connections.open": (200, {"ok": True, "url": "wss://example.test"}),
    }
    return fine | {name.replace("_", "."): (200, told) for name, told in changes.items()}


async def tried(
    trial: Callable[[Config], Any], answers: Answers, headers: dict[str, str] | None = None, **config: Any
) -> str:
    async with platform(answers, **(headers or {})) as api:
        given = Config(discord_api=api, slack_api=api, **config)
        try:
            return f"ok: {await trial(given)}"
        except UnwellError as error:
            return f"mend: {error}"


async def test_a_bot_with_all_it_needs() -> None:
    told = await tried(discord, on_discord([{"name": "Tea", "permissions": ALL}]), discord_token="t")
    assert told == "ok: logged in as yulu, no privileged intent is needed; in 1 server with all it needs"


async def test_an_administrator_lacks_nothing() -> None:
    told = await tried(discord, on_discord([{"name": "Tea", "permissions": "8"}]), discord_token="t")
    assert told.startswith("ok")


async def test_a_refused_token_is_told_without_it() -> None:
    told = await tried(discord, on_discord([], status=401), discord_token="hunter2")
    assert "YULU_DISCORD_TOKEN" in told
    assert "hunter2" not in told


async def test_a_bot_in_no_server_gets_its_invitation() -> None:
    told = await tried(discord, on_discord([]), discord_token="t")
    assert f"client_id=42&scope=bot+applications.commands&permissions={ALL}" in told


async def test_a_missing_permission_is_named_with_its_server() -> None:
    lacking = str(sum(PERMISSIONS.values()) - PERMISSIONS["Embed Links"])
    told = await tried(discord, on_discord([{"name": "Tea", "permissions": lacking}]), discord_token="t")
    assert "lacks Embed Links in Tea" in told


async def test_a_clock_that_is_off_is_told() -> None:
    late = {"Date": "Thu, 01 Jan 2015 00:00:00 GMT"}
    told = await tried(discord, on_discord([]), late, discord_token="t")
    assert "clock" in told


async def test_a_platform_out_of_reach_is_told() -> None:
    given = Config(discord_api="http://127.0.0.1:9", discord_token="hunter2")  # type: ignore[arg-type]
    with pytest.raises(UnwellError, match="can't be reached") as raised:
        await discord(given)
    assert "hunter2" not in str(raised.value)


async def test_slack_with_all_it_needs() -> None:
    granted = {"x-oauth-scopes": ",".join(scopes(assistant=False))}
    told = await tried(slack, in_slack(), granted, slack_bot_token="b", slack_app_token="a")
    assert told == "ok: logged in as yulu of Example, by Socket Mode"


@pytest.mark.parametrize(
    ("answers", "headers", "tokens", "said"),
    [
        (in_slack(auth_test={"ok": False, "error": "invalid_auth"}), {}, {}, "YULU_SLACK_BOT_TOKEN"),
        (in_slack(), {"x-oauth-scopes": "commands"}, {}, "chat:write"),
        (in_slack(), {}, {}, "YULU_SLACK_APP_TOKEN or YULU_SLACK_SIGNING_SECRET"),
        (
            in_slack(apps_connections_open={"ok": False, "error": "not_allowed_token_type"}),
            {},
            {"slack_app_token": "a"},
            "connections:write",
        ),
    ],
)
async def test_what_slack_refuses_is_told(
    answers: Answers, headers: dict[str, str], tokens: dict[str, str], said: str
) -> None:
    told = await tried(slack, answers, headers, slack_bot_token="b", **tokens)
    assert told.startswith("mend")
    assert said in told


async def test_platforms_that_are_not_configured_are_no_fault() -> None:
    assert await discord(Config()) == await slack(Config()) == "not configured"


def run(monkeypatch: pytest.MonkeyPatch, data: Path, seeds: Path) -> tuple[int, str]:
    monkeypatch.setenv("YULU_DATA", str(data))
    found = CliRunner().invoke(app, ["--seeds", str(seeds)])
    return found.exit_code, found.output


def test_a_healthy_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    status, told = run(monkeypatch, tmp_path, TALKS)
    assert (status, told.splitlines()[-1]) == (0, "all is well")
    for name in ("corpus", "data folder", "database", "time zones", "font", "discord", "slack"):
        assert f"ok    {name}:" in told


def test_what_is_to_be_mended_is_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "yulu.db").write_bytes(b"no database" * 1000)
    (tmp_path / "empty").mkdir()
    status, told = run(monkeypatch, tmp_path, tmp_path / "empty")
    assert status == 1
    assert "mend  corpus:" in told
    assert "mend  database:" in told
    assert told.splitlines()[-1] == "2 to mend"


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_LEAST_FREE", 2**62)
    status, told = run(monkeypatch, tmp_path, TALKS)
    assert status == 1
    assert "make room" in told


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch(stat.S_IRUSR)
    status, told = run(monkeypatch, tmp_path / "file", TALKS)
    assert status == 1
    assert "set YULU_DATA" in told
