"""A sentence in a mention to the interaction that the slash command would make."""

from bot.command import Context
from bot.interaction import Interaction


def read(asked: Interaction, context: Context, answered: Interaction | None) -> Interaction:
    """Return what a sentence asks for; until sentences are understood, the help."""
    del context, answered
    return asked.asking("help")
