"""/daily: a quote a day, at a time of the room's own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from random import Random
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.command import Command, Context, Option, OptionKind, Reads
from bot.commands.daily_asked import channel_of, is_everything, rule_of, schedule_of
from bot.commands.daily_page import page, when
from bot.commands.daily_quote import headed, shown_as, wish_of
from bot.errors import UserError
from bot.interaction import ChannelRef, Interaction, Via
from bot.reply import Action, Notice, Reply
from bot.reply.changes import MarkSeen, RemoveSchedule, SaveSchedule
from bot.reply.found import Quotes
from bot.reply.pages import ScheduleRow
from bot.retrieval.pick import Picked, pick, recall
from bot.schedule import Due, Rule, Schedule, replan
from bot.texts.dates import show_date, show_time

ACTIONS = ("on", "off", "show", "skip", "now", "preview")


def answer(asked: Interaction, context: Context) -> Reply:
    """Set up, show, change or preview a room's daily quotes; by the clock, return the one to post."""
    if asked.via is Via.CLOCK:
        return _due(asked, context)
    action = asked.option("action").lower() or ("on" if asked.option("time") else "show")
    if action not in _ACTIONS:
        raise UserError("error-daily-action", {"value": action[:50], "allowed": ", ".join(ACTIONS)})
    return _ACTIONS[action](asked, context)


def _on(asked: Interaction, context: Context) -> Reply:
    before = _named(asked, context) if asked.option("id") else None
    rule = rule_of(asked, context, before.schedule.rule if before else None)
    channel = channel_of(asked)
    before = before or _alike(rule, channel, context)
    schedule = schedule_of(asked, context, before.schedule if before else None, rule)
    pending, last = _pending(before), before.history[0] if before and before.history else None
    due = replan(context.now, schedule, pending, last)
    now = due.at == context.now
    set_ = ("daily-on-now" if now else "daily-on") if context.posts else "daily-on-unposted"
    said = [context.text(set_, next=_moment(due, schedule, context))]
    if channel.key != asked.channel.key:
        said.append(context.text("daily-elsewhere"))
    if pick(context.searcher, wish_of(schedule, context, due.day)) is None:
        said.append(context.text("daily-nothing"))
    row = ScheduleRow(schedule, due.at, "", history=before.history if before else ())
    others = [other for other in context.schedules if other.schedule.id != schedule.id]
    rows = (row, *others) if channel.key == asked.channel.key else (row,)
    if len(rows) > 1:
        said.append(context.text("daily-several", count=len(rows)))
    return replace(page(asked, context, "\n".join(said), rows), changes=(SaveSchedule(schedule),))


def _alike(rule: Rule, channel: ChannelRef, context: Context) -> ScheduleRow | None:
    """Return the schedule of the same time and place, which the new one takes the place of."""
    place = channel.key, channel.thread, rule.at, rule.zone
    for row in context.schedules:
        own = row.schedule
        if (own.channel, own.thread, own.rule.at, own.rule.zone) == place:
            return row
    return None


def _pending(row: ScheduleRow | None) -> Due | None:
    if row is None or row.next_at is None:
        return None
    return Due(row.next_at.astimezone(ZoneInfo(row.schedule.rule.zone)).date(), row.next_at)


def _moment(due: Due, schedule: Schedule, context: Context) -> str:
    local = due.at.astimezone(ZoneInfo(schedule.rule.zone))
    return f"{show_date(local, context.locale)} {show_time(local.time())}"


def _named(asked: Interaction, context: Context) -> ScheduleRow:
    """Return the schedule of an id, or of a number as `show` lists them."""
    given = asked.option("id").lstrip("#")
    for number, row in enumerate(context.schedules, 1):
        if given in {row.schedule.id, str(number)}:
            return row
    raise UserError("error-daily-unknown", {"value": given[:50]})


def _one(asked: Interaction, context: Context) -> ScheduleRow | None:
    """Return the schedule that is meant; None if it could be several.

    Raises:
        UserError: there is none.
    """
    if asked.option("id"):
        return _named(asked, context)
    if not context.schedules:
        raise UserError("error-daily-none")
    return context.schedules[0] if len(context.schedules) == 1 else None


def _off(asked: Interaction, context: Context) -> Reply:
    if is_everything(asked.option("id")):
        gone = list(context.schedules)
    elif (row := _one(asked, context)) is not None:
        gone = [row]
    else:
        return _which(asked, context, "off")
    left = tuple(row for row in context.schedules if row not in gone)
    said = context.text("daily-off", count=len(gone))
    changes = tuple(RemoveSchedule(row.schedule.id) for row in gone)
    return replace(page(asked, context, said, left), changes=changes)


def _which(asked: Interaction, context: Context, action: str) -> Reply:
    actions = tuple(
        Action(
            f"#{number} · {when(row.schedule.rule, context.locale)}",
            asked.asking("daily", action=action, id=row.schedule.id),
        )
        for number, row in enumerate(context.schedules, 1)
    )
    return replace(page(asked, context, context.text("daily-which"), context.schedules), actions=actions)


def _show(asked: Interaction, context: Context) -> Reply:
    rows = context.schedules
    said = context.text("daily-list", count=len(rows)) if rows else context.text("daily-none")
    return page(asked, context, said, rows)


def _skip(asked: Interaction, context: Context) -> Reply:
    row = _one(asked, context)
    if row is None:
        return _which(asked, context, "skip")
    pending = _pending(row)
    day = None if asked.option("undo") or pending is None else pending.day
    schedule = replace(row.schedule, skip=day)
    due = replan(context.now, schedule, None, row.history[0] if row.history else None)
    said = context.text(
        "daily-skipped" if day else "daily-unskipped",
        day=show_date(day or due.day, context.locale),
        next=_moment(due, schedule, context),
    )
    rows = tuple(
        replace(other, schedule=schedule, next_at=due.at) if other is row else other
        for other in context.schedules
    )
    return replace(page(asked, context, said, rows), changes=(SaveSchedule(schedule),))


def _preview(asked: Interaction, context: Context) -> Reply:
    row = _one(asked, context) or context.schedules[0]
    due = _pending(row)
    day = due.day if due else context.now.date()
    picked = pick(context.searcher, wish_of(row.schedule, context, day))
    if picked is None:
        return Reply(Notice(context.text("daily-nothing")), asked, context.locale, private=True)
    shown = shown_as(picked, asked, context, day)
    heading = context.text("daily-preview", day=show_date(day, context.locale))
    return replace(headed(shown, heading), private=True)


def _now(asked: Interaction, context: Context) -> Reply:
    row = _one(asked, context) if context.schedules else None
    schedule = row.schedule if row else Schedule("", asked.channel.key, Rule(context.now.time(), "UTC"))
    today = context.now.date()
    wish = replace(wish_of(schedule, context, today), choice=Random(f"{asked.request}{asked.at}"))
    picked = pick(context.searcher, wish)
    if picked is None:
        return Reply(Notice(context.text("daily-nothing")), asked, context.locale, private=True)
    mark = MarkSeen(picked.id, picked.passage.speaker, today)
    return replace(shown_as(picked, asked, context, today), changes=(mark,))


def _due(asked: Interaction, context: Context) -> Reply:
    """Return the quote of a schedule and day; the one of the claim, if there is a claim."""
    schedule, day = _named(asked, context).schedule, date.fromisoformat(asked.option("day"))
    picked = _claimed(asked, context) or pick(context.searcher, wish_of(schedule, context, day))
    if picked is None:
        return Reply(Quotes("", 0), asked, context.locale)
    return shown_as(picked, asked, context, day)


def _claimed(asked: Interaction, context: Context) -> Picked | None:
    """Return the quote of the claim, unless it is gone or somebody has doubts about it."""
    if not asked.option("hit"):
        return None
    try:
        picked = recall(context.searcher, asked.option("hit"))
    except UserError:
        return None
    return picked if picked and picked.passage.id not in context.reported else None


_ACTIONS: Mapping[str, Callable[[Interaction, Context], Reply]] = MappingProxyType(
    {"on": _on, "off": _off, "show": _show, "skip": _skip, "now": _now, "preview": _preview}
)

DAILY = Command(
    "daily",
    answer,
    (
        Option("action", OptionKind.CHOICE, choices=ACTIONS),
        Option("time", OptionKind.TIME),
        Option("zone", OptionKind.ZONE),
        Option("weekdays", OptionKind.WEEKDAYS),
        Option("speakers", OptionKind.SPEAKER),
        Option("sources", OptionKind.SOURCE),
        Option("topic"),
        Option("channel", OptionKind.CHANNEL),
        Option("id"),
        Option("undo", OptionKind.SWITCH, hidden=True),
        Option("day", OptionKind.DATE, hidden=True),
        Option("hit", hidden=True),
    ),
    frozenset({Reads.SCHEDULES, Reads.SEEN, Reads.REPORTS}),
    manages=True,
    free_text="time",
)
