"""Autocomplete finds people, interviews, zones and settings however they are typed, quickly."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.command import Context
from bot.commands import COMMANDS
from bot.commands.weekdays import read_weekdays
from bot.completion import LONGEST, MOST, complete
from bot.corpus.model import Corpus, Names, Paragraph, Source, Speaker, Turn
from bot.interaction import Interaction, UserRef, Via
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher


def values(context: Context, command: str, option: str, typed: str, **options: str) -> list[str]:
    asked = Interaction(command, {**options, option: typed}, via=Via.AUTOCOMPLETE, focused=option)
    return [choice.value for choice in complete(asked, context)]


@pytest.mark.parametrize(
    "typed", ["Wen", "wen ex", "WEN", "文", "文老师", "文老師", "wen-example", "Wne Example"]
)
def test_a_speaker_is_found_by_any_name_in_any_script(context: Context, typed: str) -> None:
    assert values(context, "quote", "speaker", typed)[0] == "wen-example"


def test_without_a_word_those_who_say_most_come_first(context: Context) -> None:
    assert values(context, "quote", "speaker", "")[0] == "wen-example"


@pytest.mark.parametrize("typed", ["tea", "Teahouse", "茶叶", "茶葉", "leaves"])
def test_a_source_is_found_by_show_title_and_id(context: Context, typed: str) -> None:
    assert values(context, "quote", "source", typed)[0] == "tea"


def test_names_are_shown_in_the_readers_script(context: Context) -> None:
    asked = Interaction("quote", {"speaker": "otto"}, via=Via.AUTOCOMPLETE, focused="speaker")
    assert complete(asked, replace(context, locale="zh-Hant"))[0].name == "奧例"


def test_the_last_of_several_names_is_completed(context: Context) -> None:
    assert values(context, "settings", "value", "otto-example, wen", name="speakers") == [
        "otto-example,wen-example"
    ]


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("taip", "Asia/Taipei"),
        ("台北", "Asia/Taipei"),
        ("北京", "Asia/Shanghai"),
        ("柏林", "Europe/Berlin"),
        ("紐約", "America/New_York"),
        ("纽约", "America/New_York"),
        ("san fran", "America/Los_Angeles"),
        ("日本", "Asia/Tokyo"),
    ],
)
def test_a_zone_is_found_by_city_in_three_languages(context: Context, typed: str, zone: str) -> None:
    assert values(context, "settings", "value", typed, name="zone")[0] == zone


def test_a_zone_is_shown_with_its_own_time(context: Context) -> None:
    asked = Interaction(
        "settings", {"value": "taipei", "name": "zone"}, via=Via.AUTOCOMPLETE, focused="value"
    )
    noon = replace(context, now=datetime(2026, 3, 2, 12, tzinfo=UTC), locale="zh-Hant")
    assert complete(asked, noon)[0].name == "台北 (Asia/Taipei) 20:00"


def test_the_askers_own_zone_comes_first(context: Context) -> None:
    user = UserRef("slack", "U1", zone="Europe/London")
    asked = Interaction("settings", {"value": "", "name": "zone"}, user=user, focused="value")
    assert complete(asked, context)[0].value == "Europe/London"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            "",
            ["every day", "weekdays", "weekend", "mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        ),
        ("tues", ["tue", "tue-wed", "tue-thu", "tue-fri", "tue-sat", "tue-sun", "tue-mon"]),
        ("t", ["tue", "thu"]),
        ("weekd", ["weekdays"]),
        ("工作", ["weekdays"]),
        ("週末", ["weekend"]),
        ("星期三到星期五", ["wed-fri"]),
        ("周一到", ["mon-tue", "mon-wed", "mon-thu", "mon-fri", "mon-sat", "mon-sun"]),
        ("sat-m", ["sat-mon"]),
        ("mon, s", ["mon, sat", "mon, sun"]),
        ("周六、星期日", ["周六、sun"]),
        ("周一三五", ["周一三五"]),
        ("mon-fri, weekd", []),
        ("someday", []),
        ("someday, m", []),
    ],
)
def test_weekdays_are_completed_as_days_sets_and_ranges(
    context: Context, typed: str, expected: list[str]
) -> None:
    found = values(context, "daily", "weekdays", typed)
    assert found[: len(expected)] == expected
    assert all(read_weekdays(value) for value in found)
    assert bool(found) == bool(expected)


@pytest.mark.parametrize(
    ("locale", "typed", "shown"),
    [
        ("en", "mon-f", "Mon to Fri"),
        ("zh-Hans", "周一到周五", "周一到周五"),
        ("zh-Hant", "mon-f", "週一到週五"),
        ("zh-Hant", "工作", "工作日"),
        ("zh-Hans", "周一三五", "周一、周三、周五"),
        ("en", "fri and sa", "Fri, Sat"),
    ],
)
def test_weekdays_are_shown_as_the_reader_writes_them(
    context: Context, locale: str, typed: str, shown: str
) -> None:
    asked = Interaction("daily", {"weekdays": typed}, via=Via.AUTOCOMPLETE, focused="weekdays")
    assert complete(asked, replace(context, locale=locale))[0].name == shown


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("language", "", ["asker", "en", "zh-Hans", "zh-Hant"]),
        ("language", "trad", ["zh-Hant"]),
        ("private", "o", ["on", "off"]),
        ("results", "1", ["1", "10"]),
        ("colour", "", []),
        ("", "", []),
    ],
)
def test_a_settings_value_is_completed_by_the_setting(
    context: Context, name: str, typed: str, expected: list[str]
) -> None:
    assert values(context, "settings", "value", typed, name=name) == expected


@pytest.mark.parametrize(
    ("command", "option"), [("quote", "text"), ("quote", "nothing"), ("nothing", "speaker")]
)
def test_what_has_no_completion_has_none(context: Context, command: str, option: str) -> None:
    assert values(context, command, option, "x") == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.sampled_from(
        [(command.name, option.name) for command in COMMANDS.values() for option in command.options]
    ),
    typed=st.one_of(
        st.text(st.characters(codec=None), max_size=50),
        st.sampled_from(["海" * 100_000, ",,,，", "\ud800\0"]),
    ),
    name=st.sampled_from(["speakers", "sources", "zone", "language", "\0", ""]),
)
def test_nothing_typed_breaks_it(context: Context, asked: tuple[str, str], typed: str, name: str) -> None:
    found = complete(Interaction(asked[0], {"name": name, asked[1]: typed}, focused=asked[1]), context)
    assert len(found) <= MOST
    assert all(0 < len(choice.name) <= LONGEST and 0 < len(choice.value) <= LONGEST for choice in found)


def test_one_of_thousands_is_found_and_no_more_than_25_are_shown(context: Context) -> None:
    people = {
        f"p{n}": Speaker(f"p{n}", Names(f"Person {n}", f"某人{n}"), (f"Alias {n}",)) for n in range(5000)
    }
    turns = tuple(Turn("s", n, person, (Paragraph("Words.", n),)) for n, person in enumerate(people, 1))
    corpus = Corpus({"s": Source("s", Names("S"))}, people, {"s": turns})
    many = replace(context, searcher=Searcher(corpus, Index.build(corpus)))
    assert values(many, "quote", "speaker", "某人4999") == ["p4999"]
    assert len(values(many, "quote", "speaker", "pers")) == 25
