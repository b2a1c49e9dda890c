"""A daily quote as somebody asks for it: when, where, and what it is drawn from."""

import re
from dataclasses import replace
from hashlib import blake2b

from bot import zones
from bot.command import Context
from bot.commands import narrowing
from bot.commands.times import read_time
from bot.commands.weekdays import read_weekdays
from bot.commands.when import parted
from bot.errors import SettingError, UserError
from bot.excerpt import visible
from bot.interaction import ChannelRef, Interaction
from bot.schedule import EVERY_DAY, Rule, Schedule
from bot.texts import negotiate

_LONGEST_TOPIC = 100
_CHANNEL = re.compile(r"<?#?([A-Za-z0-9]{1,32})(?:\|[^>]*)?>?")
_EVERYTHING = {"all", "*", "any", "everyone", "everything", "全部", "所有"}


def schedule_of(asked: Interaction, context: Context, before: Schedule | None, rule: Rule) -> Schedule:
    """Return a new daily quote, or one from `before` with what was named anew.

    Raises:
        UserError: no speaker or no source is called so.
    """
    given = asked.option
    channel = channel_of(asked)
    made = before or Schedule(_new_id(asked), channel.key, rule, channel.thread)
    speakers, sources, topic = (given(name) for name in ("speakers", "sources", "topic"))
    if speakers:
        named = () if is_everything(speakers) else tuple(sorted(narrowing.speakers(speakers, context)))
        made = replace(made, speakers=named)
    if sources:
        named = (
            ()
            if is_everything(sources)
            else tuple(sorted(narrowing.sources(sources, context.searcher.corpus)))
        )
        made = replace(made, sources=named)
    if topic:
        made = replace(made, topic="" if is_everything(topic) else visible(topic).strip()[:_LONGEST_TOPIC])
    locale = negotiate(asked.user.locale)
    return replace(made, rule=rule, owner=asked.user.key, locale=locale, paused=False)


def rule_of(asked: Interaction, context: Context, before: Rule | None) -> Rule:
    """Return when it is to be posted: what was not told stays as it was `before`.

    Raises:
        SettingError: the time is missing, or a part of it is none.
    """
    typed = parted(asked.option("time"))
    time = typed.time
    zone, weekdays = asked.option("zone") or typed.zone, asked.option("weekdays") or typed.weekdays
    if not time and before is None:
        raise SettingError("error-daily-time-missing")
    return Rule(
        read_time(time) if time or before is None else before.at,
        _zone(zone) if zone else (before.zone if before else _usual_zone(asked, context)),
        read_weekdays(weekdays) if weekdays else (before.weekdays if before else EVERY_DAY),
    )


def channel_of(asked: Interaction) -> ChannelRef:
    """Return where the quotes are to be posted: here, or in another of the workspace's channels.

    Raises:
        UserError: it is no channel, or the asker may not choose another.
    """
    given = asked.option("channel")
    found = _CHANNEL.fullmatch(given)
    if not given or (found and found[1] == asked.channel.channel):
        return asked.channel
    if found is None or not asked.channel.workspace:
        raise SettingError("error-daily-channel", {"value": given[:50]})
    if not asked.user.may_manage_workspace:
        raise UserError("error-daily-elsewhere")
    return replace(asked.channel, channel=found[1], thread="", direct=False)


def is_everything(text: str) -> bool:
    """Whether all are meant."""
    return text.strip().lower() in _EVERYTHING


def _zone(text: str) -> str:
    found = zones.called(text)
    if found is None:
        like = ", ".join(zone.id for zone in zones.like(text)[:3]) or ", ".join(zones.USUAL[:3])
        raise SettingError("error-daily-zone", {"value": text[:50], "allowed": like})
    return found


def _usual_zone(asked: Interaction, context: Context) -> str:
    """Return the room's zone; where nobody chose one, the asker's, if the platform tells it."""
    told = zones.called(asked.user.zone) if asked.user.zone else None
    return told if told and context.settings.zone == "UTC" else context.settings.zone


def _new_id(asked: Interaction) -> str:
    """Return an id that is the same for the same request, should it come twice."""
    said = f"{asked.channel.key}|{asked.channel.thread}|{asked.request}|{asked.at.isoformat()}"
    return blake2b(said.encode("utf-8", "replace"), digest_size=6).hexdigest()
