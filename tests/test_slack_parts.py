"""The small parts: pace, what came twice, who asks, options, how daily quotes are posted."""

import asyncio
from collections import deque
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.poster import Poster, PostError
from adapters.slack import once as once_module
from adapters.slack import people as people_module
from adapters.slack.once import Once
from adapters.slack.options import SlackOptions
from adapters.slack.pace import Pace
from adapters.slack.people import People
from adapters.slack.poster import SlackPoster
from adapters.slack.wire import Given, SlackError, Wire
from bot.interaction import ChannelRef
from tests import slack_replies as made
from tests.servers.slack_rules import message_problems
from tests.slack_bot import FakeBot


@dataclass
class Clock:
    """Time that passes when told to."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class FakeWire:
    """Records what is asked of Slack, and fails when told to."""

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    failures: deque[SlackError | None] = field(default_factory=deque)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def call(self, method: str, payload: Given) -> Given:
        self.calls.append((method, dict(payload)))
        if self.failures and (failure := self.failures.popleft()):
            raise failure
        return self.answers.get(method, {"ok": True, "ts": f"1700000000.{len(self.calls):06}"})

    async def read(self, method: str, **query: str) -> Given:
        return await self.call(method, query)

    async def respond(self, url: str, payload: Given) -> bool:
        self.calls.append((url, dict(payload)))
        return True

    async def upload(self, channel: str, thread: str, picture: bytes, title: str, alt: str) -> None:
        self.calls.append(("upload", {"channel": channel}))


async def test_messages_into_one_channel_keep_a_second_apart() -> None:
    clock = Clock()
    pace = Pace(clock)

    await pace.turn("C1")

    assert pace.delay("C1") == 1
    assert pace.delay("C2") == 0
    clock.at += 1
    assert pace.delay("C1") == 0


async def test_those_who_wait_keep_their_order() -> None:
    pace = Pace(gap=0.02)
    order: list[int] = []

    async def say(number: int) -> None:
        await pace.turn("C1")
        order.append(number)

    await asyncio.gather(*(say(number) for number in range(5)))

    assert order == [0, 1, 2, 3, 4]


async def test_a_key_is_new_once_and_again_when_it_is_long_ago() -> None:
    clock = Clock()
    once = Once(clock)

    assert [await once.first("Ev1"), await once.first("Ev1"), await once.first("")] == [True, False, True]
    clock.at += once_module.KEPT + 1
    assert await once.first("Ev2")
    assert await once.first("Ev1")


async def test_a_profile_is_asked_for_once_an_hour() -> None:
    clock, wire = (
        Clock(),
        FakeWire(answers={"users.info": {"user": {"locale": "zh-TW", "tz": "Asia/Taipei"}}}),
    )
    people = People(now=clock)

    for _ in range(3):
        asked = await people.introduced(made.ASKED, wire)
    clock.at += people_module.PROFILE_KEPT + 1
    await people.introduced(made.ASKED, wire)

    assert (asked.user.locale, asked.user.zone) == ("zh-TW", "Asia/Taipei")
    assert len(wire.calls) == 2


async def test_of_a_profile_only_what_is_looked_at_is_kept() -> None:
    profile = {
        "real_name": "Mira Example",
        "email": "mira@example.com",
        "image_512": "https://example.com/m.png",
    }
    wire = FakeWire(answers={"users.info": {"user": {"locale": "zh-TW", "profile": profile, **profile}}})
    people = People(now=Clock())
    await people.introduced(made.ASKED, wire)
    assert [given for _, given in people.profiles.found.values()] == [{"locale": "zh-TW"}]


async def test_after_a_rate_limit_no_profile_is_asked_for_until_slack_allows_it() -> None:
    clock, wire = Clock(), FakeWire(failures=deque([SlackError("ratelimited", retry_after=30)]))
    people = People(now=clock)

    for _ in range(3):
        assert (await people.introduced(made.ASKED, wire)).user.locale == ""
    assert len(wire.calls) == 1
    clock.at += 31
    await people.introduced(made.ASKED, wire)
    assert len(wire.calls) == 2


async def test_whoever_loses_the_right_loses_it_within_a_minute() -> None:
    clock, wire = Clock(), FakeWire(answers={"users.info": {"user": {"is_admin": True, "team_id": "T1"}}})
    people = People(now=clock)
    assert (await people.trusted(made.ASKED, wire)).user.may_manage_workspace
    wire.answers["users.info"] = {"user": {"team_id": "T1"}}

    clock.at += people_module.RIGHTS_KEPT + 1
    user = (await people.trusted(made.ASKED, wire)).user

    assert not user.may_manage
    assert not user.may_manage_workspace


async def test_a_channels_creator_manages_the_channel_and_not_the_workspace() -> None:
    wire = FakeWire(answers={"conversations.info": {"channel": {"creator": "U1"}}})

    user = (await People(now=Clock()).trusted(made.ASKED, wire)).user

    assert (user.may_manage, user.may_manage_workspace) == (True, False)


@pytest.mark.parametrize(("creator", "may"), [("U1", True), ("U0", False)])
async def test_another_channel_is_managed_by_its_own_creator(creator: str, may: bool) -> None:
    wire = FakeWire(answers={"conversations.info": {"channel": {"creator": creator}}})
    direct = replace(made.ASKED.channel, channel="D1", direct=True)
    asked = replace(made.ASKED, channel=direct).asking("daily", channel="C7")

    user = (await People(now=Clock()).trusted(asked, wire)).user

    assert user.may_manage is may
    assert wire.calls[-1] == ("conversations.info", {"channel": "C7"})


async def test_nobody_manages_while_slack_does_not_answer() -> None:
    wire = FakeWire(failures=deque([SlackError(""), SlackError("missing_scope")]))

    assert not (await People(now=Clock()).trusted(made.ASKED, wire)).user.may_manage


SECRETS = ("bot_token", "app_token", "signing_secret", "client_secret")


@given(st.text(min_size=8, max_size=40))
def test_no_secret_shows(secret: str) -> None:
    options = SlackOptions(**dict.fromkeys(SECRETS, f"xox-{secret}"))  # type: ignore[arg-type]

    assert "xox-" not in repr(options)


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({}, "YULU_SLACK_BOT_TOKEN"),
        ({"bot_token": "x"}, "YULU_SLACK_APP_TOKEN"),
        ({"client_id": "x", "client_secret": "x", "app_token": "x"}, "YULU_SLACK_SIGNING_SECRET"),
        ({"bot_token": "x", "app_token": "x", "prefix": "Lab "}, "YULU_SLACK_PREFIX"),
        ({"bot_token": "x", "app_token": "x", "prefix": "a" * 24}, "YULU_SLACK_PREFIX"),
    ],
)
def test_what_is_missing_or_wrong_is_named(given_: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        SlackOptions(**given_).check()  # type: ignore[arg-type]


def poster(wire: Wire, *workspaces: str) -> SlackPoster:
    async def wires(workspace: str) -> Wire:
        if workspace not in workspaces:
            raise SlackError("account_inactive")
        return wire

    async def known() -> tuple[str, ...]:
        return workspaces

    return SlackPoster(FakeBot(), Pace(gap=0), wires, known)  # type: ignore[arg-type]


async def test_a_daily_quote_is_posted_into_its_thread() -> None:
    wire = FakeWire()
    port: Poster = poster(wire, "T1")

    ts = await port.post(ChannelRef("slack", "C1", "T1", "1.5"), made.reply(made.BODIES["quotes"]), "key")

    ((method, payload),) = wire.calls
    assert (method, payload["channel"], payload["thread_ts"], ts) == (
        "chat.postMessage",
        "C1",
        "1.5",
        "1700000000.000001",
    )
    assert message_problems(payload) == []
    assert not port.idempotent


@pytest.mark.parametrize(
    ("error", "permanent"),
    [
        (SlackError("channel_not_found"), True),
        (SlackError("is_archived"), True),
        (SlackError("not_in_channel"), True),
        (SlackError("missing_scope", needed="chat:write"), True),
        (SlackError("token_revoked"), True),
        (SlackError("ratelimited", retry_after=30), False),
        (SlackError("internal_error"), False),
        (SlackError(""), False),
    ],
)
async def test_what_went_wrong_says_whether_trying_again_can_help(error: SlackError, permanent: bool) -> None:
    wire = FakeWire(failures=deque([error]))

    with pytest.raises(PostError) as raised:
        await poster(wire, "T1").post(made.ASKED.channel, made.reply(made.HELP), "key")

    assert raised.value.permanent is permanent
    assert raised.value.retry_after == error.retry_after
    assert error.needed in raised.value.reason


@pytest.mark.parametrize(
    ("error", "unknown"),
    [
        (SlackError("", unknown=True), True),
        (SlackError("fatal_error"), True),
        (SlackError(""), False),
        (SlackError("ratelimited"), False),
    ],
)
async def test_a_post_that_may_have_arrived_says_so(error: SlackError, unknown: bool) -> None:
    with pytest.raises(PostError) as raised:
        await poster(FakeWire(failures=deque([error])), "T1").post(
            made.ASKED.channel, made.reply(made.HELP), "key"
        )

    assert raised.value.unknown is unknown


async def test_a_daily_quote_whose_blocks_are_refused_is_posted_as_words() -> None:
    wire = FakeWire(failures=deque([SlackError("invalid_blocks"), None]))

    await poster(wire, "T1").post(made.ASKED.channel, made.reply(made.BODIES["quotes"]), "key")

    assert "blocks" not in wire.calls[-1][1]
    assert "The tide keeps no diary." in wire.calls[-1][1]["text"]


async def test_a_workspace_without_the_app_cannot_be_posted_in() -> None:
    with pytest.raises(PostError) as raised:
        await poster(FakeWire()).post(made.ASKED.channel, made.reply(made.HELP), "key")

    assert raised.value.permanent


async def test_a_person_is_told_in_whichever_workspace_they_are() -> None:
    wire = FakeWire(failures=deque([SlackError("user_not_found"), None]))

    await poster(wire, "T1", "T2").tell("U1", "The daily quote <paused>.")

    assert [payload["channel"] for _, payload in wire.calls] == ["U1", "U1"]
    assert wire.calls[-1][1]["text"] == "The daily quote &lt;paused&gt;."


async def test_a_channel_that_a_person_is_told_of_can_be_opened() -> None:
    wire = FakeWire()

    await poster(wire, "T1").tell("U1", "Paused in <#C123>: <!here> is_archived.")

    (block,) = wire.calls[-1][1]["blocks"]
    (line,) = block["elements"]
    assert {"type": "channel", "channel_id": "C123"} in line["elements"]
    assert "".join(part.get("text", "") for part in line["elements"]) == "Paused in : <!here> is_archived."


async def test_whoever_is_nowhere_cannot_be_told() -> None:
    with pytest.raises(PostError) as raised:
        await poster(FakeWire(failures=deque([SlackError("user_not_found")])), "T1").tell("U1", "x")

    assert raised.value.permanent
