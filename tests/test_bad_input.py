"""Anything in any field of every command, by every way in: a clear answer, and a database that holds."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Bot
from bot.commands import COMMANDS
from bot.interaction import ChannelRef, Interaction, UserRef, Via
from bot.json_text import to_json
from bot.plain_text import plain
from bot.retrieval.search import Searcher
from bot.store.sql import SqlStore

OPTIONS = sorted({option.name for command in COMMANDS.values() for option in command.options} | {"x", "\0"})
bad = st.one_of(
    st.text(st.characters(codec=None), max_size=60),
    st.sampled_from(
        [
            "",
            "\0",
            "\ud800",
            "\u202e\u2066gnat\u2069",
            "@everyone @here <@&1> <!channel> <!subteam^S1>",
            "'; DROP TABLE settings; --",
            "{ $name }",
            "-1",
            "1e309",
            "9" * 400,
            "2025-13-45",
            "|=\\|=",
            "海" * 100_000,
            "😀\u200d" * 500,
        ]
    ),
)


@pytest.fixture
async def bot(searcher: Searcher, tmp_path: Path) -> AsyncIterator[Bot]:
    store = await SqlStore.open(f"sqlite:///{tmp_path / 'yulu.db'}")
    yield Bot(searcher, store)
    await store.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    command=st.one_of(st.sampled_from(sorted(COMMANDS)), bad),
    options=st.dictionaries(st.one_of(st.sampled_from(OPTIONS), bad), bad, max_size=4),
    via=st.sampled_from(Via),
    ids=st.tuples(bad, bad, bad, bad),
)
async def test_it_is_answered_and_never_goes_wrong(
    bot: Bot, command: str, options: dict[str, str], via: Via, ids: tuple[str, str, str, str]
) -> None:
    workspace, room, person, message = (id_[:200] for id_ in ids)
    asked = Interaction(
        command,
        options,
        ChannelRef("console", room, workspace, message),
        UserRef("console", person, person, may_manage=True, may_manage_workspace=True),
        via,
        next(iter(options), ""),
        message,
        message,
        "r1",
    )
    reply = await bot.handle(asked)
    said = plain(reply)
    assert "went wrong" not in said
    assert "reach my records" not in said
    assert to_json(reply)
    await bot.sent(reply, message)
    for id_ in await bot.ids(reply, 100):
        assert len(id_) <= 100
        await bot.handle(await bot.pressed(id_, asked))
    assert (await bot.pressed(options.get("x", ""), asked)).channel == asked.channel
