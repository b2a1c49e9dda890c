"""A room never learns of what it may not see: its answers are those of a bot that lacks it altogether."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Bot
from bot.commands import COMMANDS
from bot.corpus.model import Concept, Corpus, Names, Paragraph, PartialDate, Rights, Source, Speaker, Turn
from bot.corpus.passages import passages
from bot.interaction import ChannelRef, Interaction, UserRef, Via, encode
from bot.json_text import to_json
from bot.plain_text import plain
from bot.reply import Reply
from bot.reply.changes import MarkSeen
from bot.reply.form import Form
from bot.reply.pages import Settings
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher
from bot.store.memory import MemoryStore

MEMBER = ChannelRef("slack", "C1", "T-MEMBERS")
OUTSIDER = ChannelRef("slack", "C2", "T-OTHERS")
PEOPLE = {
    "ada-open": Speaker("ada-open", Names("Ada Open", "阿达", "阿達"), ("Ada",)),
    "vera-shut": Speaker("vera-shut", Names("Vera Shut", "维拉", "維拉"), ("Vera",)),
}
OPEN = Source(
    "harbour",
    Names("A talk about the harbour", "谈港口"),
    "Harbour Hour",
    PartialDate(2021, 4, 2),
    language="en",
    text_language="en",
    participants=("ada-open",),
)
SHUT = Source(
    "cellar",
    Names("A talk in the cellar", "地窖谈话"),
    "Cellar Hour",
    PartialDate(2023, 9, 1),
    "https://cellar.example/1",
    language="en",
    text_language="en",
    participants=("ada-open", "vera-shut"),
    rights=Rights(workspaces=("slack:T-MEMBERS",)),
)
SAID = {
    "harbour": (
        ("ada-open", "A harbour is a promise that somebody waits for you, and a promise is a kind of tide."),
        ("ada-open", "I count the boats every evening, because counting boats is how I learned patience."),
        ("ada-open", "The lamp on the pier was lit by my aunt, who never once asked who was coming home."),
    ),
    "cellar": (
        ("vera-shut", "Nobody may know how we ferment quinces, and patience is only a part of that secret."),
        (
            "ada-open",
            "The harbour will be sold in spring, and the quinces with it; I signed the promise myself.",
        ),
    ),
}


def corpus(*sources: Source) -> Corpus:
    turns = {
        source.id: tuple(
            Turn(
                source.id,
                number,
                speaker,
                (Paragraph(said, number),),
                section="Quinces" if source is SHUT else "Tides",
            )
            for number, (speaker, said) in enumerate(SAID[source.id], 1)
        )
        for source in sources
    }
    speaking = {turn.speaker for own in turns.values() for turn in own}
    return Corpus(
        {source.id: source for source in sources},
        {name: speaker for name, speaker in PEOPLE.items() if name in speaking},
        turns,
        tuple(passage for source in sources for passage in passages(source, turns[source.id])),
        concepts=(Concept("patience", ("patience", "耐心")),),
    )


def searcher(*sources: Source) -> Searcher:
    made = corpus(*sources)
    return Searcher(made, Index.build(made))


BOTH, ONLY, HIDDEN = (
    searcher(OPEN, SHUT),
    searcher(OPEN),
    searcher(OPEN, replace(SHUT, rights=Rights(hidden=True))),
)
SHUT_IDS = [passage.id for passage in BOTH.corpus.passages if passage.source == "cellar"]
OPEN_IDS = [passage.id for passage in ONLY.corpus.passages]
WORDS = [
    *("cellar", "A talk in the cellar", "地窖谈话", "Cellar Hour", "vera-shut", "Vera", "Vera Shut", "维拉"),
    *("quinces", "ferment", "Nobody may know how we ferment quinces", "harbour", "patience", "耐心"),
    *("promise", "Ada", "ada-open", "阿达", "2023", "2023-09", "2", "on", "me", "answers", "speakers"),
    *("sources", "", "all", "c", "v", "speaker", *SHUT_IDS, *OPEN_IDS, *(f"#{id_}" for id_ in SHUT_IDS)),
]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass
class Room:
    bot: Bot
    channel: ChannelRef = OUTSIDER

    def ask(
        self, command: str, options: dict[str, str], via: Via = Via.COMMAND, focused: str = ""
    ) -> Interaction:
        user = UserRef(self.channel.platform, "U1", "en", may_manage=True, may_manage_workspace=True)
        return Interaction(
            command, MappingProxyType(options), self.channel, user, via, focused, "m1", "", "r1", NOW
        )


def told(reply: Reply) -> tuple[str, str, list[tuple[str, str]]]:
    """Return all that a room gets, but for scores."""
    shown = json.loads(
        to_json(reply), object_hook=lambda entry: {**entry, "score": 0} if "score" in entry else entry
    )
    return (
        plain(reply),
        json.dumps(shown),
        [(action.label, encode(action.interaction)) for action in reply.actions],
    )


def asked() -> st.SearchStrategy[tuple[str, dict[str, str], Via, str]]:
    def of(name: str) -> st.SearchStrategy[tuple[str, dict[str, str], Via, str]]:
        options = [option.name for option in COMMANDS[name].options] or ["text"]
        given_ = st.dictionaries(st.sampled_from(options), st.sampled_from(WORDS), max_size=3)
        vias = st.sampled_from([Via.COMMAND, Via.BUTTON, Via.FORM, Via.AUTOCOMPLETE])
        return st.tuples(st.just(name), given_, vias, st.sampled_from(options))

    sentence = st.tuples(
        st.just(""),
        st.fixed_dictionaries({"text": st.sampled_from(WORDS)}),
        st.sampled_from([Via.MENTION, Via.MESSAGE_MENU]),
        st.just(""),
    )
    return st.one_of(*map(of, sorted(COMMANDS)), sentence)


@pytest.mark.parametrize("closed", [BOTH, HIDDEN], ids=["for members", "taken down"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=asked())
async def test_every_answer_is_that_of_a_bot_that_lacks_it(
    closed: Searcher, question: tuple[str, dict[str, str], Via, str]
) -> None:
    answers = []
    for searching in (closed, ONLY):
        room = Room(Bot(searching, MemoryStore(lambda: NOW)))
        answers.append(told(await room.bot.handle(room.ask(*question))))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("command", ["speakers", "sources", "quote", "timeline", "help"])
async def test_a_member_sees_it_and_an_outsider_does_not(command: str) -> None:
    if command not in COMMANDS:
        pytest.skip(f"/{command} is not there")
    options = {"text": "quinces", "topic": "patience"}
    seen = {}
    for channel in (MEMBER, OUTSIDER):
        room = Room(Bot(BOTH, MemoryStore(lambda: NOW)), channel)
        seen[channel] = told(await room.bot.handle(room.ask(command, options)))
    assert seen[MEMBER] != seen[OUTSIDER]
    assert not [secret for secret in ("Vera", "Cellar", "cellar.example") if secret in str(seen[OUTSIDER])]


@pytest.mark.parametrize("typed", ["", "v", "ver", "维", "cel", "地", "a"])
@pytest.mark.parametrize(
    ("option", "name"), [("speaker", "quote"), ("source", "quote"), ("value", "settings")]
)
async def test_autocomplete_offers_nothing_of_it(option: str, name: str, typed: str) -> None:
    for setting in ("speakers", "sources") if name == "settings" else ("",):
        room = Room(Bot(BOTH, MemoryStore()))
        given_ = {option: typed, "name": setting}
        reply = await room.bot.handle(room.ask(name, given_, Via.AUTOCOMPLETE, option))
        assert "vera" not in str(reply.body).lower()
        assert "cellar" not in str(reply.body).lower()


async def test_a_passage_cannot_be_reported_by_a_forged_button() -> None:
    room = Room(Bot(BOTH, MemoryStore()))
    for id_ in SHUT_IDS:
        forged = await room.bot.pressed(f"01|report|passage={id_}|reason=speaker", room.ask("", {}))
        unknown = await room.bot.pressed("01|report|passage=never-there|reason=speaker", room.ask("", {}))
        assert plain(await room.bot.handle(forged)) == plain(await room.bot.handle(unknown))
    assert await room.bot.store.reported() == frozenset()


async def test_what_was_chosen_before_the_take_down_is_named_no_more() -> None:
    store = MemoryStore(lambda: NOW)
    room = Room(Bot(BOTH, store), MEMBER)
    chosen = {"speakers": "vera", "sources": "cellar,harbour"}
    await room.bot.handle(room.ask("settings", chosen))
    assert (await store.settings(MEMBER)).speakers == ("vera-shut",)
    room.bot.searcher = HIDDEN
    for options in ({}, {"log": "on"}, {"form": "on"}, {"name": "sources"}):
        reply = await room.bot.handle(room.ask("settings", options))
        assert isinstance(reply.body, Settings | Form)
        for named in ("vera-shut", "Vera", "cellar"):
            assert named not in plain(reply) + to_json(reply)


async def test_a_remembered_answer_and_a_kept_button_end_with_the_take_down() -> None:
    store = MemoryStore(lambda: NOW)
    room = Room(Bot(BOTH, store), MEMBER)
    before = await room.bot.handle(room.ask("quote", {"text": "quinces", "hit": SHUT_IDS[0]}))
    await room.bot.sent(before, "m1")
    buttons = await room.bot.ids(before, 20)
    room.bot.searcher = HIDDEN
    following = replace(room.ask("", {"text": "who else?"}, Via.MENTION), replies_to="m1")
    answers = [await room.bot.handle(following)]
    presses = [await room.bot.pressed(button, room.ask("", {})) for button in buttons]
    answers += [await room.bot.handle(press) for press in presses]
    for reply in answers:
        assert "Vera" not in plain(reply)
        assert "Nobody may know" not in plain(reply)


async def test_passages_seen_before_the_take_down_are_never_drawn() -> None:
    store = MemoryStore(lambda: NOW)
    room = Room(Bot(HIDDEN, store))
    marks = tuple(MarkSeen(id_, "ada-open", date(2026, 3, 1)) for id_ in OPEN_IDS)
    await store.apply(room.ask("quote", {}), marks)
    for number in range(20):
        reply = await room.bot.handle(replace(room.ask("quote", {}), request=str(number)))
        assert "Vera" not in plain(reply)
        assert "quince" not in plain(reply)


async def test_the_same_bot_answers_each_workspace_by_its_own_rights() -> None:
    bot = Bot(BOTH, MemoryStore())
    for channel, there in ((OUTSIDER, False), (MEMBER, True), (OUTSIDER, False)):
        room = Room(bot, channel)
        reply = await bot.handle(room.ask("sources", {}))
        assert ("A talk in the cellar" in plain(reply)) is there


def test_a_view_is_made_once_a_workspace() -> None:
    assert BOTH.visible_to("slack:T-OTHERS") is BOTH.visible_to("discord:1")
    assert BOTH.visible_to("slack:T-MEMBERS") is BOTH
