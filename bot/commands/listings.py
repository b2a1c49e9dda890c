"""A page of a long list."""

from collections.abc import Sequence

from bot.command import Context, reply
from bot.errors import UserError
from bot.interaction import Interaction
from bot.reply import Action, Reply
from bot.reply.pages import Listing, ListingRow

ROWS = 10


def listed(asked: Interaction, context: Context, title: str, rows: Sequence[ListingRow]) -> Reply:
    """Return the page that is asked for, with buttons to turn it.

    Raises:
        UserError: the page is no number.
    """
    given = asked.option("page") or "1"
    if not (given.isdecimal() and 0 < len(given) < 6):
        raise UserError("error-number", {"value": given[:50]})
    pages = max(1, -(-len(rows) // ROWS))
    page = min(max(int(given), 1), pages)
    shown = tuple(rows[(page - 1) * ROWS : page * ROWS])
    answered = reply(asked, context, Listing(title, shown, page, pages))
    return Reply(
        answered.body, asked, answered.locale, answered.private, _turning(asked, context, page, pages)
    )


def _turning(asked: Interaction, context: Context, page: int, pages: int) -> tuple[Action, ...]:
    if pages == 1:
        return ()
    before, after = asked.with_options(page=page - 1), asked.with_options(page=page + 1)
    return (
        Action(context.text("action-previous"), before, disabled=page == 1),
        Action(context.text("action-next"), after, disabled=page == pages),
    )
