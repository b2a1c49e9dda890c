"""The buttons "Wrong speaker" and "Garbled": the quote is held back until somebody has looked."""

from typing import Literal

from bot.command import Command, Context, Option, Reads
from bot.errors import UserError
from bot.interaction import Interaction
from bot.reply import Notice, Reply
from bot.reply.changes import ReportPassage

MOST = 20
"""Open reports of one person: nobody alone can hold back the whole corpus."""
LONGEST = 500


def answer(asked: Interaction, context: Context) -> Reply:
    """Keep a report of a passage that may be seen here, and thank for it.

    Raises:
        UserError: there is no such passage here, or no such reason.
    """
    passage = context.searcher.get(asked.option("passage"))
    if context.person.get("person-reports", 0) >= MOST:
        return Reply(Notice(context.text("report-enough")), asked, context.locale, private=True)
    change = ReportPassage(passage.id, _reason(asked), asked.option("remark")[:LONGEST])
    thanks = Notice(context.text("report-thanks"))
    return Reply(thanks, asked, context.locale, private=True, changes=(change,))


def _reason(asked: Interaction) -> Literal["speaker", "garbled"]:
    match asked.option("reason"):
        case "speaker":
            return "speaker"
        case "garbled":
            return "garbled"
    raise UserError("expired")


REPORT = Command(
    "report",
    answer,
    (Option("passage", hidden=True), Option("reason", hidden=True), Option("remark", hidden=True)),
    frozenset({Reads.PERSON}),
    hidden=True,
)
