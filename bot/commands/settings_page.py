"""Settings as people read them: a page, the record of changes, a form."""

from collections.abc import Iterable, Iterator, Mapping

from bot import settings
from bot.command import Context
from bot.corpus.counts import counts
from bot.corpus.model import Names
from bot.errors import UserError
from bot.interaction import Interaction
from bot.reply import Action, Reply, Style
from bot.reply.form import Choice, Field, Form
from bot.reply.pages import SettingRow, Settings
from bot.settings import DELETED, NAMES, SettingChange
from bot.texts.dates import show_moment

FORMS: Mapping[str, tuple[str, ...]] = {
    "answers": ("language", "script", "speakers", "sources", "results"),
    "room": ("private", "mentions", "threads", "zone"),
}
"""The settings of each form; Discord's hold five inputs."""
LISTS = ("speakers", "sources")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": settings.LANGUAGES,
    "script": settings.SCRIPTS,
    "private": ("on", "off"),
    "mentions": ("on", "off"),
    "threads": ("on", "off"),
}
MOST_CHOICES = 25


def page(asked: Interaction, context: Context, names: Iterable[str]) -> Reply:
    """Return the settings with what each means, and the record of changes if that is asked for."""
    with_log = settings.is_on(asked.option("log"))
    log = tuple(_logged(change, asked, context) for change in context.settings_log) if with_log else ()
    if with_log and not log:
        log = (context.text("settings-log-empty"),)
    who = context.text(f"who-may-{asked.channel.platform}")
    body = Settings(tuple(_row(name, context) for name in names), asked.user.may_manage, who, log)
    actions = tuple(_actions(asked, context, with_log=with_log))
    return Reply(body, asked, context.locale, private=True, actions=actions)


def _actions(asked: Interaction, context: Context, *, with_log: bool) -> Iterator[Action]:
    if asked.user.may_manage:
        for name in FORMS:
            opens = asked.asking("settings", form=name)
            yield Action(context.text(f"action-form-{name}"), opens, Style.PRIMARY, anew=True)
    if not with_log:
        yield Action(context.text("action-log"), asked.asking("settings", log="on"))
    if asked.user.may_manage and context.own_settings:
        yield Action(context.text("action-reset"), asked.asking("settings", reset="all"), Style.DANGER)


def _row(name: str, context: Context) -> SettingRow:
    value = settings.show(getattr(context.settings, name))
    return SettingRow(
        name,
        context.text(f"setting-{name}"),
        ",".join(_there(name, value, context)) if name in LISTS else value,
        show(name, value, context),
        context.text(f"setting-{name}.meaning"),
        context.text(f"setting-{name}.allowed"),
        inherited=name not in context.own_settings,
    )


def show(name: str, value: str, context: Context) -> str:
    """Return a value as a person reads it; what may not be seen here is not named."""
    if name not in LISTS:
        return context.text(f"choice-{value}") if value in CHOICES.get(name, ()) else value[:100]
    if not value:
        return context.text("settings-everything")
    called = _called(name, context)
    names = [called[id_] for id_ in _there(name, value, context)]
    return context.text("list-comma").join(names) or context.text("settings-gone")


def _there(name: str, value: str, context: Context) -> list[str]:
    called = _called(name, context)
    return [id_ for id_ in value.split(",") if id_ in called]


def _called(name: str, context: Context) -> dict[str, str]:
    """Return the names of everybody who speaks here, or of all interviews here, by id."""
    corpus = context.searcher.corpus
    known: Iterable[tuple[str, Names]]
    if name == "speakers":
        known = (
            (id_, corpus.speakers[id_].names) for id_ in counts(corpus).speakers if id_ in corpus.speakers
        )
    else:
        known = ((id_, source.title) for id_, source in corpus.sources.items())
    return {id_: names.for_locale(context.locale) or id_ for id_, names in known}


def _logged(change: SettingChange, asked: Interaction, context: Context) -> str:
    who = change.who.partition(":")[2] or context.text("settings-log-nobody")
    if change.who == DELETED:
        who = context.text("settings-log-deleted")
    elif change.who == asked.user.key:
        who = context.text("settings-log-you")
    label = context.text(f"setting-{change.name}") if change.name in NAMES else change.name[:50]
    old, new = (
        context.text("settings-inherited") if value is None else show(change.name, value, context)
        for value in (change.old, change.new)
    )
    when = show_moment(change.at, context.settings.zone, context.locale)
    line = "settings-log-workspace" if change.workspace else "settings-log-line"
    return context.text(line, when=when, who=who, label=label, old=old, new=new)


def form(asked: Interaction, context: Context, name: str) -> Reply:
    """Return the form of that name, filled with what is chosen.

    Raises:
        UserError: the asker may not change the room's settings.
    """
    if not asked.user.may_manage:
        raise UserError(f"who-may-{asked.channel.platform}")
    submit = asked.asking("settings", sent=name, scope=asked.option("scope"))
    fields = tuple(_field(setting, context) for setting in FORMS[name])
    body = Form(context.text(f"action-form-{name}"), fields, submit, context.text("action-save"))
    return Reply(body, asked, context.locale, private=True)


def _field(name: str, context: Context) -> Field:
    value = settings.show(getattr(context.settings, name))
    choices = tuple(_choices(name, context))
    return Field(
        name,
        context.text(f"setting-{name}"),
        ",".join(_there(name, value, context)) if name in LISTS else value,
        context.text(f"setting-{name}.meaning" if choices else f"setting-{name}.allowed"),
        choices,
        required=name not in LISTS,
        several=name in LISTS and bool(choices),
    )


def _choices(name: str, context: Context) -> Iterator[Choice]:
    if name in LISTS:
        called = _called(name, context)
        if len(called) <= MOST_CHOICES:
            by_name = sorted(called.items(), key=lambda entry: entry[1])
            yield from (Choice(shown, id_) for id_, shown in by_name)
    yield from (Choice(context.text(f"choice-{value}"), value) for value in CHOICES.get(name, ()))
