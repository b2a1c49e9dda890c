"""The unmodified slack-bolt in every flow, by Socket Mode and signed HTTP, against the tests' own Slack."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.poster import PostError
from adapters.slack.client import connected
from adapters.slack.options import SlackOptions
from bot.reply import Action, Notice
from bot.settings import ChannelSettings
from tests import slack_payloads as sent
from tests import slack_replies as made
from tests.servers.slack import APP_TOKEN, running
from tests.slack_bot import FakeBot
from tests.slack_scene import Payload, Scene, scene


@pytest.fixture(params=["socket", "http"])
async def on(request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    async with scene(request.param, FakeBot()) as opened:
        yield opened


async def test_a_command_is_answered_in_its_channel(on: Scene) -> None:
    await on.say(sent.command("/quote", "tides", response_url=on.server.hook()))

    posted = await on.posted()

    assert posted["channel"] == "C1"
    assert "The tide keeps no diary." in posted["text"]
    assert on.bot.asked[0].option("text") == "tides"
    assert on.bot.asked[0].user.locale == "en-US"
    assert on.bot.asked[0].user.zone == "Europe/Berlin"


async def test_an_answer_is_remembered_by_its_message(on: Scene) -> None:
    await on.say(sent.command("/quote", "tides"))
    await on.posted()
    await on.slack.drain()

    ((command, ts),) = on.bot.remembered
    assert command == "quote"
    assert ts.startswith("1700000000.")


async def test_a_private_answer_goes_to_its_asker_alone(on: Scene) -> None:
    on.bot.private = True

    await on.say(sent.command("/quote", "tides", response_url=on.server.hook()))

    assert (await on.responded())["response_type"] == "ephemeral"
    assert on.server.of("chat.postMessage") == []
    await on.slack.drain()
    assert on.bot.remembered == []


async def test_a_used_up_response_url_gives_way_to_an_ephemeral_message(on: Scene) -> None:
    on.bot.private = True
    on.server.most_uses = 0

    await on.say(sent.command("/quote", "tides", response_url=on.server.hook()))
    (said,) = await on.server.until(lambda: on.server.of("chat.postEphemeral"))

    assert (said["channel"], said["user"]) == ("C1", "U1")


async def test_a_shortcut_is_answered_in_the_messages_thread(on: Scene) -> None:
    await on.say(sent.shortcut("&gt; The tide keeps no diary."))

    assert (await on.posted())["thread_ts"] == "1700000000.000050"


async def test_a_mention_is_answered_in_a_thread_that_the_channel_sees(on: Scene) -> None:
    payload = sent.mention("tides")

    await on.say(payload)
    posted = await on.posted()

    assert (posted["thread_ts"], posted["reply_broadcast"]) == (payload["event"]["ts"], True)


async def test_a_mention_stays_in_its_thread(on: Scene) -> None:
    await on.say(sent.mention("another", thread_ts="1700000000.000100"))
    posted = await on.posted()
    await on.slack.drain()

    assert posted["thread_ts"] == "1700000000.000100"
    assert "reply_broadcast" not in posted
    assert ("", "1700000000.000100") in on.bot.remembered


async def test_a_room_that_wants_threads_sees_answers_only_there(on: Scene) -> None:
    on.bot.chosen = ChannelSettings(threads=True)

    await on.say(sent.mention("tides"))

    assert "reply_broadcast" not in await on.posted()


async def test_a_room_without_mentions_hears_nothing(on: Scene) -> None:
    on.bot.chosen = ChannelSettings(mentions=False)

    await on.say(sent.mention("tides"))
    await on.slack.drain()

    assert on.bot.asked == []


async def test_a_direct_message_is_answered_beside_it(on: Scene) -> None:
    await on.say(sent.direct("tides"))
    posted = await on.posted()
    await on.slack.drain()

    assert posted["channel"] == "D1"
    assert "thread_ts" not in posted
    assert ("", "D1") in on.bot.remembered


async def test_an_event_that_comes_twice_is_answered_once(on: Scene) -> None:
    payload = sent.mention("tides")

    await on.say(payload)
    await on.say(payload, retry_attempt=1, retry_reason="timeout")
    await on.posted()
    await on.slack.drain()

    assert len(on.bot.asked) == 1


async def test_a_button_answers_in_place_of_its_message(on: Scene) -> None:
    await on.say(sent.command("/quote", "tides"))
    button = (await on.posted())["blocks"][-1]["elements"][0]
    url = on.server.hook()

    await on.say(sent.press(button, url=url))
    said = await on.responded()

    assert said["replace_original"] is True
    assert on.bot.asked[-1].option("hit") == "2"


async def test_a_button_whose_response_url_is_gone_edits_its_message(on: Scene) -> None:
    await on.say(sent.command("/quote", "tides"))
    button = (await on.posted())["blocks"][-1]["elements"][0]

    await on.say(sent.press(button))
    (edited,) = await on.server.until(lambda: on.server.of("chat.update"))

    assert (edited["channel"], edited["ts"]) == ("C1", "1700000000.000100")


async def test_a_private_answer_to_a_public_button_leaves_the_message_alone(on: Scene) -> None:
    on.bot.bodies["report"] = Notice("Thank you.")
    await on.say(sent.command("/quote", "tides"))
    report = (await on.posted())["blocks"][-1]["elements"][-1]
    on.bot.private = True

    await on.say(sent.press({**report, "action_id": "here-9"}, url=on.server.hook()))
    said = await on.responded()

    assert (said["response_type"], said["replace_original"]) == ("ephemeral", False)


async def test_a_private_answer_can_be_shared_with_the_channel(on: Scene) -> None:
    share = Action("Share", made.ASKED.with_options(public="on"), anew=True)
    on.bot.private = True
    on.bot.dressed = lambda reply: replace(reply, actions=(share,))
    await on.say(sent.command("/quote", "tides", response_url=on.server.hook()))
    (button,) = (await on.responded())["blocks"][-1]["elements"]
    on.bot.private = False

    await on.say(sent.press(button, url=on.server.hook(), ephemeral=True))

    assert (await on.posted())["channel"] == "C1"
    assert on.bot.asked[-1].option("public") == "on"


async def test_a_forged_button_is_answered_kindly(on: Scene) -> None:
    await on.say(sent.press({"type": "button", "action_id": "here-0", "value": "junk"}, url=on.server.hook()))
    await on.responded()

    assert on.bot.asked[-1].command == "expired"


async def test_settings_open_a_form_and_what_is_sent_is_kept(on: Scene) -> None:
    on.bot.bodies["settings"] = lambda asked: Notice("Kept.") if asked.option("zone") else made.FORM
    await on.say(sent.command("/yulu", "settings", trigger_id=on.server.trigger()))
    (opened,) = await on.server.until(lambda: on.server.of("views.open"))
    values = {"zone": {"zone": {"type": "plain_text_input", "value": "Asia/Shanghai"}}}

    said = await on.say(sent.submission(opened["view"], values))
    posted = await on.posted()

    assert said == {}
    assert on.bot.asked[-1].option("zone") == "Asia/Shanghai"
    assert on.bot.asked[-1].channel.key == "slack:T1:C1"
    assert "Kept." in posted["text"]


async def test_what_is_wrong_in_a_form_is_said_in_it(on: Scene) -> None:
    on.bot.bodies["settings"] = lambda asked: (
        Notice("No such zone.", "error") if asked.option("zone") else made.FORM
    )
    await on.say(sent.command("/yulu", "settings", trigger_id=on.server.trigger()))
    (opened,) = await on.server.until(lambda: on.server.of("views.open"))
    values = {"zone": {"zone": {"type": "plain_text_input", "value": "Mars/Olympus"}}}

    said = await on.say(sent.submission(opened["view"], values))

    assert said["response_action"] == "errors"
    assert list(said["errors"]) == ["zone"]
    assert on.server.of("chat.postMessage") == []


async def test_a_refusal_is_said_at_the_field_that_it_speaks_of(on: Scene) -> None:
    on.bot.bodies["settings"] = lambda asked: (
        Notice("Nobody here is called “Nemo Nobody”.", "error") if asked.option("speakers") else made.FORM
    )
    await on.say(sent.command("/yulu", "settings", trigger_id=on.server.trigger()))
    (opened,) = await on.server.until(lambda: on.server.of("views.open"))
    values = {
        "language": {"language": {"type": "static_select", "selected_option": {"value": "en"}}},
        "speakers": {"speakers": {"type": "plain_text_input", "value": "Wen, Nemo Nobody"}},
    }

    said = await on.say(sent.submission(opened["view"], values))

    assert said["errors"] == {"speakers": "Nobody here is called “Nemo Nobody”."}


async def test_a_home_tab_that_cannot_be_made_says_so_in_itself(on: Scene) -> None:
    on.bot.bodies["home"] = Notice("I can't reach my records just now.", "error")

    await on.say(sent.event("app_home_opened", user="U1", channel="D1", tab="home"))
    (published,) = await on.server.until(lambda: on.server.of("views.publish"))

    assert "my records" in json.dumps(published["view"])
    assert on.server.of("chat.postMessage") == []


async def test_a_home_tab_that_slack_refuses_bothers_nobody(on: Scene) -> None:
    on.bot.bodies["home"] = made.BODIES["home"]
    on.server.fail("views.publish", "not_enabled")

    await on.say(sent.event("app_home_opened", user="U1", channel="D1", tab="home"))
    await on.server.until(lambda: on.server.of("views.publish"))
    await on.slack.drain()

    assert on.server.of("chat.postMessage") + on.server.of("chat.postEphemeral") == []


async def test_a_shortcut_outside_its_channel_is_answered_in_the_thread_all_the_same(on: Scene) -> None:
    payload = sent.shortcut("words", channel={"id": "C9", "name": "x"}, response_url=on.server.hook())

    await on.say(payload)
    await on.responded(2)

    (_, answer), (_, hint) = on.server.hooked
    assert (answer["response_type"], answer["thread_ts"]) == ("in_channel", "1700000000.000050")
    assert "/invite" in hint["text"]


async def test_a_form_that_comes_too_late_is_asked_for_again(on: Scene) -> None:
    on.bot.bodies["settings"] = made.FORM

    await on.say(sent.command("/yulu", "settings", response_url=on.server.hook()))

    assert "press again" in (await on.responded())["text"]


async def test_the_home_tab_is_published(on: Scene) -> None:
    on.bot.bodies["home"] = made.BODIES["home"]

    await on.say(sent.event("app_home_opened", user="U1", channel="D1", tab="home"))
    (published,) = await on.server.until(lambda: on.server.of("views.publish"))

    assert (published["user_id"], published["view"]["type"]) == ("U1", "home")
    assert on.bot.asked[0].user.may_manage


async def test_a_button_of_the_home_tab_is_answered_by_message(on: Scene) -> None:
    button = {"type": "button", "action_id": "here-0", "value": "01|help"}
    on.bot.bodies["help"] = made.HELP
    home = {"id": "V1", "type": "home", "team_id": "T1"}
    payload = sent.press(button, container={"type": "view", "view_id": "V1"}, view=home, channel=None)

    await on.say({key: value for key, value in payload.items() if key != "message"})

    assert (await on.posted())["channel"] == "U1"


async def test_a_timeline_brings_its_picture_with_a_description(on: Scene) -> None:
    on.bot.bodies["timeline"] = made.BODIES["timeline"]

    await on.say(sent.command("/timeline", "tides"))
    (shared,) = await on.server.until(lambda: on.server.of("files.completeUploadExternal"), 20)

    (asked,) = on.server.of("files.getUploadURLExternal")
    assert "On Tides" in asked["alt_txt"] or "Harbour" in asked["alt_txt"]
    assert next(iter(on.server.uploads.values())).startswith(b"\x89PNG")
    assert (shared["channel_id"], shared["thread_ts"][:11]) == ("C1", "1700000000.")


async def test_without_the_scope_a_timeline_is_drawn_in_characters(on: Scene) -> None:
    on.bot.bodies["timeline"] = made.BODIES["timeline"]
    on.server.scopeless = {"files.getUploadURLExternal": "files:write"}

    await on.say(sent.command("/timeline", "tides"))
    (edited,) = await on.server.until(lambda: on.server.of("chat.update"), 20)
    await on.say(sent.command("/timeline", "tides"))
    again = await on.posted(2)

    for payload in (edited, again):
        assert "rich_text_preformatted" in json.dumps(payload)
    assert len(on.server.of("files.getUploadURLExternal")) == 1


async def test_a_private_timeline_is_drawn_in_characters(on: Scene) -> None:
    on.bot.bodies["timeline"] = made.BODIES["timeline"]
    on.bot.private = True

    await on.say(sent.command("/timeline", "tides", response_url=on.server.hook()))

    assert "rich_text_preformatted" in json.dumps(await on.responded())
    assert on.server.of("files.getUploadURLExternal") == []


async def test_outside_a_channel_the_answer_still_comes_with_how_to_invite_us(on: Scene) -> None:
    hook = on.server.hook()

    await on.say(sent.command("/quote", "tides", channel_id="C9", response_url=hook))
    await on.responded(2)
    (_, answer), (_, hint) = on.server.hooked

    assert answer["response_type"] == "in_channel"
    assert "The tide keeps no diary." in answer["text"]
    assert hint["response_type"] == "ephemeral"
    assert "/invite @yulu" in hint["text"]


async def test_the_hint_is_given_once(on: Scene) -> None:
    for count in (2, 3):
        await on.say(sent.command("/quote", "tides", channel_id="C9", response_url=on.server.hook()))
        await on.responded(count)

    assert [said["response_type"] for _, said in on.server.hooked] == [
        "in_channel",
        "ephemeral",
        "in_channel",
    ]


@pytest.mark.parametrize(
    ("error", "said", "more"),
    [
        ("is_archived", "archived", {}),
        ("not_in_channel", "/invite @", {}),
        ("missing_scope", "chat:write", {"more": {"needed": "chat:write"}}),
        ("restricted_action", "does not let me post", {}),
        ("fatal_error", "fatal_error", {}),
    ],
)
async def test_who_mentioned_us_is_told_why_there_is_no_answer(
    on: Scene, error: str, said: str, more: Payload
) -> None:
    on.server.fail("chat.postMessage", error, **more)

    await on.say(sent.mention("tides"))
    (told,) = await on.server.until(lambda: on.server.of("chat.postEphemeral"))

    assert told["user"] == "U1"
    assert said in told["text"]


async def test_refused_blocks_leave_the_words(on: Scene) -> None:
    on.server.fail("chat.postMessage", "invalid_blocks")

    await on.say(sent.command("/quote", "tides"))
    posted = await on.posted(2)

    assert "blocks" not in posted
    assert "The tide keeps no diary." in posted["text"]


async def test_a_rate_limit_is_waited_for(on: Scene) -> None:
    on.server.fail("chat.postMessage", "ratelimited", status=429, headers={"Retry-After": "1"})

    await on.say(sent.command("/quote", "tides"))
    await on.posted(2)

    first, second = (call.at for call in on.server.calls if call.method == "chat.postMessage")
    assert second - first >= 1


async def test_one_message_a_second_goes_into_a_channel(on: Scene) -> None:
    for _ in range(3):
        await on.say(sent.command("/quote", "tides"))
    await on.posted(3)

    times = [call.at for call in on.server.calls if call.method == "chat.postMessage"]
    assert all(later - earlier >= 0.95 for earlier, later in itertools.pairwise(times))


async def test_in_a_crowd_the_response_url_keeps_answers_quick(on: Scene) -> None:
    for _ in range(6):
        await on.say(sent.command("/quote", "tides", response_url=on.server.hook()))
    await on.responded(2)

    assert {said["response_type"] for _, said in on.server.hooked} == {"in_channel"}


async def test_a_slow_answer_is_acknowledged_first(on: Scene) -> None:
    on.bot.delay = 1.5
    started = asyncio.get_running_loop().time()

    await on.say(sent.command("/quote", "tides"))
    acknowledged = asyncio.get_running_loop().time() - started
    await on.posted()

    assert acknowledged < 1
    assert asyncio.get_running_loop().time() - started > 1.4


async def test_a_form_that_takes_long_to_judge_is_closed_and_answered_by_message(on: Scene) -> None:
    on.bot.bodies["settings"] = lambda asked: Notice("Kept.") if asked.option("zone") else made.FORM
    await on.say(sent.command("/yulu", "settings", trigger_id=on.server.trigger()))
    (opened,) = await on.server.until(lambda: on.server.of("views.open"))
    on.bot.delay = 2.6
    values = {"zone": {"zone": {"type": "plain_text_input", "value": "Asia/Shanghai"}}}

    assert await on.say(sent.submission(opened["view"], values)) == {}
    assert "Kept." in (await on.posted())["text"]


async def test_a_slow_look_up_of_the_asker_does_not_hold_the_answer(on: Scene) -> None:
    on.server.fail("users.info", delay=3)

    await on.say(sent.command("/quote", "tides"))
    await on.posted()

    assert on.bot.asked[0].user.locale == ""


@pytest.mark.parametrize(
    ("user", "creator", "may"),
    [
        ({"is_admin": True}, "U0", True),
        ({"is_owner": True}, "U0", True),
        ({}, "U1", True),
        ({}, "U0", False),
        ({"is_admin": True, "team_id": "T9", "is_stranger": True}, "U0", False),
    ],
)
async def test_who_may_change_settings(user: Payload, creator: str, may: bool) -> None:
    async with scene("socket", FakeBot()) as on:
        on.server.users["U1"], on.server.creators["C1"] = user, creator

        await on.say(sent.command("/yulu", "settings"))
        await on.posted()

        assert on.bot.asked[0].user.may_manage is may


async def test_those_named_may_change_settings_without_slack_being_asked() -> None:
    async with scene("socket", FakeBot(), managers=("U1",)) as on:
        await on.say(sent.command("/yulu", "settings"))
        await on.posted()

        assert on.bot.asked[0].user.may_manage
        assert on.server.of("conversations.info") == []


async def test_an_assistant_thread_gets_examples_and_a_status() -> None:
    async with scene("socket", FakeBot({"help": made.HELP}), assistant=True) as on:
        thread = {"user_id": "U1", "channel_id": "D1", "thread_ts": "1700000000.000900", "context": {}}
        await on.say(sent.event("assistant_thread_started", assistant_thread=thread))
        (shown,) = await on.server.until(lambda: on.server.of("assistant.threads.setSuggestedPrompts"))

        await on.say(sent.direct("tides", thread_ts="1700000000.000900"))
        posted = await on.posted()

        assert [prompt["message"] for prompt in shown["prompts"]] == list(made.HELP.examples)
        assert posted["thread_ts"] == "1700000000.000900"
        assert on.server.of("assistant.threads.setStatus")[0]["thread_ts"] == "1700000000.000900"


@pytest.mark.parametrize("how", ["disconnect", "drop"])
async def test_a_lost_connection_is_opened_again(how: str) -> None:
    async with scene("socket", FakeBot()) as on:
        await getattr(on.server, how)()
        await asyncio.wait_for(on.server.opened.wait(), 20)

        await on.say(sent.command("/quote", "tides"))

        assert (await on.posted())["channel"] == "C1"
        assert len(on.server.of("apps.connections.open")) == 2


async def test_a_prefix_renames_every_command() -> None:
    async with scene("socket", FakeBot(), prefix="lab-") as on:
        await on.say(sent.command("/lab-quote", "tides"))
        await on.posted()

        assert on.bot.asked[0].command == "quote"


async def test_a_refused_token_ends_the_run_with_its_name() -> None:
    async with running() as server:
        options = SlackOptions(bot_token="xoxb-wrong", app_token=APP_TOKEN, api=f"{server.base}/api/")
        async with connected(FakeBot(), options) as slack:  # type: ignore[arg-type]
            with pytest.raises(ValueError, match=r"YULU_SLACK_BOT_TOKEN.*invalid_auth") as raised:
                await slack.run()

    assert "xoxb" not in str(raised.value)


@pytest.mark.parametrize(
    ("failure", "permanent", "unknown", "wait"),
    [
        ({"error": "internal_error", "status": 500}, False, True, None),
        ({"error": "", "status": 502}, False, False, None),
        ({"error": "", "status": 503, "headers": {"Retry-After": "40"}}, False, False, 40),
        ({"error": "", "status": 504}, False, False, None),
        ({"error": "is_archived"}, True, False, None),
        (
            {"error": "ratelimited", "status": 429, "headers": {"Retry-After": "90"}},
            False,
            False,
            90,
        ),
    ],
)
async def test_a_daily_quote_that_fails_says_how(
    failure: Payload, permanent: bool, unknown: bool, wait: float | None
) -> None:
    async with scene("http", FakeBot()) as on:
        on.server.fail("chat.postMessage", **failure)

        with pytest.raises(PostError) as raised:
            await on.slack.poster.post(made.ASKED.channel, made.reply(made.HELP), "key")

        assert (raised.value.permanent, raised.value.unknown) == (permanent, unknown)
        assert raised.value.retry_after == wait


async def test_no_daily_quote_is_sent_again_when_its_answer_is_lost() -> None:
    async with scene("http", FakeBot()) as on:
        on.server.fail("chat.postMessage", "hang-up")

        with pytest.raises(PostError) as raised:
            await on.slack.poster.post(made.ASKED.channel, made.reply(made.HELP), "key")

        assert raised.value.unknown
        assert len(on.server.of("chat.postMessage")) == 1
