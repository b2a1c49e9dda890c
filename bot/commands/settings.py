"""/settings: what this room chose, and changing it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot import settings
from bot.command import Command, Context, Option, OptionKind, Reads
from bot.commands import narrowing
from bot.commands.settings_page import FORMS, LISTS, form, page, show
from bot.errors import SettingError, UserError
from bot.interaction import Interaction
from bot.reply import Action, Notice, Reply
from bot.reply.changes import SetSettings
from bot.settings import NAMES
from bot.texts import LOCALES, text

_EVERYTHING = {"", "all", "*", "any", "全部", "所有"}
_ALL = {"all", "全部"}


def answer(asked: Interaction, context: Context) -> Reply:
    """Show the room's settings, or change them, or open a form for it."""
    asked = _spelled_out(asked)
    workspace = asked.option("scope") == "workspace"
    if workspace:
        _check_workspace(asked)
    wanted = asked.option("form")
    if wanted in FORMS or settings.is_on(wanted):
        return form(asked, context, wanted if wanted in FORMS else next(iter(FORMS)))
    values = dict(_changes(asked, context))
    if values:
        return _changed(asked, context, values, workspace=workspace)
    name = asked.option("name")
    return page(asked, context, (_name(name),) if name else NAMES)


def _spelled_out(asked: Interaction) -> Interaction:
    """Return `settings log` or `settings reset language`, typed as words, with these as options."""
    word, _, rest = asked.option("value").partition(" ")
    if asked.option("name") or word.lower() not in {"log", "reset", "form"}:
        return asked
    return asked.with_options(**{"value": None, word.lower(): rest.strip() or "on"})


def _check_workspace(asked: Interaction) -> None:
    if not asked.channel.workspace or asked.channel.direct:
        raise UserError("error-no-workspace")
    if not asked.user.may_manage_workspace:
        raise UserError("error-may-not-manage-workspace")


def _changes(asked: Interaction, context: Context) -> Iterator[tuple[str, str | None]]:
    """Yield what the options ask to be set, and None for what is reset."""
    if asked.option("sent"):
        yield from _sent(asked, context)
        return
    name, value, reset = asked.option("name"), asked.option("value"), asked.option("reset").lower()
    if settings.is_on(reset) or reset in _ALL:
        chosen = NAMES if asked.option("scope") == "workspace" else context.own_settings
        yield from ((given, None) for given in ((_name(name),) if name else sorted(chosen)))
    elif reset and not settings.is_off(reset):
        yield from ((_name(given), None) for given in reset.split(","))
    elif name and value:
        yield _name(name), valid(_name(name), value, context)
    elif value:
        yield from ((_name(given), valid(_name(given), word, context)) for given, word in _pairs(value))
    for given in NAMES:
        if asked.option(given):
            yield given, valid(given, asked.option(given), context)


def _pairs(given: str) -> Iterator[tuple[str, str]]:
    """Yield the names and values of `results 5` or `language=en script:zh-Hans`."""
    first, _, rest = given.partition(" ")
    if rest and not any(mark in given for mark in "=:："):
        yield first, rest
        return
    for part in given.split():
        name, _, value = part.replace("：", ":").replace("=", ":").partition(":")
        if not value:
            raise SettingError("error-setting-pairs", {"value": part[:50]})
        yield name, value


def _sent(asked: Interaction, context: Context) -> Iterator[tuple[str, str | None]]:
    """Yield what a form changed; an emptied list means everything, any other empty input nothing."""
    for name in FORMS.get(asked.option("sent"), ()):
        given = asked.option(name)
        if given or name in LISTS:
            value = valid(name, given, context)
            if value != settings.show(getattr(context.settings, name)):
                yield name, value


def valid(name: str, given: str, context: Context) -> str:
    """Return the text to keep for a setting, names of people and interviews as ids.

    Raises:
        UserError: the value is not allowed; the message says what is.
    """
    if name not in LISTS:
        return settings.show(settings.parse(name, given))
    if given.strip().lower() in _EVERYTHING:
        return ""
    if name == "speakers":
        found = narrowing.speakers(given, context)
    else:
        found = narrowing.sources(given, context.searcher.corpus)
    return settings.show(settings.parse(name, ",".join(sorted(found))))


def _name(given: str) -> str:
    """Return the setting that is meant by its name or by its label in any language."""
    wanted = given.strip().lower()
    for name in NAMES:
        if wanted in {name, *(text(locale, f"setting-{name}").lower() for locale in LOCALES)}:
            return name
    raise SettingError("error-setting-unknown", {"name": given.strip()[:50], "allowed": ", ".join(NAMES)})


def _changed(
    asked: Interaction, context: Context, values: Mapping[str, str | None], *, workspace: bool
) -> Reply:
    context = replace(context, locale=values.get("language") or context.locale)
    if context.locale == "asker":
        context = replace(context, locale=asked.user.locale)
    lines = [context.text("settings-changed-workspace" if workspace else "settings-changed")]
    for name, value in values.items():
        shown = context.text("settings-inherited") if value is None else show(name, value, context)
        lines.append(context.text("settings-line", label=context.text(f"setting-{name}"), value=shown))
    back = Action(context.text("action-settings"), asked.asking("settings"))
    change = SetSettings(tuple(values.items()), workspace)
    notice = Notice("\n".join(lines))
    return Reply(notice, asked, context.locale, private=True, actions=(back,), changes=(change,))


SETTINGS = Command(
    "settings",
    answer,
    (
        Option("name", OptionKind.CHOICE, choices=NAMES),
        Option("value", OptionKind.SETTING),
        Option("scope", OptionKind.CHOICE, choices=("room", "workspace")),
        Option("reset", OptionKind.SWITCH),
        Option("log", OptionKind.SWITCH),
        Option("form", OptionKind.SWITCH),
        Option("sent", hidden=True),
        *(Option(name, hidden=True) for name in NAMES),
    ),
    frozenset({Reads.SETTINGS}),
    manages=True,
    free_text="value",
)
