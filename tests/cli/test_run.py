"""`yulu run` on both local platforms, as a real process with real signals."""

import asyncio
import json
import shutil
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.schedule import State
from bot.store.sql import SqlStore
from bot.store.tables import schedules
from tests import slack_payloads as sent
from tests.discord_server import GUILD, DiscordServer, member
from tests.servers.slack import APP_TOKEN, TOKEN, SlackServer, running
from tests.yulu_process import TALKS, Yulu, yulu_run

MANAGER = member(permissions=1 << 4 | 1 << 5 | 1 << 10 | 1 << 11)
WORDS = "香料"


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as server:
        yield server


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with running() as server:
        yield server


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TALKS, tmp_path / "talks"))


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Hold the database as another program's backup would."""
    other = sqlite3.connect(data / "yulu.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def asked(server: DiscordServer, name: str, **options: str) -> str:
    """Return everything that is told when a command is called on Discord."""
    interaction = await server.command(name, options, member=MANAGER)
    return json.dumps((await server.callback(interaction)).payload, ensure_ascii=False)


async def test_one_process_answers_on_both_platforms_and_tells_how_it_is(
    tmp_path: Path, discord: DiscordServer, slack: SlackServer
) -> None:
    async with yulu_run(tmp_path, discord=discord, slack=slack) as yulu:
        await yulu.ready()
        assert "烟熏味" in await asked(discord, "quote", text=WORDS)
        await slack.envelope("slash_commands", sent.command("/quote", WORDS, response_url=slack.hook()))
        await slack.until(lambda: slack.of("chat.postMessage"))
        ready = json.loads((await yulu.page("/readyz"))[1])
        figures = await told(yulu, "/metrics", "yulu_delivery_seconds_count{", times=2)
    assert set(ready) == {"process", "corpus", "database", "daily", "discord", "slack"}
    for platform in ("discord", "slack"):
        labels = f'command="quote",outcome="quotes",platform="{platform}"'
        assert f"yulu_interactions_total{{{labels}}} 1.0" in figures
        assert f'yulu_acknowledge_seconds_count{{platform="{platform}"}}' in figures
        assert f'yulu_queue{{platform="{platform}"}}' in figures
    assert "yulu_index_passages 22.0" in figures


async def test_an_answer_that_does_not_arrive_is_counted(tmp_path: Path, slack: SlackServer) -> None:
    slack.fail("chat.postMessage", "is_archived")
    async with yulu_run(tmp_path, slack=slack) as yulu:
        await yulu.ready()
        await slack.envelope("events_api", sent.mention(WORDS))
        await told(yulu, "/metrics", 'yulu_undelivered_total{platform="slack",reason="undelivered"} 1.0')


async def test_the_database_is_for_its_owner_alone(tmp_path: Path, discord: DiscordServer) -> None:
    async with yulu_run(tmp_path / "data", discord=discord) as yulu:
        await yulu.ready()
    assert (tmp_path / "data" / "yulu.db").stat().st_mode & 0o077 == 0


async def test_one_line_an_interaction_without_words_and_tokens(
    tmp_path: Path, discord: DiscordServer, slack: SlackServer
) -> None:
    async with yulu_run(tmp_path, discord=discord, slack=slack) as yulu:
        await yulu.ready()
        await asked(discord, "quote", text=WORDS)
        await discord.say(f"<@900> what about {WORDS}?")
        await slack.envelope("slash_commands", sent.command("/quote", WORDS, response_url=slack.hook()))
        await slack.envelope("events_api", sent.mention(f"who speaks of {WORDS}"))
        await yulu.logged("answered", 4)
        yulu.tell(signal.SIGTERM)
        await yulu.ended()
    whole = "\n".join(yulu.lines)
    assert WORDS not in whole
    assert "烟熏味" not in whole
    assert json.dumps(WORDS).strip('"') not in whole
    assert not any(token in whole for token in (TOKEN, APP_TOKEN, discord.token))
    lines = [line for line in yulu.log if line["event"] == "answered"]
    assert len({line["request"] for line in lines}) == len(lines) == 4
    assert all(line["request"] and line["platform"] and line["outcome"] for line in lines)


async def test_an_error_tells_the_request_that_stands_in_the_log(
    tmp_path: Path, discord: DiscordServer
) -> None:
    async with yulu_run(tmp_path, discord=discord) as yulu:
        await yulu.ready()
        destroy_settings(tmp_path / "yulu.db")
        told = await asked(discord, "quote", text=WORDS)
        logged = await yulu.logged("answered")
    assert logged["outcome"] == "refused"
    assert logged["request"] in told
    assert "Traceback" not in told


async def test_what_is_acknowledged_is_finished_after_sigterm(
    tmp_path: Path, discord: DiscordServer, slack: SlackServer
) -> None:
    async with yulu_run(tmp_path, discord=discord, slack=slack) as yulu:
        await yulu.ready()
        slack.fail("users.info", status=200, delay=2.5, error="internal_error")
        envelope = await slack.envelope(
            "slash_commands", sent.command("/quote", WORDS, response_url=slack.hook())
        )
        with locked(tmp_path):
            deferred = await discord.command("settings", {"name": "results", "value": "3"}, member=MANAGER)
            assert (await discord.callback(deferred)).payload["type"] == 5
            yulu.tell(signal.SIGTERM)
            await yulu.logged("stopping")
            assert (await yulu.page("/readyz"))[0] == 503
        took = await yulu.ended()
    assert yulu.process.returncode == 0
    assert took < 10
    assert envelope in slack.acks
    assert slack.of("chat.postMessage")
    assert discord.found("PATCH", r"/webhooks/.*/messages/@original")
    assert yulu.log[-1]["event"] == "stopped"


async def test_a_daily_quote_under_way_is_confirmed_after_sigterm(tmp_path: Path, slack: SlackServer) -> None:
    await make_due(tmp_path)
    slack.fail("chat.postMessage", delay=2.0)
    async with yulu_run(tmp_path, slack=slack) as yulu:
        await slack.until(lambda: slack.of("chat.postMessage"), 30)
        yulu.tell(signal.SIGTERM)
        assert await yulu.ended() < 10
    with sqlite3.connect(tmp_path / "yulu.db") as database:
        ((state, message),) = database.execute("SELECT state, message FROM ledger").fetchall()
    assert (yulu.process.returncode, state) == (0, State.POSTED)
    assert message.startswith("1700000000.")
    assert len(slack.of("chat.postMessage")) == 1


async def test_the_last_daily_quote_is_told_by_the_health_page(tmp_path: Path, slack: SlackServer) -> None:
    await make_due(tmp_path)
    async with yulu_run(tmp_path, slack=slack) as yulu:
        await slack.until(lambda: slack.of("chat.postMessage"), 30)
        assert json.loads(await told(yulu, "/readyz", "last post 2"))["daily"]["ready"]
        figures = (await yulu.page("/metrics"))[1]
    assert 'yulu_posts_total{outcome="posted",platform="slack"} 1.0' in figures
    assert 'yulu_last_post_timestamp_seconds{platform="slack"}' in figures


async def test_nothing_that_hangs_keeps_it_from_leaving(tmp_path: Path, discord: DiscordServer) -> None:
    async with yulu_run(tmp_path, discord=discord) as yulu:
        await yulu.ready()
        with locked(tmp_path):
            await discord.command("settings", {"name": "results", "value": "3"}, member=MANAGER)
            await discord.until(lambda: discord.found("POST", "/interactions/.*"))
            yulu.tell(signal.SIGTERM)
            took = await yulu.ended()
    assert took < 10
    assert yulu.log[-1]["event"] == "left with work undone"


async def test_a_burst_at_the_end_is_acknowledged_or_left_to_others(
    tmp_path: Path, slack: SlackServer
) -> None:
    async with yulu_run(tmp_path, slack=slack) as yulu:
        await yulu.ready()
        for number in range(40):
            payload = sent.command("/quote", WORDS, user_id=f"U{number}", response_url=slack.hook())
            await slack.envelope("slash_commands", payload)
            if number == 20:
                yulu.tell(signal.SIGTERM)
        await yulu.ended()
    answered = sum(line["event"] == "answered" for line in yulu.log)
    assert len(slack.acks) == answered
    assert len(slack.of("chat.postMessage")) + len(slack.hooked) >= answered


async def test_sigterm_while_it_still_reads_ends_it_at_once(tmp_path: Path, discord: DiscordServer) -> None:
    talks = tmp_path / "many"
    talks.mkdir()
    lines = "\n\n".join(
        f"Lin Example: The tide number {number} waits for nobody at all." for number in range(400)
    )
    for number in range(300):
        (talks / f"{number}.md").write_text(f"# Talk {number}\n\n{lines}\n", encoding="utf-8")
    async with yulu_run(tmp_path, discord=discord, seeds=talks) as yulu:
        while (await _status(yulu, "/healthz")) != 200:
            pass
        assert (await yulu.page("/readyz"))[0] == 503
        yulu.tell(signal.SIGTERM)
        assert await yulu.ended() < 10
    assert yulu.process.returncode == 0
    assert not any(line["event"] == "started" for line in yulu.log)


async def test_sighup_reads_the_corpus_again(tmp_path: Path, discord: DiscordServer, documents: Path) -> None:
    async with yulu_run(tmp_path, discord=discord, seeds=documents, YULU_RELOAD="false") as yulu:
        await yulu.ready()
        assert "lighthouse keeper" not in await asked(discord, "quote", text="lighthouse")
        add_lighthouse(documents)
        yulu.tell(signal.SIGHUP)
        await yulu.logged("corpus read")
        assert "lighthouse keeper" in await asked(discord, "quote", text="lighthouse keeper")


async def test_a_changed_document_is_read_and_an_emptied_folder_is_not(
    tmp_path: Path, discord: DiscordServer, documents: Path
) -> None:
    async with yulu_run(tmp_path, discord=discord, seeds=documents) as yulu:
        await yulu.ready()
        add_lighthouse(documents)
        await yulu.logged("corpus read")
        assert "lighthouse keeper" in await asked(discord, "quote", text="lighthouse keeper")
        empty(documents)
        await yulu.logged("the corpus is empty now; the one before stays")
        assert "lighthouse keeper" in await asked(discord, "quote", text="lighthouse keeper")


async def test_a_refused_token_is_told_by_the_name_of_its_variable(
    tmp_path: Path, discord: DiscordServer, slack: SlackServer
) -> None:
    async with yulu_run(tmp_path / "d", discord=discord, YULU_DISCORD_TOKEN="hunter2") as one:
        await one.ended()
    async with yulu_run(tmp_path / "s", slack=slack, YULU_SLACK_BOT_TOKEN="xoxb-hunter2") as other:
        await other.ended()
    assert (one.process.returncode, other.process.returncode) == (2, 2)
    assert "YULU_DISCORD_TOKEN" in one.lines[-1]
    assert "YULU_SLACK_BOT_TOKEN" in other.lines[-1]
    assert "hunter2" not in "\n".join(one.lines + other.lines)


async def test_a_taken_port_is_told_by_the_name_of_its_variable(
    tmp_path: Path, discord: DiscordServer
) -> None:
    async with yulu_run(tmp_path, discord=discord, YULU_HEALTH_PORT=str(discord.port)) as yulu:
        await yulu.ended()
    assert yulu.process.returncode == 2
    assert "YULU_HEALTH_PORT" in yulu.lines[-1]


async def test_a_platform_that_is_gone_is_not_ready_and_comes_back(
    tmp_path: Path, discord: DiscordServer
) -> None:
    async with yulu_run(tmp_path, discord=discord) as yulu:
        await yulu.ready()
        await discord.stop()
        while (await yulu.page("/readyz"))[0] == 200:
            pass
        assert (await yulu.page("/healthz"))[0] == 200
        await discord.start()
        await yulu.ready()
        assert "烟熏味" in await asked(discord, "quote", text=WORDS)


async def test_a_server_that_is_not_served_is_told_so(tmp_path: Path, discord: DiscordServer) -> None:
    async with yulu_run(tmp_path, discord=discord, YULU_DISCORD_GUILDS="1") as yulu:
        await yulu.ready()
        told = await asked(discord, "quote", text=WORDS)
    assert "烟熏味" not in told
    assert GUILD != "1"


async def told(yulu: Yulu, path: str, part: str, times: int = 1) -> str:
    """Return a health page once it tells something: figures come after what they count."""
    async with asyncio.timeout(10):
        while True:
            found = (await yulu.page(path))[1]
            if found.count(part) == times:
                return found
            await asyncio.sleep(0.05)


async def make_due(data: Path) -> None:
    """Make a database in which a daily quote of a Slack channel has just become due."""
    store = await SqlStore.open(f"sqlite+aiosqlite:///{data / 'yulu.db'}")
    now = datetime.now(UTC)
    row = {
        "id": "s1", "room": "slack:T1:C1", "thread": "", "direct": False, "owner": "", "at": "08:30",
        "zone": "Europe/Berlin", "weekdays": "0123456", "speakers": (), "sources": (), "topic": "",
        "paused": False, "next_day": now.date(), "next_at": now - timedelta(seconds=1),
    }  # fmt: skip
    async with store.database.writing() as connection:
        await connection.execute(insert(schedules), [row])
    await store.close()


def add_lighthouse(folder: Path) -> None:
    """Add an invented talk."""
    said = "A lighthouse keeper reads every wave twice before he writes it down."
    (folder / "pier.md").write_text(f"# At the pier\n\n**Lin Example:** {said}\n", encoding="utf-8")


def empty(folder: Path) -> None:
    """Delete every document."""
    for path in folder.iterdir():
        path.unlink()


def destroy_settings(path: Path) -> None:
    """Take away the tables without which no question can be answered."""
    with sqlite3.connect(path) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            if "setting" in table:
                database.execute(f'DROP TABLE "{table}"')


async def _status(yulu: Yulu, path: str) -> int:
    try:
        return (await yulu.page(path))[0]
    except OSError:
        return 0
