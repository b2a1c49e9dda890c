"""/daily: setting up, changing, skipping, previewing; what the clock asks for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.command import Context
from bot.commands.daily import answer
from bot.corpus.loader import load
from bot.errors import SettingError, UserError
from bot.interaction import ChannelRef, Interaction, UserRef, Via
from bot.reply import Notice, Reply
from bot.reply.changes import MarkSeen, RemoveSchedule, SaveSchedule
from bot.reply.found import Quotes
from bot.reply.pages import ScheduleList, ScheduleRow
from bot.retrieval.index import Index
from bot.retrieval.pick import recall
from bot.retrieval.search import Searcher
from bot.schedule import EVERY_DAY, Posting, Rule, Schedule, State
from bot.settings import ChannelSettings

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROOM = ChannelRef("discord", "c1", "w1")
MIRA = UserRef("discord", "mira", "en-GB", may_manage=True)
SCHEDULE = Schedule("s1", ROOM.key, Rule(time(8, 30), "UTC"), owner=MIRA.key, locale="en")
ROW = ScheduleRow(SCHEDULE, datetime(2026, 3, 3, 8, 30, tzinfo=UTC), "")
POSTED = Posting(date(2026, 3, 2), State.POSTED, datetime(2026, 3, 2, 8, 30, tzinfo=UTC), "p", "ines-example")


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    gatherings = load([Path(__file__).parents[1] / "gatherings"])
    return Searcher(gatherings, Index.build(gatherings))


@pytest.fixture
def context(searcher: Searcher) -> Context:
    return Context(searcher, ChannelSettings(zone="Asia/Shanghai"), "en", NOON)


def asked(**options: str) -> Interaction:
    return Interaction("daily", options, ROOM, MIRA, request="r1", at=NOON)


def listed(reply: Reply) -> ScheduleList:
    assert isinstance(reply.body, ScheduleList)
    return reply.body


def saved(reply: Reply) -> Schedule:
    (change,) = reply.changes
    assert isinstance(change, SaveSchedule)
    return change.schedule


def test_a_new_one_takes_the_rooms_zone_and_every_day(context: Context) -> None:
    reply = answer(asked(action="on", time="早上八点半"), context)
    made = saved(reply)
    assert made.rule == Rule(time(8, 30), "Asia/Shanghai", EVERY_DAY)
    assert (made.channel, made.owner, made.locale) == (ROOM.key, MIRA.key, "en")
    (row,) = listed(reply).rows
    assert row.next_at == datetime(2026, 3, 3, 0, 30, tzinfo=UTC)
    assert "08:30 (Shanghai), every day" in row.draws_from
    assert "March 3, 2026 08:30" in listed(reply).text


def test_a_time_alone_means_on(context: Context) -> None:
    assert saved(answer(asked(time="8:30pm"), context)).rule.at == time(20, 30)


def test_everything_can_be_chosen(context: Context) -> None:
    options = {
        "weekdays": "mon-fri",
        "zone": "台北",
        "speakers": "Ines",
        "sources": "tides",
        "topic": "boats",
    }
    reply = answer(asked(time="08:30", **options), context)
    made = saved(reply)
    assert made.rule == Rule(time(8, 30), "Asia/Taipei", frozenset(range(5)))
    assert (made.speakers, made.sources, made.topic) == (("ines-example",), ("tides",), "boats")
    (row,) = listed(reply).rows
    assert "Ines Example" in row.draws_from
    assert "boats" in row.draws_from
    assert "Mon" in row.draws_from


def test_a_thread_keeps_its_own(context: Context) -> None:
    here = replace(asked(time="08:30"), channel=replace(ROOM, thread="t9"))
    assert saved(answer(here, context)).thread == "t9"


def test_where_nobody_chose_a_zone_the_askers_own_holds(context: Context) -> None:
    context = replace(context, settings=ChannelSettings())
    from_berlin = replace(asked(time="08:30"), user=replace(MIRA, zone="Europe/Berlin"))
    assert saved(answer(from_berlin, context)).rule.zone == "Europe/Berlin"
    assert saved(answer(asked(time="08:30"), context)).rule.zone == "UTC"


def test_the_same_request_makes_the_same_schedule(context: Context) -> None:
    ids = {saved(answer(asked(time="08:30"), context)).id for _ in range(2)}
    ids |= {saved(answer(replace(asked(time="08:30"), request="r2"), context)).id}
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"time": "25:30"}, "error-daily-time"),
        ({"action": "on"}, "error-daily-time-missing"),
        ({"time": "08:30", "zone": "Atlantis"}, "error-daily-zone"),
        ({"time": "08:30", "weekdays": "someday"}, "error-daily-weekdays"),
        ({"time": "08:30", "speakers": "Nobody"}, "error-speaker-unknown"),
        ({"time": "08:30", "sources": "Nowhere"}, "error-source-unknown"),
        ({"time": "08:30", "channel": "no channel"}, "error-daily-channel"),
        ({"time": "08:30", "channel": "<#c2>"}, "error-daily-elsewhere"),
        ({"action": "dance"}, "error-daily-action"),
        ({"action": "off"}, "error-daily-none"),
        ({"action": "off", "id": "7"}, "error-daily-unknown"),
        ({"action": "skip"}, "error-daily-none"),
    ],
)
def test_what_is_not_allowed_is_told(context: Context, options: dict[str, str], message: str) -> None:
    with pytest.raises(UserError) as refused:
        answer(asked(**options), context)
    assert refused.value.message == message
    assert context.text(message, **refused.value.arguments)


def test_a_refused_zone_names_others(context: Context) -> None:
    with pytest.raises(SettingError) as refused:
        answer(asked(time="08:30", zone="Shangh"), context)
    assert "Asia/Shanghai" in str(refused.value.arguments["allowed"])


def test_those_who_manage_all_may_post_elsewhere(context: Context) -> None:
    boss = replace(asked(time="08:30", channel="<#C2|tides>"), user=replace(MIRA, may_manage_workspace=True))
    reply = answer(boss, replace(context, schedules=(ROW,)))
    assert saved(reply).channel == "discord:w1:C2"
    assert len(listed(reply).rows) == 1
    assert "other channel" in listed(reply).text


def test_a_second_one_is_added_and_counted(context: Context) -> None:
    reply = answer(asked(time="20:00", zone="UTC"), replace(context, schedules=(ROW,)))
    assert saved(reply).id != "s1"
    assert "2 daily quotes" in listed(reply).text


def test_the_same_time_again_changes_the_one_that_is_there(context: Context) -> None:
    reply = answer(asked(time="08:30", zone="UTC", weekdays="fri"), replace(context, schedules=(ROW,)))
    assert (saved(reply).id, saved(reply).rule.weekdays) == ("s1", frozenset({4}))


@pytest.mark.parametrize("which", ["1", "#1", "s1"])
def test_a_named_one_is_changed_in_what_is_given_alone(context: Context, which: str) -> None:
    kept = replace(ROW, schedule=replace(SCHEDULE, speakers=("ines-example",), paused=True))
    made = saved(answer(asked(action="on", id=which, time="9am"), replace(context, schedules=(kept,))))
    assert made == replace(SCHEDULE, speakers=("ines-example",), rule=Rule(time(9), "UTC"))


def test_all_takes_a_choice_back(context: Context) -> None:
    kept = replace(ROW, schedule=replace(SCHEDULE, speakers=("ines-example",), topic="x"))
    context = replace(context, schedules=(kept,))
    made = saved(answer(asked(action="on", id="1", speakers="全部", topic="all"), context))
    assert (made.speakers, made.topic) == ((), "")


def test_a_time_that_is_past_before_todays_quote_means_now(context: Context) -> None:
    tonight = replace(ROW, next_at=datetime(2026, 3, 2, 20, tzinfo=UTC))
    reply = answer(asked(action="on", id="1", time="09:00"), replace(context, schedules=(tonight,)))
    assert "right now" in listed(reply).text


def test_what_can_never_be_drawn_is_told_at_once(context: Context) -> None:
    reply = answer(asked(time="08:30", sources="kettle"), context)
    assert context.text("daily-nothing") in listed(reply).text


def test_off_takes_the_only_one_away(context: Context) -> None:
    reply = answer(asked(action="off"), replace(context, schedules=(ROW,)))
    assert reply.changes == (RemoveSchedule("s1"),)


def test_off_of_several_asks_which(context: Context) -> None:
    two = (ROW, replace(ROW, schedule=replace(SCHEDULE, id="s2")))
    context = replace(context, schedules=two)
    reply = answer(asked(action="off"), context)
    assert reply.changes == ()
    assert [action.interaction.option("id") for action in reply.actions] == ["s1", "s2"]
    assert answer(asked(action="off", id="2"), context).changes == (RemoveSchedule("s2"),)
    assert len(answer(asked(action="off", id="all"), context).changes) == 2


def test_show_tells_when_from_what_and_what_was_last(context: Context) -> None:
    reply = answer(asked(), replace(context, schedules=(replace(ROW, history=(POSTED,)),)))
    (row,) = listed(reply).rows
    assert row.next_at == ROW.next_at
    assert "everything" in row.draws_from
    assert row.last == "Last: March 2, 2026 08:30, Ines Example"
    assert row.state == ""
    assert [action.interaction.option("action") for action in reply.actions] == ["preview", "skip", "off"]


def test_several_are_numbered_as_they_can_be_named(context: Context) -> None:
    late = replace(
        ROW, schedule=replace(SCHEDULE, id="s0", rule=Rule(time(9), "UTC", frozenset({0, 1, 2, 5})))
    )
    reply = answer(asked(), replace(context, schedules=(ROW, late)))
    assert [row.draws_from[:10] for row in listed(reply).rows] == ["#1 · 08:30", "#2 · 09:00"]
    assert "Mon to Wed, Sat" in listed(reply).rows[1].draws_from
    assert [action.label[:5] for action in reply.actions] == ["#1 · "] * 3 + ["#2 · "] * 3
    stop = answer(asked(action="off", id="#2"), replace(context, schedules=(ROW, late)))
    assert stop.changes == (RemoveSchedule("s0"),)


def test_show_without_any_says_how_to_begin(context: Context) -> None:
    assert "/daily on 08:30" in listed(answer(asked(), context)).text


def test_whoever_may_not_manage_gets_no_buttons(context: Context) -> None:
    guest = replace(asked(), user=replace(MIRA, may_manage=False))
    assert answer(guest, replace(context, schedules=(ROW,))).actions == ()


@pytest.mark.parametrize("state", [State.WAITING, State.UNKNOWN, State.MISSED, State.REFUSED, State.EMPTY])
@pytest.mark.parametrize("locale", ["en", "zh-Hans", "zh-Hant"])
def test_whatever_went_wrong_is_told(context: Context, state: State, locale: str) -> None:
    row = replace(ROW, history=(replace(POSTED, state=state),))
    (shown,) = listed(answer(asked(), replace(context, locale=locale, schedules=(row,)))).rows
    assert "2" in shown.state


def test_a_paused_one_says_so(context: Context) -> None:
    row = replace(ROW, schedule=replace(SCHEDULE, paused=True))
    (shown,) = listed(answer(asked(), replace(context, schedules=(row,)))).rows
    assert shown.state.startswith("Paused")


def test_skip_passes_over_one_more_each_time_and_can_be_undone(context: Context) -> None:
    context = replace(context, schedules=(ROW,))
    first = saved(answer(asked(action="skip"), context))
    assert first.skip == date(2026, 3, 3)
    skipped = ScheduleRow(first, ROW.next_at and ROW.next_at + timedelta(days=1), "")
    context = replace(context, schedules=(skipped,))
    assert saved(answer(asked(action="skip"), context)).skip == date(2026, 3, 4)
    undone = answer(asked(action="skip", undo="on"), context)
    assert saved(undone).skip is None
    assert listed(undone).rows[0].next_at == ROW.next_at


def hit(reply: Reply) -> str:
    assert isinstance(reply.body, Quotes)
    return reply.body.hits[0].passage


def test_a_preview_is_private_keeps_nothing_and_is_what_will_come(context: Context) -> None:
    context = replace(context, schedules=(ROW,))
    preview = answer(asked(action="preview"), context)
    assert preview.private
    assert preview.changes == ()
    assert isinstance(preview.body, Quotes)
    assert preview.body.heading == "Preview for March 3, 2026"
    tick = replace(asked(id="s1", day="2026-03-03"), via=Via.CLOCK)
    assert hit(answer(tick, context)) == hit(preview)


def test_now_posts_for_everybody_and_counts_as_seen(context: Context) -> None:
    reply = answer(asked(action="now"), replace(context, settings=ChannelSettings(private=True)))
    (change,) = reply.changes
    assert isinstance(change, MarkSeen)
    assert not reply.private


@pytest.fixture
def tick(context: Context) -> Callable[..., Reply]:
    def ask(day: str = "2026-03-03", passage: str = "", **more: object) -> Reply:
        options = {"id": "s1", "day": day} | ({"hit": passage} if passage else {})
        here = replace(context, **{"schedules": (ROW,), **more})  # type: ignore[arg-type]
        return answer(replace(asked(**options), via=Via.CLOCK), here)

    return ask


def test_a_claims_passage_is_shown_again(tick: Callable[..., Reply]) -> None:
    first = hit(tick())
    assert hit(tick(passage=first)) == first
    assert hit(tick(passage=first, reported=frozenset({first}))) != first
    assert hit(tick(passage="gone-1")) == first


def test_a_claims_quote_is_shown_again_where_its_passage_has_two(context: Context) -> None:
    corpus = context.searcher.corpus
    rich, other = (
        "真正的手艺从来不怕没人看，只怕没人肯慢下来。",
        "风筝不是靠线飞起来的，而是靠肯松手的人飞起来的。",
    )
    first, *rest = corpus.passages
    twofold = replace(corpus, passages=(replace(first, text=f"{rich}\n{other}"), *rest))
    here = replace(context, searcher=Searcher(twofold, Index.build(twofold)), schedules=(ROW,))
    tick = replace(asked(id="s1", day="2026-03-03", hit=f"{first.id}~2"), via=Via.CLOCK)
    reply = answer(tick, here)
    assert isinstance(reply.body, Quotes)
    best, second = (recall(here.searcher, f"{first.id}{which}") for which in ("", "~2"))
    assert best
    assert second
    assert {best.snippet.text, second.snippet.text} == {rich, other}
    assert reply.body.hits[0].quote == second.snippet.text
    assert reply.interaction.option("hit") == f"{first.id}~2"
    (more,) = (one for one in reply.actions if one.interaction.option("context"))
    assert more.interaction.option("hit") == f"{first.id}~2"


def test_a_year_ago_today_is_said(tick: Callable[..., Reply]) -> None:
    body = tick(day="2026-03-02").body
    assert isinstance(body, Quotes)
    assert body.heading == "2 years ago today"
    assert body.hits[0].source.id == "tides"
    ordinary = tick().body
    assert isinstance(ordinary, Quotes)
    assert ordinary.heading == ""


def test_who_was_heard_two_days_running_gets_a_rest(tick: Callable[..., Reply]) -> None:
    history = tuple(replace(POSTED, day=date(2026, 3, day), speaker="bai-example") for day in (3, 2))
    for day in range(4, 20):
        body = tick(f"2026-03-{day:02}", schedules=(replace(ROW, history=history),)).body
        assert isinstance(body, Quotes)
        assert body.hits[0].speaker.id == "ines-example"


def test_a_room_that_narrowed_everything_gets_only_that(tick: Callable[..., Reply]) -> None:
    body = tick(settings=ChannelSettings(sources=("kites",), private=True))
    assert not body.private
    assert hit(body).startswith("kites")
    none = tick(settings=ChannelSettings(sources=("kettle",))).body
    assert isinstance(none, Quotes)
    assert none.hits == ()


def test_nothing_to_preview_is_told(context: Context) -> None:
    narrow = replace(ROW, schedule=replace(SCHEDULE, sources=("kettle",)))
    body = answer(asked(action="preview"), replace(context, schedules=(narrow,))).body
    assert isinstance(body, Notice)
