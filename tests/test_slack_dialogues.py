"""The real bot in Slack, over an invented corpus: what people do there, from question to answer."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.app import Bot
from bot.retrieval.search import Searcher
from bot.settings import ChannelSettings
from bot.store.memory import MemoryStore
from tests import slack_payloads as sent
from tests.slack_scene import Payload, Scene, scene


@pytest.fixture(params=["socket", "http"])
async def on(request: pytest.FixtureRequest, searcher: Searcher) -> AsyncIterator[Scene]:
    async with scene(request.param, Bot(searcher, MemoryStore())) as opened:
        yield opened


def button(payload: Payload, label: str) -> Payload:
    """Return the button of that label."""
    rows = [block for block in payload["blocks"] if block["type"] == "actions"]
    found = [element for row in rows for element in row["elements"] if element["text"]["text"] == label]
    assert found, [element["text"]["text"] for row in rows for element in row["elements"]]
    return dict(found[0])


def shown(payload: Payload) -> str:
    """Return what the quotations of a message say."""
    parts = [
        part for block in payload["blocks"] if block["type"] == "rich_text" for part in block["elements"]
    ]
    quoted = [part for part in parts if part["type"] == "rich_text_quote"]
    return "\n".join("".join(element["text"] for element in part["elements"]) for part in quoted)


async def test_a_question_gets_the_words_their_speaker_and_their_talk(on: Scene) -> None:
    await on.say(sent.command("/quote", "broken clock speaker:wen"))
    posted = await on.posted()

    assert "a broken clock is honest" in shown(posted)
    assert "Slow Machines" in json.dumps(posted)


async def test_context_is_shown_in_place(on: Scene) -> None:
    await on.say(sent.command("/quote", "broken clock speaker:wen"))
    posted = await on.posted()

    await on.say(sent.press(button(posted, "Context"), url=on.server.hook()))
    said = await on.responded()

    assert said["replace_original"] is True
    assert "why do you collect broken clocks?" in json.dumps(said)


async def test_a_button_works_in_a_process_that_did_not_make_it(on: Scene, searcher: Searcher) -> None:
    await on.say(sent.command("/quote", "broken clock speaker:wen"))
    pressed = button(await on.posted(), "Context")

    async with scene("socket", Bot(searcher, MemoryStore())) as later:
        await later.say(sent.press(pressed, url=later.server.hook()))

        assert "a broken clock is honest" in shown(await later.responded())


async def test_nobody_said_it_is_an_answer(on: Scene) -> None:
    await on.say(sent.command("/quote", "quarterly blockchain revenue"))

    assert shown(await on.posted()) == ""


async def test_a_mention_is_understood_and_followed_up_in_its_thread(on: Scene) -> None:
    first = sent.mention("what did Wen say about patience?")
    await on.say(first)
    posted = await on.posted()

    await on.say(sent.mention("another one", thread_ts=first["event"]["ts"]))
    again = await on.posted(2)

    assert shown(posted) != ""
    assert shown(again) != shown(posted)
    assert again["thread_ts"] == first["event"]["ts"]


async def test_a_direct_message_is_followed_up(on: Scene) -> None:
    await on.say(sent.direct("what did Wen say about patience?"))
    posted = await on.posted()

    await on.say(sent.direct("another one"))
    again = await on.posted(2)

    assert shown(again) not in {"", shown(posted)}


async def test_a_room_that_answers_privately_shares_on_request(on: Scene) -> None:
    on.bot.store.chosen["slack:T1:C1"] = {"private": "on"}
    await on.say(sent.command("/quote", "broken clock speaker:wen", response_url=on.server.hook()))
    whispered = await on.responded()

    await on.say(sent.press(button(whispered, "Share"), url=on.server.hook(), ephemeral=True))
    posted = await on.posted()

    assert whispered["response_type"] == "ephemeral"
    assert shown(posted) == shown(whispered)


async def test_a_report_is_thanked_for_privately(on: Scene) -> None:
    await on.say(sent.command("/quote", "broken clock speaker:wen"))

    await on.say(sent.press(button(await on.posted(), "Garbled"), url=on.server.hook()))

    said = await on.responded()
    assert (said["response_type"], said["replace_original"]) == ("ephemeral", False)
    assert on.bot.store.reports


async def test_an_admin_changes_settings_in_a_form(on: Scene) -> None:
    on.server.users["U1"] = {"is_admin": True}
    await on.say(sent.command("/yulu", "settings", response_url=on.server.hook()))
    page = await on.responded()
    opener = next(
        element
        for block in page["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if "form=room" in element["value"]
    )
    await on.say(sent.press(opener, url=on.server.hook(), ephemeral=True, trigger_id=on.server.trigger()))
    (opened,) = await on.server.until(lambda: on.server.of("views.open"))

    wrong = await on.say(sent.submission(opened["view"], _values(opened["view"], zone="Mars/Olympus")))
    right = await on.say(sent.submission(opened["view"], _values(opened["view"], zone="Asia/Shanghai")))

    assert list(wrong["errors"]) == ["zone"]
    assert right == {}
    await on.server.until(lambda: "slack:T1:C1" in on.bot.store.chosen)
    settings: ChannelSettings = await on.bot.settings(sent_channel())
    assert settings.zone == "Asia/Shanghai"


async def test_whoever_may_not_manage_changes_nothing(on: Scene) -> None:
    await on.say(sent.command("/yulu", "settings zone Asia/Shanghai", response_url=on.server.hook()))

    assert "Nothing was changed" in (await on.responded())["text"]
    assert on.bot.store.chosen == {}


@pytest.mark.parametrize("line", ["help", "speakers", "sources", "privacy", "settings", ""])
async def test_yulu_answers_each_of_its_words(on: Scene, line: str) -> None:
    await on.say(sent.command("/yulu", line, response_url=on.server.hook()))

    await on.server.until(lambda: on.server.hooked or on.server.of("chat.postMessage"))


async def test_no_transcript_and_no_question_pings(on: Scene) -> None:
    await on.say(
        sent.command("/quote", "&lt;!channel&gt; <!here> <@U2|wen> *tea*", response_url=on.server.hook())
    )
    posted = await on.posted()

    assert "<!" not in json.dumps(posted)
    assert "<@" not in json.dumps(posted)


async def test_hostile_text_of_any_length_is_answered(on: Scene) -> None:
    for count, text in enumerate(
        ("好" * 4000, "\u202e" * 500, "speaker:" * 400, '"' * 900, "a" * 100_000), 1
    ):
        await on.say(sent.command("/quote", text, channel_id=f"C{count}0", response_url=on.server.hook()))
    await on.server.until(lambda: len({url for url, _ in on.server.hooked}) == 5, 20)


def sent_channel() -> Any:
    from bot.interaction import ChannelRef

    return ChannelRef("slack", "C1", "T1")


def _values(view: Payload, **changes: str) -> Payload:
    """Return a form's fields as they stand, with some changed."""
    values: Payload = {}
    for block in view["blocks"]:
        element, name = block["element"], block["block_id"]
        if element["type"] == "plain_text_input":
            given = {"value": changes.get(name, element.get("initial_value"))}
        elif element["type"] == "static_select":
            given = {"selected_option": element.get("initial_option")}
        else:
            given = {"selected_options": element.get("initial_options", [])}
        values[name] = {element["action_id"]: {"type": element["type"], **given}}
    return values
