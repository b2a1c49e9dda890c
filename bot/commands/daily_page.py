"""Daily quotes as people read them: when, from whom, what was last."""

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot import zones
from bot.command import Context
from bot.commands.settings_page import show
from bot.commands.weekdays import show_days
from bot.interaction import Interaction
from bot.reply import Action, Reply, Style
from bot.reply.pages import ScheduleList, ScheduleRow
from bot.schedule import Posting, Rule, Schedule, State
from bot.texts import text
from bot.texts.dates import show_date, show_moment, show_time

_TOLD = frozenset({State.WAITING, State.UNKNOWN, State.MISSED, State.REFUSED, State.EMPTY})
_POSTED = frozenset({State.POSTED, State.UNKNOWN})


def page(asked: Interaction, context: Context, said: str, rows: tuple[ScheduleRow, ...]) -> Reply:
    """Return a room's daily quotes in the store's order, with buttons for whoever may manage them."""
    rows = tuple(sorted(rows, key=lambda row: (row.schedule.rule.at, row.schedule.id)))
    shown = tuple(shown_row(row, context) for row in rows)
    if len(rows) > 1:
        shown = tuple(
            replace(row, draws_from=f"#{number} · {row.draws_from}") for number, row in enumerate(shown, 1)
        )
    if rows and not context.posts:
        said = f"{said}\n{context.text('daily-unposted')}"
    actions = tuple(_actions(asked, context, rows)) if asked.user.may_manage else ()
    return Reply(ScheduleList(shown, said), asked, context.locale, private=True, actions=actions)


def when(rule: Rule, locale: str) -> str:
    """Return `08:30 (Shanghai), every day`."""
    days, city = show_days(rule.weekdays, locale), _city(rule.zone, locale)
    return text(locale, "daily-when", time=show_time(rule.at), city=city, days=days)


def draws_from(schedule: Schedule, context: Context) -> str:
    """Return whom and what a schedule draws from."""
    given = (
        show("speakers", ",".join(schedule.speakers), context) if schedule.speakers else "",
        show("sources", ",".join(schedule.sources), context) if schedule.sources else "",
    )
    comma = context.text("list-comma")
    chosen = comma.join(part for part in given if part)
    told = (
        context.text("daily-from", what=chosen) if chosen else "",
        context.text("daily-topic", topic=schedule.topic) if schedule.topic else "",
    )
    return comma.join(part for part in told if part) or context.text("daily-from-everything")


def _city(zone: str, locale: str) -> str:
    found = (known.city(locale) for known in zones.zones() if known.id == zone)
    return next(found, zone)


def shown_row(row: ScheduleRow, context: Context) -> ScheduleRow:
    """Return a row with what people read of it."""
    schedule = row.schedule
    parts = [when(schedule.rule, context.locale), draws_from(schedule, context)]
    if schedule.thread:
        parts.append(context.text("daily-thread"))
    last = next((line for line in row.history if line.state in _POSTED), None)
    zone = ZoneInfo(schedule.rule.zone)
    return replace(
        row,
        next_at=row.next_at.astimezone(zone) if row.next_at else None,
        draws_from=" · ".join(parts),
        last=_last(last, schedule, context) if last else context.text("daily-never"),
        state=_state(row, context),
    )


def _last(line: Posting, schedule: Schedule, context: Context) -> str:
    moment = show_moment(line.at, schedule.rule.zone, context.locale)
    speaker = context.searcher.corpus.speakers.get(line.speaker)
    name = speaker.names.for_locale(context.locale) if speaker else ""
    return context.text("daily-last", moment=moment, name=name or "…")


def _state(row: ScheduleRow, context: Context) -> str:
    if row.schedule.paused:
        return context.text("daily-state-paused")
    latest = row.history[0] if row.history else None
    if latest is None or latest.state not in _TOLD:
        return ""
    return context.text(f"daily-state-{latest.state}", day=show_date(latest.day, context.locale))


def _actions(asked: Interaction, context: Context, rows: tuple[ScheduleRow, ...]) -> Iterator[Action]:
    for number, row in enumerate(rows, 1):
        about, which = row.schedule.id, f"#{number} · " if len(rows) > 1 else ""

        def button(
            action: str, about: str = about, which: str = which, style: Style = Style.PLAIN, **more: str
        ) -> Action:
            label = context.text(f"action-daily-{'unskip' if more else action}")
            return Action(
                which + label,
                asked.asking("daily", action=action, id=about, **more),
                style,
                anew=action == "preview",
            )

        yield button("preview")
        yield button("skip", undo="on") if row.schedule.skip else button("skip")
        yield button("off", style=Style.DANGER)
