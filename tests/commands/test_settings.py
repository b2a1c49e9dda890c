"""/settings shows, sets, resets and records, and says what is allowed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.app import Bot
from bot.commands import COMMANDS
from bot.interaction import NO_OPTIONS, ChannelRef, Interaction, UserRef
from bot.plain_text import plain
from bot.reply import Notice, Reply
from bot.reply.changes import ForgetPerson
from bot.reply.form import Form
from bot.reply.pages import Settings
from bot.retrieval.search import Searcher
from bot.settings import NAMES, ChannelSettings
from bot.store.memory import MemoryStore
from bot.texts import LOCALES

ROOM = ChannelRef("discord", "c1", "w1")
MANAGER = UserRef("discord", "mira", "en", may_manage=True)
GUEST = UserRef("discord", "otto", "en")


@pytest.fixture
def bot(searcher: Searcher) -> Bot:
    return Bot(searcher, MemoryStore(lambda: datetime(2026, 3, 2, 8, tzinfo=UTC)))


async def ask(
    bot: Bot,
    user: UserRef = MANAGER,
    channel: ChannelRef = ROOM,
    sent: Mapping[str, str] = NO_OPTIONS,
    **options: str,
) -> Reply:
    return await bot.handle(Interaction("settings", {**sent, **options}, channel, user, request="r1"))


async def chosen(bot: Bot, channel: ChannelRef = ROOM) -> ChannelSettings:
    return await bot.store.settings(channel)


@pytest.mark.parametrize("locale", LOCALES)
async def test_every_setting_is_shown_with_what_it_means_and_allows(bot: Bot, locale: str) -> None:
    body = (await ask(bot, replace(MANAGER, locale=locale))).body
    assert isinstance(body, Settings)
    assert tuple(row.name for row in body.rows) == NAMES
    assert all(row.label and row.shown and row.meaning and row.allowed and row.inherited for row in body.rows)


async def test_what_the_room_chose_itself_is_told_from_what_it_inherits(bot: Bot) -> None:
    await ask(bot, name="results", value="7")
    body = (await ask(bot)).body
    assert isinstance(body, Settings)
    assert [row.name for row in body.rows if not row.inherited] == ["results"]


@pytest.mark.parametrize(
    ("name", "given_", "kept"),
    [
        ("language", "ZH-TW", "zh-Hant"),
        ("language", "繁體中文", "zh-Hant"),
        ("script", "Simplified", "zh-Hans"),
        ("speakers", "Wen", ("wen-example",)),
        ("speakers", "奧例, 文老師", ("otto-example", "wen-example")),
        ("sources", "The Teahouse Hour", ("tea",)),
        ("results", "10", 10),
        ("private", "YES", True),
        ("mentions", "关", False),
        ("zone", "taipei", "Asia/Taipei"),
        ("zone", "Beijing", "Asia/Shanghai"),
    ],
)
async def test_a_value_is_understood_as_people_write_it(
    bot: Bot, name: str, given_: str, kept: object
) -> None:
    await ask(bot, name=name, value=given_)
    assert getattr(await chosen(bot), name) == kept


@pytest.mark.parametrize(
    ("name", "given_", "says"),
    [
        ("language", "Klingon", "asker, en, zh-Hans, zh-Hant"),
        ("results", "0", "1–10"),
        ("results", "11", "1–10"),
        ("results", "two", "1–10"),
        ("private", "maybe", "on, off"),
        ("zone", "Atlantis", "Europe/Berlin"),
        ("zone", "+08:00", "Europe/Berlin"),
        ("speakers", "Nobody Known", "/speakers"),
        ("sources", "No Such Show", "/sources"),
        ("colour", "blue", "language, script"),
    ],
)
async def test_a_wrong_value_changes_nothing_and_is_answered_with_what_is_allowed(
    bot: Bot, name: str, given_: str, says: str
) -> None:
    reply = await ask(bot, name=name, value=given_)
    assert isinstance(reply.body, Notice)
    assert reply.body.level == "error"
    assert says in reply.body.text
    assert await chosen(bot) == ChannelSettings()


@pytest.mark.parametrize("line", ["results=5 language=en private:on", "results：5 private=on language=en"])
async def test_many_are_set_at_once(bot: Bot, line: str) -> None:
    await ask(bot, value=line)
    assert await chosen(bot) == ChannelSettings(results=5, language="en", private=True)


async def test_of_many_with_one_wrong_none_is_set(bot: Bot) -> None:
    reply = await ask(bot, value="results=5 language=Klingon")
    assert isinstance(reply.body, Notice)
    assert reply.body.level == "error"
    assert await chosen(bot) == ChannelSettings()


async def test_a_setting_may_be_called_by_its_label_in_any_language(bot: Bot) -> None:
    await ask(bot, value="時區 東京")
    assert (await chosen(bot)).zone == "Asia/Tokyo"


async def test_the_answer_to_a_new_language_is_in_that_language(bot: Bot) -> None:
    assert "本頻道已變更" in plain(await ask(bot, name="language", value="zh-Hant"))


async def test_reset_takes_back_one_choice_or_all(bot: Bot) -> None:
    await ask(bot, value="results=5 private=on mentions=off")
    await ask(bot, name="results", reset="on")
    assert await chosen(bot) == ChannelSettings(private=True, mentions=False)
    await ask(bot, reset="on")
    assert await bot.store.own_settings(ROOM) == frozenset()


async def test_reset_with_nothing_chosen_shows_the_settings(bot: Bot) -> None:
    assert isinstance((await ask(bot, reset="on")).body, Settings)


async def test_words_work_where_a_platform_sends_text(bot: Bot) -> None:
    await ask(bot, value="results 5")
    assert "results" in plain(await ask(bot, value="log")).lower()
    await ask(bot, value="reset results")
    assert await chosen(bot) == ChannelSettings()
    assert isinstance((await ask(bot, value="form")).body, Form)


async def test_everybody_may_look_and_only_managers_may_change(bot: Bot) -> None:
    looked = await ask(bot, GUEST)
    assert isinstance(looked.body, Settings)
    assert "Manage Channels" in looked.body.who_may
    assert not looked.body.may_change
    for options in ({"name": "results", "value": "5"}, {"reset": "all"}, {"sent": "room", "private": "on"}):
        reply = await ask(bot, GUEST, sent=options)
        assert await chosen(bot) == ChannelSettings(), (options, reply)


async def test_a_guest_gets_no_form_and_no_buttons_to_change(bot: Bot) -> None:
    refused = await ask(bot, GUEST, form="on")
    assert isinstance(refused.body, Notice)
    assert "Manage Channels" in refused.body.text
    assert [action.interaction.options for action in (await ask(bot, GUEST)).actions] == [{"log": "on"}]


async def test_the_record_tells_who_changed_what_and_when(bot: Bot) -> None:
    await ask(bot, name="zone", value="Asia/Taipei")
    await ask(bot, replace(MANAGER, id="ana"), name="results", value="5")
    body = (await ask(bot, log="on")).body
    assert isinstance(body, Settings)
    assert body.log == (
        "March 2, 2026 16:00 · ana · Results per answer: the default → 5",
        "March 2, 2026 16:00 · you · Time zone: the default → Asia/Taipei",
    )


async def test_somebody_whose_data_is_deleted_is_deleted_in_the_record(bot: Bot) -> None:
    await ask(bot, name="results", value="5")
    await bot.store.apply(Interaction("privacy", channel=ROOM, user=MANAGER), (ForgetPerson(),))
    body = (await ask(bot, log="on")).body
    assert isinstance(body, Settings)
    assert "· deleted ·" in body.log[0]
    assert "mira" not in body.log[0]


async def test_workspace_defaults_need_the_right_to_manage_all_of_it(bot: Bot) -> None:
    reply = await ask(bot, scope="workspace", name="results", value="5")
    assert isinstance(reply.body, Notice)
    assert reply.body.level == "error"
    await ask(bot, replace(MANAGER, may_manage_workspace=True), scope="workspace", name="results", value="5")
    assert (await chosen(bot, replace(ROOM, channel="c2"))).results == 5


@pytest.mark.parametrize("channel", [ChannelRef("discord", "d1", direct=True), replace(ROOM, direct=True)])
async def test_a_direct_message_sets_nobodys_defaults(bot: Bot, channel: ChannelRef) -> None:
    owner = replace(MANAGER, may_manage_workspace=True)
    reply = await ask(bot, owner, channel, scope="workspace", name="results", value="5")
    assert isinstance(reply.body, Notice)
    assert reply.body.level == "error"


async def test_a_direct_message_has_settings_of_its_own(bot: Bot) -> None:
    direct = ChannelRef("discord", "d1", direct=True)
    await ask(bot, MANAGER, direct, name="results", value="5")
    assert (await chosen(bot, direct)).results == 5
    assert (await chosen(bot)).results == ChannelSettings().results


@pytest.mark.parametrize("form", ["answers", "room"])
async def test_a_form_holds_what_is_chosen_and_fits_every_platform(bot: Bot, form: str) -> None:
    await ask(bot, value="results=5 private=on")
    body = (await ask(bot, form=form)).body
    assert isinstance(body, Form)
    assert 0 < len(body.fields) <= 5
    held = {field.name: field.value for field in body.fields}
    assert held.get("results", "5") == "5"
    assert held.get("private", "on") == "on"
    assert all(not field.choices or len(field.choices) <= 25 for field in body.fields)


async def test_a_form_sent_unchanged_changes_nothing_and_changed_only_that(bot: Bot) -> None:
    body = (await ask(bot, form="answers")).body
    assert isinstance(body, Form)
    same = {field.name: field.value for field in body.fields} | dict(body.submit.options)
    await ask(bot, sent=same)
    assert await bot.store.own_settings(ROOM) == frozenset()
    await ask(bot, sent={**same, "speakers": "wen-example,otto-example", "results": "4"})
    assert await bot.store.own_settings(ROOM) == {"speakers", "results"}
    await ask(bot, sent={**same, "speakers": "", "results": "4"})
    assert (await chosen(bot)).speakers == ()


words = st.one_of(
    st.text(st.characters(codec=None), max_size=40),
    st.sampled_from(
        ["", "\0", "\ud800", "\u202eon", "@everyone <!channel>", "海" * 100_000, "1" * 5000, "on,off"]
    ),
)


@hypothesis_settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    options=st.dictionaries(
        st.sampled_from([option.name for option in COMMANDS["settings"].options]), words, max_size=4
    )
)
async def test_nothing_that_is_sent_breaks_a_room(searcher: Searcher, options: dict[str, str]) -> None:
    bot = Bot(searcher, MemoryStore())
    reply = await ask(bot, sent=options)
    assert isinstance(reply.body, Settings | Form | Notice)
    assert "went wrong" not in plain(reply)
    assert len(plain(reply)) < 6000
    assert isinstance((await ask(bot)).body, Settings)
    assert await chosen(bot) is not None
