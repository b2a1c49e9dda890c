"""The unmodified SDK against a local Discord, over real sockets: every way in, every way out."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest

from adapters.discord.connection import Discord
from adapters.discord.cooldown import Pace
from adapters.discord.options import DiscordOptions
from adapters.discord.wire import LoginError
from adapters.poster import PostError
from bot.interaction import ChannelRef, Interaction, UserRef, Via
from bot.reply import Reply
from bot.settings import ChannelSettings
from tests.discord_bot import ScriptedBot, Servers, reply
from tests.discord_rules import CARD, Rules
from tests.discord_scene import (
    FOLLOW_UP,
    MENTION,
    MESSAGES,
    ORIGINAL,
    buttons,
    connected,
    kept,
    playing,
    shown,
    until,
)
from tests.discord_server import (
    ASKER,
    BOT,
    CHANNEL,
    DIRECT,
    GUILD,
    THREAD,
    DiscordServer,
    member,
    message,
    person,
)

EPHEMERAL = 1 << 6


@pytest.fixture(scope="module")
def rules(specs: Path) -> Rules:
    return Rules(specs)


@pytest.fixture
async def server(rules: Rules) -> AsyncIterator[DiscordServer]:
    async with playing(rules) as server:
        yield server


async def test_a_command_is_answered_by_a_card_with_buttons(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot):
        sent = await server.command("quote", {"text": "tide"})
        answer = (await server.callback(sent)).payload
    assert answer["type"] == 4
    assert answer["data"]["flags"] == CARD
    assert "River Radio" in shown(answer)
    assert "t=754s" in shown(answer)
    assert list(buttons(answer["data"])) == ["◀", "▶", "Context", "Who else", "Settings"]
    assert bot.answered[kept(server, sent)["id"]].option("text") == "tide"


@pytest.mark.parametrize(
    "name", ["who-said", "timeline", "daily", "settings", "speakers", "sources", "help", "privacy", "form"]
)
async def test_every_command_is_answered(server: DiscordServer, name: str) -> None:
    async with connected(server, ScriptedBot(), defer_after=30):
        sent = await server.command(name, {"topic": "tide"})
        assert (await server.callback(sent, 30)).payload["type"] == (9 if name == "form" else 4)


async def test_commands_are_written_once_and_only_where_they_differ(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        pass
    async with connected(server, ScriptedBot()):
        await server.until(lambda: len(server.found("GET", r"/applications/901/commands")) == 2)
    assert len(server.found("PUT", r"/applications/901/commands")) == 1


async def test_test_servers_get_the_commands_instead_of_everybody(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        pass
    async with connected(server, ScriptedBot(), test_guilds=(GUILD,)):
        await server.until(lambda: server.commands.get(f"guilds/{GUILD}"))
        assert server.commands[""] == []
    async with connected(server, ScriptedBot()):
        await server.until(lambda: server.commands[f"guilds/{GUILD}"] == [])
        assert server.commands[""]


async def test_completions_come_at_once(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot):
        sent = await server.complete("quote", {"text": "tide", "speaker": "林"}, "speaker")
        answer = (await server.callback(sent)).payload
    assert answer == {
        "type": 8,
        "data": {"choices": [{"name": "林示例 · Lin Example", "value": "lin-example"}]},
    }
    assert bot.asked[-1].focused == "speaker"


async def test_completions_that_take_too_long_are_none(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(slow=5)):
        sent = await server.complete("quote", {"speaker": "林"}, "speaker")
        answer = (await server.callback(sent)).payload
    assert answer == {"type": 8, "data": {"choices": []}}


async def test_a_slow_answer_is_announced_and_then_edited_in(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(slow=0.5), defer_after=0.1):
        sent = await server.command("quote", {"text": "tide"})
        assert (await server.callback(sent)).payload == {"type": 5}
        (edited,) = await server.until(lambda: server.found("PATCH", ORIGINAL))
    assert "River Radio" in shown(edited.payload)


async def test_a_slow_private_answer_is_announced_to_the_asker_alone(server: DiscordServer) -> None:
    bot = ScriptedBot(slow=0.5, room=ChannelSettings(private=True))
    async with connected(server, bot, defer_after=0.1):
        sent = await server.command("quote", {"text": "tide"})
        assert (await server.callback(sent)).payload == {"type": 5, "data": {"flags": EPHEMERAL}}
        await server.until(lambda: server.found("PATCH", ORIGINAL))
    assert not server.found("POST", FOLLOW_UP)


async def test_a_private_answer_never_shows_where_a_public_one_was_announced(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(slow=0.5), defer_after=0.1):
        sent = await server.press("+0nonsense", {"id": "1", "flags": CARD})
        assert (await server.callback(sent)).payload == {"type": 5}
        (followed,) = await server.until(lambda: server.found("POST", FOLLOW_UP))
        await server.until(lambda: server.found("DELETE", ORIGINAL))
    assert followed.payload["flags"] == CARD | EPHEMERAL


async def test_buttons_work_after_a_restart(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot):
        sent = await server.command("quote", {"text": "x" * 200})
        await server.callback(sent)
        first = kept(server, sent)
    async with connected(server, ScriptedBot(kept=bot.kept)):
        pressed = await server.press(buttons(first)["▶"], first)
        answer = (await server.callback(pressed)).payload
    assert answer["type"] == 7
    assert "__第1__句" in shown(answer)


async def test_a_button_of_its_own_message_answers_anew(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        sent = await server.command("quote", {"text": "tide"})
        await server.callback(sent)
        pressed = await server.press(buttons(kept(server, sent))["Who else"], kept(server, sent))
        assert (await server.callback(pressed)).payload["type"] == 4


async def test_a_slow_button_is_acknowledged_and_edits_its_message(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot, defer_after=0.1):
        sent = await server.command("quote", {"text": "tide"})
        await server.callback(sent)
        bot.slow = 0.5
        pressed = await server.press(buttons(kept(server, sent))["Context"], kept(server, sent))
        assert (await server.callback(pressed)).payload == {"type": 6}
        (edited,) = await server.until(lambda: server.found("PATCH", ORIGINAL))
    assert "Wen Example" in shown(edited.payload)


async def test_an_expired_button_answers_its_presser_and_leaves_the_message(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        pressed = await server.press("=0gone", {"id": "1", "flags": CARD})
        answer = (await server.callback(pressed)).payload
    assert answer["type"] == 4
    assert answer["data"]["flags"] & EPHEMERAL
    assert "too old" in shown(answer)


async def test_sharing_a_private_answer_shows_it_to_all(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(room=ChannelSettings(private=True))):
        sent = await server.command("quote", {"text": "tide"})
        private = (await server.callback(sent)).payload["data"]
        assert private["flags"] & EPHEMERAL
        pressed = await server.press(buttons(private)["Share"], {"id": "1", "flags": private["flags"]})
        shared = (await server.callback(pressed)).payload
    assert shared["type"] == 4
    assert not shared["data"]["flags"] & EPHEMERAL


async def test_turning_the_page_of_a_private_answer_keeps_it_private(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(room=ChannelSettings(private=True))):
        sent = await server.command("quote", {"text": "tide"})
        private = (await server.callback(sent)).payload["data"]
        pressed = await server.press(buttons(private)["▶"], {"id": "1", "flags": private["flags"]})
        assert (await server.callback(pressed)).payload["type"] == 7


async def test_a_form_is_opened_and_sent(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot):
        sent = await server.command("form")
        modal = (await server.callback(sent)).payload["data"]
        entered = {"type": 18, "component": {"type": 4, "custom_id": "zone", "value": "Asia/Taipei"}}
        chosen = {"type": 18, "component": {"type": 3, "custom_id": "language", "values": ["en"]}}
        data = {"custom_id": modal["custom_id"], "components": [entered, chosen]}
        submitted = await server.interact({"type": 5, "data": data})
        answer = (await server.callback(submitted)).payload
    assert [field["component"]["custom_id"] for field in modal["components"]] == ["zone", "language"]
    assert bot.asked[-1].via is Via.FORM
    assert dict(bot.asked[-1].options) == {"page": "form", "zone": "Asia/Taipei", "language": "en"}
    assert answer["data"]["flags"] & EPHEMERAL


async def test_a_form_that_comes_too_late_waits_behind_a_button(server: DiscordServer) -> None:
    bot = ScriptedBot(slow=0.5)
    async with connected(server, bot, defer_after=0.1):
        sent = await server.command("form")
        await server.callback(sent)
        answer = await server.until(lambda: server.found("POST", FOLLOW_UP))
        bot.slow = 0
        pressed = await server.press(
            buttons(answer[0].payload)["Open"], {"id": "1", "flags": CARD | EPHEMERAL}
        )
        assert (await server.callback(pressed)).payload["type"] == 9


async def test_who_said_this_answers_the_asker_alone(server: DiscordServer) -> None:
    bot = ScriptedBot()
    target = {"id": "321", "content": "the tide went out", "author": person("5")}
    data = {
        "id": "1",
        "name": "Who said this?",
        "type": 3,
        "target_id": "321",
        "resolved": {"messages": {"321": target}},
    }
    async with connected(server, bot):
        sent = await server.interact({"type": 2, "data": data})
        answer = (await server.callback(sent)).payload
    assert answer["data"]["flags"] & EPHEMERAL
    assert (bot.asked[-1].via, bot.asked[-1].option("text")) == (Via.MESSAGE_MENU, "the tide went out")


async def test_a_picture_comes_with_its_description(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(), defer_after=30):
        sent = await server.command("timeline", {"topic": "tide"})
        answer = await server.callback(sent, 30)
    assert answer.files["files[0]"].startswith(b"\x89PNG")
    assert "tide" in answer.payload["data"]["attachments"][0]["description"]


async def test_a_mention_is_answered_by_a_reply_once(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot):
        asked = await server.say(f"{MENTION} who said it?")
        (answer,) = await server.until(lambda: server.found("POST", MESSAGES))
    assert answer.payload["message_reference"]["message_id"] == asked["id"]
    assert answer.payload["enforce_nonce"]
    assert bot.asked[-1].option("text") == "who said it?"
    assert len(bot.answered) == 1


async def test_a_reply_to_an_answer_refers_to_it(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot):
        mentions = [{**person(BOT), "bot": True}]
        await server.say(
            "and more?",
            type=19,
            mentions=mentions,
            message_reference={"message_id": "123", "channel_id": CHANNEL},
        )
        await server.until(lambda: server.found("POST", MESSAGES))
    assert bot.asked[-1].replies_to == "123"


async def test_a_direct_message_is_a_follow_up(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot):
        for content in ("who said it?", "another"):
            written = await server.say(content, channel_id=DIRECT)
            del written
        assert not bot.asked
        await _direct(server, "who said it?")
        await server.until(lambda: server.found("POST", rf"/channels/{DIRECT}/messages"))
        await until(lambda: "latest" in bot.answered)
        await _direct(server, "another")
        await until(lambda: len(bot.asked) == 2)
    assert [asked.replies_to for asked in bot.asked] == ["latest", "latest"]
    assert all(asked.channel.direct and asked.user.may_manage for asked in bot.asked)


async def test_a_thread_has_its_channels_settings_and_is_answered_in_the_thread(
    server: DiscordServer,
) -> None:
    bot = ScriptedBot()
    async with connected(server, bot):
        await server.say(f"{MENTION} who?", channel_id=THREAD)
        await server.until(lambda: server.found("POST", rf"/channels/{THREAD}/messages"))
    assert (bot.asked[-1].channel.channel, bot.asked[-1].channel.thread) == (CHANNEL, THREAD)


async def test_an_answer_opens_a_thread_where_the_room_wants_it(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(room=ChannelSettings(threads=True))):
        await server.say(f"{MENTION} who said it?")
        (opened,) = await server.until(lambda: server.found("POST", rf"{MESSAGES}/.*/threads"))
        await server.until(lambda: server.found("POST", r"/channels/1\d+/messages"))
    assert opened.payload["name"] == "who said it?"


async def test_bots_webhooks_edits_and_talk_among_people_are_ignored(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot):
        await server.say(f"{MENTION} I am a bot", author={**person("5"), "bot": True})
        await server.say(f"{MENTION} I am yulu", author={**person(BOT), "bot": True})
        await server.say(f"{MENTION} I am a webhook", webhook_id="6")
        await server.say("nothing for you", mentions=[])
        await server.dispatch("MESSAGE_UPDATE", {**await server.say("x"), "content": f"{MENTION} edited"})
        await server.say(f"{MENTION} now")
        await server.until(lambda: server.found("POST", MESSAGES))
    assert [asked.option("text") for asked in bot.asked] == ["now"]


async def test_mentions_are_not_answered_where_the_room_does_not_want_it(server: DiscordServer) -> None:
    bot = ScriptedBot(room=ChannelSettings(mentions=False))
    async with connected(server, bot):
        await server.say(f"{MENTION} who?")
        await server.callback(await server.command("help"))
    assert [asked.command for asked in bot.asked] == ["help"]


async def test_a_mention_in_a_private_room_is_answered_directly(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(room=ChannelSettings(private=True))):
        await server.say(f"{MENTION} who?")
        (direct,) = await server.until(lambda: server.found("POST", rf"/channels/{DIRECT}/messages"))
        (public,) = await server.until(lambda: server.found("POST", MESSAGES))
    assert "River Radio" in shown(direct.payload)
    assert "River Radio" not in shown(public.payload)


async def test_a_slow_answer_shows_typing(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(slow=1.2)):
        await server.say(f"{MENTION} who?")
        await server.until(lambda: server.found("POST", MESSAGES))
    assert server.found("POST", rf"/channels/{CHANNEL}/typing")


async def test_a_daily_quote_is_posted_once_for_one_key(server: DiscordServer) -> None:
    channel = ChannelRef("discord", CHANNEL, GUILD)
    said = reply(Interaction("quote", channel=channel, user=UserRef("discord"), via=Via.CLOCK))
    async with connected(server, ScriptedBot()) as found:
        once = await found.poster.post(channel, said, "schedule-1:2026-11-22")
        again = await found.poster.post(channel, said, "schedule-1:2026-11-22")
        other = await found.poster.post(channel, said, "schedule-1:2026-11-23")
        await found.poster.tell(ASKER, "*paused* in <#12>, <@34>")
    assert once == again != other
    assert (
        server.found("POST", rf"/channels/{DIRECT}/messages")[0].payload["content"]
        == r"\*paused\* in <#12>, \<@34>"
    )


@pytest.mark.parametrize(("status", "permanent"), [(404, True), (403, True), (503, False)])
async def test_a_post_that_fails_says_whether_to_try_again(
    server: DiscordServer, status: int, permanent: bool
) -> None:
    channel = ChannelRef("discord", CHANNEL, GUILD)
    said = Reply(reply(Interaction("help")).body, Interaction("help", channel=channel))
    server.fail("POST", MESSAGES, status, {"code": 10003, "message": "no"}, times=9)
    async with connected(server, ScriptedBot()) as found:
        with pytest.raises(PostError) as failed:
            await found.poster.post(channel, said, "k")
    assert failed.value.permanent is permanent


async def test_one_who_asks_too_fast_is_told_to_wait(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot, person=Pace(2, 60)):
        answers = [await server.callback(await server.command("help")) for _ in range(3)]
        for _ in range(3):
            await server.say(f"{MENTION} who?")
        await server.until(lambda: server.found("POST", MESSAGES))
        other = await server.callback(await server.command("help", member=member("78")))
    assert "Ask me again" in answers[2].payload["data"]["content"]
    assert answers[2].payload["data"]["flags"] & EPHEMERAL
    assert "content" not in other.payload["data"]
    assert len(bot.asked) == 3
    assert len(server.found("POST", MESSAGES)) == 1


async def test_servers_that_are_not_served_are_told_so(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot, guilds=("1",)):
        answer = await server.callback(await server.command("quote"))
        await server.say(f"{MENTION} who?")
        await server.callback(await server.command("help", user=person(), context=1, channel_id=DIRECT))
    assert "don't answer in this server" in answer.payload["data"]["content"]
    assert [asked.command for asked in bot.asked] == ["help"]


async def test_a_rate_limit_is_waited_for(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        server.limit(MESSAGES, 0.3)
        await server.say(f"{MENTION} who?")
        await server.until(lambda: server.found("POST", MESSAGES))
    refused, accepted = (call for call in server.calls if call.path == MESSAGES)
    assert refused.status == 429
    assert accepted.at - refused.at >= 0.3


async def test_a_global_rate_limit_does_not_hold_up_interactions(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        server.limit(MESSAGES, 2, everywhere=True)
        await server.say(f"{MENTION} who?")
        await until(lambda: any(call.status == 429 for call in server.calls))
        await server.callback(await server.command("help"), 1)
        await server.until(lambda: server.found("POST", MESSAGES))


async def test_an_error_on_discords_side_is_tried_again(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        server.fail("POST", "/callback", 502)
        server.fail("POST", MESSAGES, 500)
        await server.callback(await server.command("help"))
        await server.say(f"{MENTION} who?")
        await server.until(lambda: server.found("POST", MESSAGES))


async def test_an_expired_interaction_harms_nothing(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        server.fail("POST", "/callback", 404, {"code": 10062, "message": "Unknown interaction"})
        await server.command("help")
        await until(lambda: any(call.status == 404 for call in server.calls))
        await server.callback(await server.command("help"))


async def test_a_deleted_answer_harms_nothing(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(slow=0.4), defer_after=0.1):
        sent = await server.command("quote")
        await server.callback(sent)
        del server.messages[server.originals[sent["token"]]]
        await until(lambda: any(call.status == 404 for call in server.calls))
        await server.callback(await server.command("help"))


async def test_without_embed_links_the_answer_is_text_that_says_so(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        lacking = str((1 << 50) - 1 - (1 << 14))
        answer = (await server.callback(await server.command("quote", app_permissions=lacking))).payload
    assert "I lack Embed Links here" in answer["data"]["content"]
    assert "River Radio" in answer["data"]["content"]
    assert buttons(answer["data"])


async def test_a_refused_card_becomes_text(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        forbidden = {"code": 50013, "message": "Missing Permissions"}
        server.fail("POST", MESSAGES, 403, forbidden, matching=lambda sent: "content" not in sent, times=9)
        await server.say(f"{MENTION} who?")
        (answer,) = await server.until(lambda: server.found("POST", MESSAGES))
    assert "I lack Embed Links here" in answer.payload["content"]


async def test_where_it_may_not_write_the_asker_is_told_directly(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        server.fail("POST", MESSAGES, 403, {"code": 50013, "message": "Missing Permissions"}, times=9)
        await server.say(f"{MENTION} who?")
        await until(lambda: len(server.found("POST", rf"/channels/{DIRECT}/messages")) == 2)
    told, answer = server.found("POST", rf"/channels/{DIRECT}/messages")
    assert f"I can't write in <#{CHANNEL}>" in told.payload["content"]
    assert "River Radio" in shown(answer.payload)


async def test_a_server_that_leaves_and_returns_is_noted(server: DiscordServer) -> None:
    bot = ScriptedBot()
    async with connected(server, bot):
        await server.dispatch("GUILD_DELETE", {"id": GUILD, "unavailable": True})
        await server.dispatch("GUILD_DELETE", {"id": GUILD})
        await until(lambda: bot.store.gone == [f"discord:{GUILD}"])
        await server.dispatch("GUILD_CREATE", server.guilds[0])
        await until(lambda: bot.store.here == [f"discord:{GUILD}"] * 2)


async def test_a_server_that_left_while_we_were_away_is_noted_until_somebody_there_asks(
    server: DiscordServer,
) -> None:
    bot = ScriptedBot(store=Servers(("discord:123", f"discord:{GUILD}")))
    async with connected(server, bot):
        await until(lambda: bot.store.gone == ["discord:123"])
        await server.callback(await server.command("help", guild_id="123"))
        await until(lambda: "discord:123" in bot.store.here)


@pytest.mark.parametrize("how", ["reconnect", "resumable", "drop"])
async def test_a_lost_connection_is_resumed_and_nothing_missed(server: DiscordServer, how: str) -> None:
    async with connected(server, ScriptedBot()):
        match how:
            case "reconnect":
                await server.order(7)
            case "resumable":
                await server.order(9, True)
            case _:
                server.drop()
        await until(lambda: not server.sockets or server.resumed)
        missed = await server.command("help")
        await server.until(lambda: server.resumed)
        await server.callback(missed)
    assert len(server.identified) == 1


async def test_an_event_that_the_sdk_cannot_read_costs_neither_the_bot_nor_the_answer(
    server: DiscordServer,
) -> None:
    async with connected(server, ScriptedBot(slow=0.5)):
        asked = await server.command("help")
        await server.say(f"{MENTION} who?")
        await server.dispatch("CHANNEL_CREATE", {"guild_id": GUILD})
        await server.callback(asked)
        await server.until(lambda: server.found("POST", MESSAGES))
        await server.until(lambda: len(server.identified) == 2)
        await until(lambda: server.sockets[-1].session)
        await server.callback(await server.command("help"))


async def test_leaving_is_quick_even_while_connecting(server: DiscordServer) -> None:
    server.shards = 3
    found = Discord(ScriptedBot(), DiscordOptions(server.token, server.api, server.gateway))
    running = asyncio.create_task(found.run())
    await server.until(lambda: server.identified, 30)
    began = time.monotonic()
    await found.close()
    await running
    assert time.monotonic() - began < 5


@pytest.mark.slow
async def test_an_invalid_session_begins_anew(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        await server.order(9, False)
        await server.until(lambda: len(server.identified) == 2, 20)
        await server.callback(await server.command("help"))


async def test_a_deaf_gateway_is_noticed_and_connected_anew(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(), deaf_after=0.5) as found:
        await asyncio.sleep(1.2)
        assert len(server.identified) == 1
        server.deaf = True
        await until(lambda: not found.readiness().ready, 30)
        assert "deaf" in found.readiness().said or "not connected" in found.readiness().said
        server.deaf = False
        await server.until(lambda: len(server.identified) >= 2, 30)
        await until(lambda: found.readiness().ready)
        await server.callback(await server.command("help"))


async def test_a_wrong_token_ends_it_with_what_to_do(server: DiscordServer) -> None:
    server.fail("GET", "/users/@me", 401, {"code": 0, "message": "401: Unauthorized"})
    options = DiscordOptions(token="wrong", api=server.api, gateway=server.gateway)
    with pytest.raises(LoginError, match="YULU_DISCORD_TOKEN"):
        await Discord(ScriptedBot(), options).run()


async def test_a_gateway_that_refuses_the_token_ends_it_too(server: DiscordServer) -> None:
    options = DiscordOptions(token="another", api=server.api, gateway=server.gateway)
    with pytest.raises(LoginError, match="YULU_DISCORD_TOKEN"):
        await asyncio.wait_for(Discord(ScriptedBot(), options).run(), 20)


async def test_it_waits_until_discord_is_there(server: DiscordServer) -> None:
    await server.stop()
    found = Discord(ScriptedBot(), DiscordOptions(server.token, server.api, server.gateway))
    running = asyncio.create_task(found.run())
    await asyncio.sleep(0.5)
    assert not found.readiness().ready
    await server.start()
    await server.until(lambda: server.identified, 30)
    await until(lambda: found.readiness().ready)
    await found.close()
    await running


async def test_shards_each_hear_their_own_servers(server: DiscordServer) -> None:
    server.shards = 2
    bot = ScriptedBot()
    async with connected(server, bot) as found:
        assert found.readiness().shards == 2
        await server.callback(await server.command("help"))
    assert [data["shard"] for data in server.identified] == [[0, 2], [1, 2]]


async def test_one_process_takes_the_shards_it_is_given(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(), shard_count=2, shard_ids=(1,)) as found:
        assert found.readiness().shards == 1
    assert [data["shard"] for data in server.identified] == [[1, 2]]


async def test_no_privileged_intent_is_asked_for(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot()):
        pass
    intents = discord.Intents(server.identified[0]["intents"])
    assert not any((intents.message_content, intents.members, intents.presences))


async def test_what_was_begun_is_finished_before_leaving(server: DiscordServer) -> None:
    async with connected(server, ScriptedBot(slow=0.5), defer_after=0.1):
        sent = await server.command("quote")
        await server.callback(sent)
    assert server.found("PATCH", ORIGINAL)


async def test_what_was_begun_is_finished_when_the_run_is_cancelled(server: DiscordServer) -> None:
    options = DiscordOptions(server.token, server.api, server.gateway, defer_after=0.1)
    running = asyncio.create_task(Discord(ScriptedBot(slow=0.5), options).run())
    await server.until(lambda: server.identified and server.commands, 30)
    sent = await server.command("quote")
    await server.callback(sent)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert server.found("PATCH", ORIGINAL)


def test_the_token_is_in_no_repr() -> None:
    assert "secret" not in repr(DiscordOptions(token="secret"))
    assert "secret" not in repr(Discord(ScriptedBot(), DiscordOptions(token="secret")))


async def _direct(server: DiscordServer, content: str) -> None:
    in_server = {"guild_id", "member"}
    written = {
        key: value for key, value in message(server.snowflake(), content).items() if key not in in_server
    }
    await server.dispatch("MESSAGE_CREATE", {**written, "channel_id": DIRECT})
