"""The same question gives the same hits in the same order in the terminal, on Discord and in Slack."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import pytest

from adapters.discord import parse as discord
from adapters.discord import render as discord_render
from adapters.slack import parse as slack
from adapters.slack import render as slack_render
from bot import arguments
from bot.app import Bot
from bot.commands import COMMANDS
from bot.interaction import Interaction, Via
from bot.json_text import as_dict
from bot.plain_text import plain
from bot.reply import Reply
from bot.reply.found import Quotes, Timeline
from bot.retrieval.search import Searcher
from bot.store.memory import MemoryStore
from tests import slack_payloads as sent

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("quote", {"text": "broken clock"}),
    ("quote", {"text": "耐心"}),
    ("quote", {"text": "耐心", "speaker": "文例"}),
    ("quote", {"text": "patience", "since": "2020", "until": "2025-12"}),
    ("quote", {"text": "quarterly blockchain revenue"}),
    ("quote", {"text": "patience", "since": "soon"}),
    ("who-said", {"fragment": "a broken clock is honest about what it does not know"}),
    ("who-said", {"fragment": "nobody here ever said these words"}),
    ("timeline", {"topic": "patience"}),
    ("daily", {"action": "show"}),
    ("speakers", {}),
    ("sources", {}),
    ("settings", {}),
    ("help", {}),
    ("privacy", {}),
)
UNSEEN = {"type", "style", "value", "action_id", "custom_id", "url"}
BUTTONS_ONLY = {"report", "expired", "home", ""}
SENTENCES = ("what did Wen say about patience?", "谁说过「失败换了个地方，就成了招牌」？", "hello", "help")


def in_terminal(command: str, options: dict[str, str]) -> Interaction:
    line = " ".join((command, *(f"{name}:“{value}”" for name, value in options.items())))
    return arguments.parse(line, Interaction(""), COMMANDS)


def in_slack(command: str, options: dict[str, str]) -> Interaction:
    line = " ".join(f"{name}:“{value}”" for name, value in options.items())
    if command in slack.COMMANDS:
        return slack.command(sent.command(f"/{command}", line), "", COMMANDS)
    return slack.command(sent.command("/yulu", f"{command} {line}"), "", COMMANDS)


def in_discord(command: str, options: dict[str, str]) -> Interaction:
    rows = [{"name": name, "type": 3, "value": value} for name, value in options.items() if name != "action"]
    if "action" in options:
        rows = [{"name": options["action"], "type": 1, "options": rows}]
    data = {"id": "1", "name": command, "type": 1, "options": rows}
    payload = {"type": 2, "id": "5", "guild_id": "1", "channel_id": "2", "data": data}
    received = discord.interaction({**payload, "member": {"user": {"id": "3"}, "permissions": "0"}})
    assert received is not None
    return received.asked


@pytest.fixture
def answered(searcher: Searcher) -> Any:
    async def answer(asked: Interaction) -> Reply:
        return await Bot(searcher, MemoryStore()).handle(replace(asked, at=NOW))

    return answer


def found(reply: Reply) -> dict[str, Any]:
    """Return what was found, without what a platform has of its own."""
    told = as_dict(reply)
    passages = list(_passages(told))
    return {"kind": told["kind"], "verdict": told.get("verdict"), "passages": passages}


def _passages(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from ([node["passage"]] if isinstance(node.get("passage"), str) else [])
        for value in node.values():
            yield from _passages(value)
    elif isinstance(node, list):
        for part in node:
            yield from _passages(part)


def quotes(reply: Reply) -> list[str]:
    body = reply.body
    hits = body.hits if isinstance(body, Quotes) else ()
    if isinstance(body, Timeline):
        hits = tuple(point.hit for point in (*body.points, *body.undated))
    return [_bare(hit.quote)[:40] for hit in hits]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _words(node: Any) -> str:
    if isinstance(node, dict):
        return "".join(_words(value) for key, value in node.items() if key not in UNSEEN)
    return "".join(map(_words, node)) if isinstance(node, list) else node if isinstance(node, str) else ""


def rendered(reply: Reply) -> dict[str, str]:
    """Return what each platform shows, letters only."""
    ids = tuple(str(number) for number, _ in enumerate(reply.actions))
    return {
        "terminal": _bare(plain(reply)),
        "slack": _bare(_words(slack_render.message(reply, ids)["blocks"])),
        "discord": _bare(_words(discord_render.message(reply, ids))),
    }


def test_every_command_is_asked() -> None:
    assert {command for command, _ in QUESTIONS} >= set(COMMANDS) - BUTTONS_ONLY


@pytest.mark.parametrize(("command", "options"), [row for row in QUESTIONS if row[0] in COMMANDS])
async def test_a_command_finds_the_same_everywhere(
    command: str, options: dict[str, str], answered: Any
) -> None:
    replies = [await answered(way(command, options)) for way in (in_terminal, in_slack, in_discord)]

    assert found(replies[0]) == found(replies[1]) == found(replies[2])


@pytest.mark.parametrize("sentence", SENTENCES)
async def test_a_sentence_finds_the_same_everywhere(sentence: str, answered: Any) -> None:
    in_channel = slack.mention(sent.mention(sentence), "UBOT", "", COMMANDS)
    assert in_channel is not None
    options = MappingProxyType({"text": sentence})
    terminal = Interaction("", options, via=Via.MENTION)
    payload = {
        "id": "5",
        "guild_id": "1",
        "channel_id": "2",
        "author": {"id": "3"},
        "mentions": [{"id": "9"}],
    }
    server = discord.message({**payload, "type": 0, "content": f"<@9> {sentence}"}, "9", discord.Room())
    assert server is not None

    replies = [await answered(asked) for asked in (terminal, in_channel, server)]

    assert found(replies[0]) == found(replies[1]) == found(replies[2])


@pytest.mark.parametrize(
    ("command", "options"), [row for row in QUESTIONS if row[0] in {"quote", "timeline"} & set(COMMANDS)]
)
async def test_every_platform_shows_the_hits_in_their_order(
    command: str, options: dict[str, str], answered: Any
) -> None:
    reply = await answered(in_terminal(command, options))

    for platform, shown in rendered(reply).items():
        places = [shown.find(quote) for quote in quotes(reply)]
        assert -1 not in places, platform
        assert places == sorted(places), platform
