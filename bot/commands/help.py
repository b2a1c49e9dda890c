"""/help: what one can ask in this room, with three examples from what can be quoted here."""

from collections.abc import Iterator
from itertools import islice

from bot.command import Command, Context
from bot.commands.examples import EXAMPLES, sayable, talkers, topic
from bot.corpus.counts import counts
from bot.corpus.people import UNKNOWN
from bot.interaction import Interaction
from bot.reply import Reply
from bot.reply.pages import Help, HelpRow
from bot.texts import messages


def answer(asked: Interaction, context: Context) -> Reply:
    """Return the commands of this room's menu and examples that find something."""
    known = counts(context.searcher.corpus)
    speakers = len([id_ for id_ in known.speakers if id_ != UNKNOWN.id])
    said = context.text("help-text", sources=len(known.sources), speakers=speakers)
    lines = [said if known.sources else context.text("help-empty")]
    if context.settings.mentions and asked.channel.platform != "console":
        lines.append(context.text("help-mention"))
    rows = tuple(HelpRow(f"/{name}", context.text(f"command-{name}")) for name in _menu())
    offered = (line for line in _examples(context) if line[1:].partition(" ")[0] in _menu())
    examples = tuple(islice(offered, EXAMPLES))
    body = Help(context.text("help-title"), "\n".join(lines), rows, examples)
    return Reply(body, asked, context.locale, private=True)


def _menu() -> tuple[str, ...]:
    """Return the commands with a description; what only buttons call has none."""
    order = ("quote", "who-said", "timeline", "daily", "speakers", "sources", "settings", "privacy")
    return tuple(name for name in order if f"command-{name}" in messages("en"))


def _examples(context: Context) -> Iterator[str]:
    corpus = context.searcher.corpus
    about, words = topic(corpus), sayable(context)
    if about:
        yield f"/quote {about}"
    if words:
        yield f"/who-said {words}"
    if about and len([source for source in corpus.sources.values() if source.date]) > 1:
        yield f"/timeline {about}"
    for speaker in talkers(context):
        yield f"/quote speaker:{_quoted(speaker)}"


def _quoted(name: str) -> str:
    return f"“{name}”" if " " in name else name


HELP = Command("help", answer)
