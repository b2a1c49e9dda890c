"""The real bot on Discord: invented talks, a real database, real sockets."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.discord.markup import escape
from bot.app import Bot
from bot.retrieval.search import Searcher
from bot.store.sql import SqlStore
from tests.discord_rules import CARD, Rules
from tests.discord_scene import MENTION, MESSAGES, buttons, connected, kept, playing, shown
from tests.discord_server import CHANNEL, DiscordServer, member, person

EPHEMERAL = 1 << 6
MANAGER = member(permissions=1 << 4 | 1 << 10)


@pytest.fixture(scope="module")
def rules(specs: Path) -> Rules:
    return Rules(specs)


@pytest.fixture
async def server(rules: Rules) -> AsyncIterator[DiscordServer]:
    async with playing(rules) as server:
        yield server


@pytest.fixture
async def bot(searcher: Searcher, tmp_path: Path) -> AsyncIterator[Bot]:
    store = await SqlStore.open(f"sqlite+aiosqlite:///{tmp_path / 'yulu.db'}")
    yield Bot(searcher, store)
    await store.close()


async def test_a_quote_its_context_and_who_else(server: DiscordServer, bot: Bot) -> None:
    async with connected(server, bot):
        sent = await server.command("quote", {"text": "broken clock"})
        answer = (await server.callback(sent)).payload
        first = kept(server, sent)
        context = await server.press(buttons(first)["Context"], first)
        widened = (await server.callback(context)).payload
        others = await server.press(buttons(first)["Who else"], first)
        elsewhere = (await server.callback(others)).payload
    assert "__broken" in shown(answer)
    assert widened["type"] == 7
    assert "why do you collect" in shown(widened)
    assert elsewhere["type"] == 4


async def test_a_speaker_is_completed_by_any_name(server: DiscordServer, bot: Bot) -> None:
    async with connected(server, bot):
        for typed in ("wen", "文例"):
            sent = await server.complete("quote", {"speaker": typed}, "speaker")
            choices = (await server.callback(sent)).payload["data"]["choices"]
            assert any("Wen" in choice["name"] or "文" in choice["name"] for choice in choices)


async def test_settings_by_form_change_how_it_answers_after_a_restart(
    server: DiscordServer, bot: Bot
) -> None:
    async with connected(server, bot):
        sent = await server.command("settings", member=MANAGER)
        assert (await server.callback(sent)).payload["data"]["flags"] & EPHEMERAL
        labels = buttons(kept(server, sent))
        opening = await server.press(
            list(labels.values())[1], {"id": "1", "flags": CARD | EPHEMERAL}, member=MANAGER
        )
        modal = (await server.callback(opening)).payload["data"]
        values = {"private": "on", "mentions": "on", "threads": "off", "zone": "Asia/Taipei"}
        parts = [field["component"] for field in modal["components"]]
        filled = [
            {
                "type": 18,
                "component": {"type": part["type"], "custom_id": part["custom_id"], **_entered(part, values)},
            }
            for part in parts
        ]
        data = {"custom_id": modal["custom_id"], "components": filled}
        saved = await server.interact({"type": 5, "data": data, "member": MANAGER})
        await server.callback(saved)
    async with connected(server, bot):
        sent = await server.command("quote", {"text": "clock"})
        answer = (await server.callback(sent)).payload["data"]
    assert {part["custom_id"] for part in parts} == set(values)
    assert answer["flags"] & EPHEMERAL
    assert "Share" in buttons(answer)


async def test_one_who_may_not_manage_changes_nothing(server: DiscordServer, bot: Bot) -> None:
    async with connected(server, bot):
        sent = await server.command("settings", {"name": "private", "value": "on"})
        refused = (await server.callback(sent)).payload["data"]
        sent = await server.command("quote", {"text": "clock"})
        answer = (await server.callback(sent)).payload["data"]
    assert refused["flags"] & EPHEMERAL
    assert not answer["flags"] & EPHEMERAL


async def test_who_said_this_finds_the_speaker_of_a_message(server: DiscordServer, bot: Bot) -> None:
    written = "I love this: “a stopped clock hangs on the wall and admits everything” :heart:"
    target = {"id": "321", "content": written, "author": person("5")}
    data = {"id": "1", "name": "Who said this?", "type": 3, "target_id": "321"}
    async with connected(server, bot):
        sent = await server.interact({"type": 2, "data": {**data, "resolved": {"messages": {"321": target}}}})
        answer = (await server.callback(sent)).payload["data"]
    assert answer["flags"] & EPHEMERAL
    assert "Said in these words" in shown(answer)
    assert "Slow Machines" in shown(answer)


async def test_a_mention_and_its_follow_up(server: DiscordServer, bot: Bot) -> None:
    async with connected(server, bot):
        await server.say(f"{MENTION} what did Wen say about clocks?")
        (first,) = await server.until(lambda: server.found("POST", MESSAGES))
        number = next(key for key, value in server.messages.items() if value["channel_id"] == CHANNEL)
        mentions = [{**person("900"), "bot": True}]
        reference = {"message_id": number, "channel_id": CHANNEL}
        await server.say("another one", type=19, mentions=mentions, message_reference=reference)
        _, second = await server.until(lambda: len(found := server.found("POST", MESSAGES)) == 2 and found)
    assert "Slow Machines" in shown(first.payload)
    assert shown(second.payload["components"][0]) != shown(first.payload["components"][0])


async def test_what_only_another_server_may_see_is_not_shown(server: DiscordServer, bot: Bot) -> None:
    async with connected(server, bot):
        sent = await server.command("quote", {"text": "zeppelin"})
        assert "circus" not in shown((await server.callback(sent)).payload)


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "@everyone <@77>", "\u202e\x00\ud800", "", "**[a](https://b.example)**"]
)
async def test_bad_input_gets_a_clean_answer(server: DiscordServer, bot: Bot, text: str) -> None:
    async with connected(server, bot):
        sent = await server.command("quote", {"text": text})
        answer = (await server.callback(sent)).payload
    assert answer["type"] == 4
    assert "@everyone" not in shown(answer)
    assert "](https://b.example" not in shown(answer)
    assert escape("<@77>") in shown(answer).replace("\\\\", "\\") or "<@77>" not in shown(answer)


def _entered(part: dict[str, object], values: dict[str, str]) -> dict[str, object]:
    value = values[str(part["custom_id"])]
    return {"values": [value]} if part["type"] == 3 else {"value": value}
