"""/privacy: what is stored about this person and this room, and a button to delete it."""

from collections.abc import Iterator

from bot.command import Command, Context, Option, OptionKind, Reads
from bot.errors import UserError
from bot.interaction import Interaction
from bot.reply import Action, Notice, Reply, Style
from bot.reply.changes import Change, ForgetPerson, ForgetRoom
from bot.reply.pages import Listing, ListingRow
from bot.settings import is_on

ABOUT = {"me": "person", "here": "room"}


def answer(asked: Interaction, context: Context) -> Reply:
    """Say what is stored, or delete it; a room's data goes only if those in charge say so twice."""
    forget = asked.option("forget")
    if forget == "me":
        # A direct message is the asker's own room.
        changes = (ForgetPerson(), ForgetRoom()) if asked.channel.direct else (ForgetPerson(),)
        return _notice(asked, context, "privacy-forgotten-me", changes=changes)
    if forget == "here":
        return _forget_room(asked, context)
    rows = [_row(about, context) for about in ABOUT]
    rows.append(ListingRow("expiry", context.text("privacy-expiry"), context.text("privacy-expiry-detail")))
    body = Listing(context.text("privacy-title"), tuple(rows))
    return Reply(body, asked, context.locale, private=True, actions=tuple(_actions(asked, context)))


def _forget_room(asked: Interaction, context: Context) -> Reply:
    if not asked.user.may_manage:
        raise UserError(f"who-may-{asked.channel.platform}")
    if is_on(asked.option("sure")):
        return _notice(asked, context, "privacy-forgotten-here", changes=(ForgetRoom(),))
    sure = asked.asking("privacy", forget="here", sure="on")
    action = Action(context.text("action-forget-sure"), sure, Style.DANGER)
    return _notice(asked, context, "privacy-sure", actions=(action,))


def _row(about: str, context: Context) -> ListingRow:
    counted = (
        (kind.removeprefix(f"{ABOUT[about]}-"), count)
        for kind, count in context.person.items()
        if kind.startswith(f"{ABOUT[about]}-") and count
    )
    kept = [context.text(f"kept-{kind}", count=count) for kind, count in counted]
    detail = context.text("list-comma").join(kept) or context.text("privacy-nothing")
    return ListingRow(about, context.text(f"privacy-about-{about}"), detail)


def _actions(asked: Interaction, context: Context) -> Iterator[Action]:
    yield Action(context.text("action-forget-me"), asked.asking("privacy", forget="me"), Style.DANGER)
    if asked.user.may_manage and not asked.channel.direct:
        yield Action(context.text("action-forget-here"), asked.asking("privacy", forget="here"), Style.DANGER)


def _notice(
    asked: Interaction,
    context: Context,
    message: str,
    *,
    actions: tuple[Action, ...] = (),
    changes: tuple[Change, ...] = (),
) -> Reply:
    body = Notice(context.text(message))
    return Reply(body, asked, context.locale, private=True, actions=actions, changes=changes)


PRIVACY = Command(
    "privacy",
    answer,
    (Option("forget", OptionKind.CHOICE, choices=tuple(ABOUT)), Option("sure", hidden=True)),
    frozenset({Reads.PERSON}),
)
