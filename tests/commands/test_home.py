"""A person's own page."""

from dataclasses import replace
from datetime import timedelta

from bot.command import Context
from bot.commands.home import answer
from bot.interaction import Interaction
from bot.reply.pages import Home


def home(context: Context) -> Home:
    body = answer(Interaction("home"), context).body
    assert isinstance(body, Home)
    return body


def test_the_quote_is_the_same_all_day(context: Context) -> None:
    later = replace(context, now=context.now + timedelta(hours=5))
    assert home(context).today == home(later).today
    assert home(context).today is not None


def test_the_page_says_in_which_language_one_is_answered(context: Context) -> None:
    assert "繁體" in home(replace(context, locale="zh-Hant")).language


def test_what_is_reported_is_not_todays_quote(context: Context) -> None:
    first = home(context).today
    assert first is not None
    second = home(replace(context, reported=frozenset({first.passage}))).today
    assert second is None or second.passage != first.passage
