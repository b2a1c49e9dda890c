"""Commands as one types them in Slack: most of them stand behind `/yulu`, and all behind the prefix."""

import re
from dataclasses import replace

from adapters.slack import parse
from bot.commands import COMMANDS
from bot.reply import Body, Notice, Reply
from bot.reply.pages import Help, HelpRow, Home, ScheduleList

_TYPED = re.compile(
    rf"(?<![\w/.:])/({'|'.join(sorted(filter(None, COMMANDS), key=len, reverse=True))})(?![\w/-])"
)


def worded(reply: Reply, prefix: str) -> Reply:
    """Return a reply whose own texts name the commands as Slack knows them; quotes stay as they are."""
    return replace(reply, body=_body(reply.body, prefix))


def typed(text: str, prefix: str) -> str:
    """Return a text in which `/speakers` has become `/yulu speakers`, with the prefix."""

    def spell(found: re.Match[str]) -> str:
        return f"/{prefix}{found[1]}" if found[1] in parse.COMMANDS else f"/{prefix}{parse.HUB} {found[1]}"

    return _TYPED.sub(spell, text)


def _body(body: Body, prefix: str) -> Body:
    match body:
        case Notice():
            return replace(body, text=typed(body.text, prefix))
        case ScheduleList():
            return replace(body, text=typed(body.text, prefix))
        case Help():
            return _help(body, prefix)
        case Home():
            return replace(body, help=_help(body.help, prefix))
        case _:
            return body


def _help(help_: Help, prefix: str) -> Help:
    rows = tuple(HelpRow(typed(row.usage, prefix), row.meaning) for row in help_.rows)
    examples = tuple(typed(example, prefix) for example in help_.examples)
    return replace(help_, text=typed(help_.text, prefix), rows=rows, examples=examples)
