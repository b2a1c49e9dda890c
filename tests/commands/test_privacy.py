"""/privacy tells what is stored and deletes it; reports hold a quote back until they are settled."""

from dataclasses import replace

import pytest

from bot.app import Bot
from bot.command import Context
from bot.commands.report import MOST
from bot.interaction import ChannelRef, Interaction, UserRef
from bot.plain_text import plain
from bot.reply import Notice, Reply
from bot.reply.changes import ReportPassage, SetSettings
from bot.reply.found import Quotes
from bot.reply.pages import Listing
from bot.retrieval.search import Searcher
from bot.store.memory import MemoryStore

ROOM = ChannelRef("slack", "C1", "T1")
GUEST = UserRef("slack", "U1", "en")
MANAGER = UserRef("slack", "U2", "en", may_manage=True)


@pytest.fixture
def bot(searcher: Searcher) -> Bot:
    return Bot(searcher, MemoryStore())


async def ask(
    bot: Bot, command: str, user: UserRef = GUEST, channel: ChannelRef = ROOM, **options: str
) -> Reply:
    return await bot.handle(Interaction(command, options, channel, user))


async def fill(bot: Bot, user: UserRef, channel: ChannelRef = ROOM) -> None:
    asked = Interaction("settings", channel=channel, user=user)
    await bot.store.apply(asked, (SetSettings((("results", "5"),)),))
    await bot.store.remember(asked, f"m-{user.id}")


async def test_nothing_stored_is_said_in_so_many_words(bot: Bot) -> None:
    body = (await ask(bot, "privacy")).body
    assert isinstance(body, Listing)
    assert [row.detail for row in body.rows[:2]] == ["nothing", "nothing"]
    assert "7 days" in body.rows[2].detail


async def test_what_is_stored_is_counted_for_the_person_and_the_room(bot: Bot) -> None:
    await fill(bot, GUEST)
    await fill(bot, MANAGER)
    body = (await ask(bot, "privacy")).body
    assert isinstance(body, Listing)
    me, here, _ = body.rows
    assert "one answered question" in me.detail
    assert "2 answered questions" in here.detail
    assert "one setting" in here.detail


async def test_one_button_deletes_what_is_about_the_asker(bot: Bot) -> None:
    await fill(bot, GUEST)
    page = await ask(bot, "privacy")
    assert page.private
    done = await bot.handle(page.actions[0].interaction)
    assert "Deleted" in plain(done)
    counted = await bot.store.person(Interaction("privacy", channel=ROOM, user=GUEST))
    assert not any(count for kind, count in counted.items() if kind.startswith("person"))
    assert (await bot.store.settings(ROOM)).results == 5


async def test_a_rooms_data_goes_only_when_those_in_charge_say_so_twice(bot: Bot) -> None:
    await fill(bot, MANAGER)
    refused = await ask(bot, "privacy", forget="here", sure="on")
    assert isinstance(refused.body, Notice)
    assert refused.body.level == "error"
    asked_again = await ask(bot, "privacy", MANAGER, forget="here")
    assert (await bot.store.settings(ROOM)).results == 5
    await bot.handle(asked_again.actions[0].interaction)
    assert await bot.store.own_settings(ROOM) == frozenset()
    assert not any((await bot.store.person(Interaction("privacy", channel=ROOM, user=GUEST))).values())


async def test_a_guest_has_no_button_to_delete_the_rooms_data(bot: Bot) -> None:
    assert len((await ask(bot, "privacy")).actions) == 1
    assert len((await ask(bot, "privacy", MANAGER)).actions) == 2


async def test_a_direct_message_is_deleted_with_the_person(bot: Bot) -> None:
    direct = ChannelRef("slack", "D1", "T1", direct=True)
    await fill(bot, MANAGER, direct)
    await ask(bot, "privacy", MANAGER, direct, forget="me")
    assert not any((await bot.store.person(Interaction("privacy", channel=direct, user=MANAGER))).values())


@pytest.mark.parametrize("reason", ["speaker", "garbled"])
async def test_a_report_is_acknowledged_to_the_one_who_made_it(
    bot: Bot, context: Context, reason: str
) -> None:
    passage = context.searcher.corpus.passages[0].id
    reply = await ask(bot, "report", passage=passage, reason=reason)
    assert reply.private
    assert "Thank you" in plain(reply)
    assert await bot.store.reported() == {passage}


async def test_every_quote_has_buttons_to_report_it(bot: Bot) -> None:
    reply = await ask(bot, "quote")
    reports = [action.interaction for action in reply.actions if action.interaction.command == "report"]
    assert {report.options["reason"] for report in reports} == {"speaker", "garbled"}


async def test_a_reported_quote_is_never_drawn_at_random(bot: Bot, context: Context) -> None:
    passages = [passage.id for passage in context.searcher.corpus.passages]
    kept = passages[-1]
    for passage in passages[:-1]:
        await ask(bot, "report", replace(GUEST, id=passage), passage=passage, reason="speaker")
    for number in range(10):
        reply = await bot.handle(Interaction("quote", channel=ROOM, user=GUEST, request=str(number)))
        assert isinstance(reply.body, Quotes)
        assert {hit.passage for hit in reply.body.hits} <= {kept}


async def test_nobody_alone_can_hold_back_the_whole_corpus(bot: Bot, context: Context) -> None:
    passage = context.searcher.corpus.passages[0].id
    for number in range(MOST):
        asked = Interaction("report", channel=ROOM, user=GUEST)
        await bot.store.apply(asked, (ReportPassage(f"other-{number}", "garbled"),))
    reply = await ask(bot, "report", passage=passage, reason="speaker")
    assert "a lot of reports" in plain(reply)
    assert passage not in await bot.store.reported()


@pytest.mark.parametrize(
    "options", [{}, {"passage": "nowhere"}, {"passage": "\0\ud800" * 100, "reason": "speaker"}]
)
async def test_a_forged_report_is_refused_kindly(bot: Bot, options: dict[str, str]) -> None:
    reply = await bot.handle(Interaction("report", options, ROOM, GUEST))
    assert isinstance(reply.body, Notice)
    assert "went wrong" not in reply.body.text
    assert await bot.store.reported() == frozenset()


async def test_an_expired_button_is_answered_kindly(bot: Bot) -> None:
    press = Interaction("", channel=ROOM, user=GUEST)
    reply = await bot.handle(await bot.pressed("0~forgotten", press))
    assert "too old" in plain(reply)
    assert reply.private
