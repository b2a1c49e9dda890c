"""The bot answers everything, and never raises."""

import gc
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Bot
from bot.command import Command, Context
from bot.commands import COMMANDS
from bot.corpus.loader import load
from bot.errors import StoreError
from bot.interaction import ChannelRef, Interaction, UserRef, Via
from bot.reply import Notice, Reply
from bot.reply.changes import SetSettings
from bot.reply.found import Quotes
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher
from bot.settings import ChannelSettings
from bot.store.memory import MemoryStore


@pytest.fixture
def bot(searcher: Searcher) -> Bot:
    return Bot(searcher, MemoryStore())


async def test_an_error_of_the_asker_is_a_notice_in_their_language(bot: Bot) -> None:
    asked = Interaction("quote", {"since": "soon"}, user=UserRef("console", locale="zh-TW"))
    reply = await bot.handle(asked)
    assert isinstance(reply.body, Notice)
    assert reply.body.level == "error"
    assert "看不懂日期「soon」" in reply.body.text


async def test_an_unknown_command_is_a_notice(bot: Bot) -> None:
    reply = await bot.handle(Interaction("qoute"))
    assert isinstance(reply.body, Notice)
    assert "qoute" in reply.body.text


async def test_words_of_somebody_who_does_not_speak_here_are_refused_and_searched_on_demand(bot: Bot) -> None:
    asked = Interaction("", {"text": "what did Ada Nobody say about clocks"}, via=Via.MENTION)
    reply = await bot.handle(asked)
    assert isinstance(reply.body, Notice)
    assert "Ada Nobody" in reply.body.text
    assert reply.interaction.options == {"text": "clocks", "speaker": "Ada Nobody"}
    assert [action.interaction.option("text") for action in reply.actions] == ["Ada Nobody clocks"]


async def test_a_fault_is_told_with_its_request_and_without_its_cause(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(asked: Interaction, context: Context) -> Reply:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("bot.app.COMMANDS", {"quote": Command("quote", broken)})
    reply = await bot.handle(Interaction("quote", request="r-17"))
    assert isinstance(reply.body, Notice)
    assert "r-17" in reply.body.text
    assert "secret" not in reply.body.text


async def test_a_database_that_is_gone_is_told_kindly(searcher: Searcher) -> None:
    class Gone(MemoryStore):
        async def settings(self, channel: ChannelRef) -> ChannelSettings:
            raise StoreError("/a/secret/path.db: no space left")

    reply = await Bot(searcher, Gone()).handle(Interaction("quote"))
    assert isinstance(reply.body, Notice)
    assert "path.db" not in reply.body.text


async def test_a_room_keeps_its_language(bot: Bot) -> None:
    room = ChannelRef("console", "lounge")
    await bot.store.apply(Interaction("", channel=room), (SetSettings((("language", "zh-Hant"),)),))
    reply = await bot.handle(Interaction("quote", {"text": "火山保險"}, channel=room))
    assert reply.locale == "zh-Hant"


async def test_members_alone_see_a_closed_source(bot: Bot) -> None:
    asked = Interaction("quote", {"text": "zeppelin circus"})
    outside = await bot.handle(asked)
    inside = await bot.handle(
        Interaction("quote", asked.options, channel=ChannelRef("slack", "C1", "T-MEMBERS"))
    )
    assert isinstance(outside.body, Quotes)
    assert isinstance(inside.body, Quotes)
    assert not outside.body.hits
    assert inside.body.hits


async def test_a_component_id_brings_its_interaction_back(bot: Bot) -> None:
    reply = await bot.handle(Interaction("quote", {"text": "香料 烟熏味"}))
    ids = await bot.ids(reply, 100)
    assert len(set(ids)) == len(ids) == len(reply.actions)
    back = [await bot.pressed(component, Interaction("")) for component in ids]
    assert [(asked.command, dict(asked.options)) for asked in back] == [
        (action.interaction.command, dict(action.interaction.options)) for action in reply.actions
    ]


async def test_what_does_not_fit_an_id_is_kept(bot: Bot) -> None:
    reply = await bot.handle(Interaction("quote", {"text": "香料 " * 60}))
    ids = await bot.ids(reply, 100)
    assert all(len(component) <= 100 for component in ids)
    back = await bot.pressed(ids[0], Interaction(""))
    assert back.options == reply.actions[0].interaction.options


@pytest.mark.parametrize("forged", ["", "x", "a~gone", "a2|quote", "a1|quote|broken"])
async def test_an_expired_or_forged_id_says_so(bot: Bot, forged: str) -> None:
    assert (await bot.pressed(forged, Interaction(""))).command == "expired"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.sampled_from(["quote", "", "help", "\0"]),
    st.dictionaries(
        st.sampled_from(["text", "speaker", "source", "since", "until", "page", "hit", "context"]), st.text()
    ),
)
async def test_whatever_comes_in_something_readable_goes_out(
    bot: Bot, command: str, options: dict[str, str]
) -> None:
    reply = await bot.handle(Interaction(command, options, request="r-1"))
    assert not (isinstance(reply.body, Notice) and "r-1" in reply.body.text)


async def test_nothing_remembers_documents_that_were_exchanged_for_newer_ones() -> None:
    def fresh() -> Searcher:
        corpus = load([Path(__file__).parent / "talks"])
        return Searcher(corpus, Index.build(corpus))

    bot = Bot(fresh(), MemoryStore())
    member = ChannelRef("slack", "C1", "T-MEMBERS")
    for channel in (ChannelRef("console"), member):
        for text in ("clock", "茶", "who said the tide waits for nobody", "Wen Example on tea"):
            for name in COMMANDS:
                given = {option.name: text for option in COMMANDS[name].options[:1]}
                await bot.handle(Interaction(name, given, channel=channel))
            await bot.handle(Interaction("", {"text": text}, channel=channel, via=Via.MENTION))
    before: list[ref[Any]] = [
        ref(bot.searcher),
        ref(bot.searcher.corpus),
        ref(bot.searcher.visible_to("").corpus),
    ]
    gc.collect()
    gc.disable()  # What is frozen goes by itself or not at all.
    try:
        bot.searcher = fresh()
        assert [each() for each in before] == [None, None, None]
    finally:
        gc.enable()
