"""The command without a name: a friendly line, and what one can ask."""

from collections.abc import Iterator

from bot.command import Command, Context, reply
from bot.commands.examples import sayable, talkers, topic
from bot.interaction import Interaction
from bot.reply import Notice, Reply


def answer(interaction: Interaction, context: Context) -> Reply:
    """Return a line with three examples; never a quote that nobody asked for."""
    lines = (context.text("small-talk"), *(f"• {example}" for example in _examples(context)))
    return reply(interaction, context, Notice("\n".join(lines)))


def _examples(context: Context) -> Iterator[str]:
    about, words, names = topic(context.searcher.corpus), sayable(context), talkers(context)
    if words:
        yield context.text("small-talk-who-said", words=words)
    if about and names:
        yield context.text("small-talk-quote", name=names[0], topic=about)
    if about:
        yield context.text("small-talk-timeline", topic=about)


SMALL_TALK = Command("", answer, hidden=True)
