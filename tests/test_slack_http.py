"""What Slack's HTTP side demands: signatures, a window against replays, installations by OAuth."""

import json
import logging
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web

from adapters.slack.client import Slack, connected
from adapters.slack.options import SlackOptions
from bot.store.sql import SqlStore
from tests import slack_payloads as sent
from tests import slack_replies as made
from tests.servers.slack import SECRET, TOKEN, SlackServer, form_body, running, signed
from tests.slack_bot import FakeBot

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
"""The SDK still writes it; aiohttp will drop it in its next major version."""
FORM = "application/x-www-form-urlencoded"


@dataclass
class Site:
    """Our HTTP side, and the browser or Slack that calls it."""

    server: SlackServer
    slack: Slack
    bot: FakeBot
    store: SqlStore
    session: aiohttp.ClientSession
    base: str

    async def post(self, body: str | bytes, **headers: str) -> int:
        """Post a body; return the status."""
        url = f"{self.base}/slack/events"
        async with self.session.post(url, data=body, headers={"Content-Type": FORM, **headers}) as response:
            await response.read()
            return response.status

    async def deliver(self, payload: dict[str, Any]) -> int:
        """Deliver a payload as Slack does."""
        if payload.get("type") != "event_callback":
            body = form_body(payload)
            return await self.post(body, **signed(body))
        body = json.dumps(payload)
        return await self.post(body, **{**signed(body), "Content-Type": "application/json"})

    async def begin(self) -> str:
        """Open the installation page; return the state."""
        async with self.session.get(f"{self.base}/slack/install") as response:
            page = await response.text()
        return _asked(page)["state"][0]

    async def finish(self, code: str, state: str, **headers: str) -> int:
        """Come back from Slack; return the status."""
        cookie = {"Cookie": f"slack-app-oauth-state={state}", **headers}
        url = f"{self.base}/slack/oauth_redirect"
        async with self.session.get(url, params={"code": code, "state": state}, headers=cookie) as response:
            await response.read()
            return response.status

    async def install(self, team: str = "T1", token: str = "xoxb-installed", **more: Any) -> int:
        """Install the app in a workspace."""
        self.server.codes["code"] = _granted(team, token, **more)
        return await self.finish("code", await self.begin())


def _granted(team: str, token: str, **more: Any) -> dict[str, Any]:
    return {
        "app_id": "A1",
        "access_token": token,
        "token_type": "bot",
        "scope": "commands,chat:write",
        "bot_user_id": "UBOT",
        "team": {"id": team, "name": "Example"},
        "enterprise": None,
        "authed_user": {"id": "U1"},
        **more,
    }


def _asked(page: str) -> dict[str, list[str]]:
    (link,) = re.findall(r'"(https://slack\.com/oauth/v2/authorize[^"]*)"', page)
    return parse_qs(urlsplit(unescape(link)).query)


@asynccontextmanager
async def _site(path: Path, *, many: bool) -> AsyncIterator[Site]:
    store = await SqlStore.open(f"sqlite:///{path / 'yulu.db'}")
    bot = FakeBot()
    bot.store = store  # type: ignore[assignment]
    async with running() as server, aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        options = SlackOptions(
            bot_token="" if many else TOKEN,
            client_id="1.2" if many else "",
            client_secret="not-a-real-client-secret" if many else "",
            signing_secret=SECRET,
            api=f"{server.base}/api/",
            public_url="https://yulu.example",
        )
        async with connected(bot, options, store.database) as slack:  # type: ignore[arg-type]
            runner = web.AppRunner(slack.web(), access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            base = f"http://127.0.0.1:{runner.addresses[0][1]}"
            yield Site(server, slack, bot, store, session, base)
            await slack.drain()
            await runner.cleanup()
        assert server.problems == []
    await store.close()


@pytest.fixture
async def one(tmp_path: Path) -> AsyncIterator[Site]:
    async with _site(tmp_path, many=False) as site:
        yield site


@pytest.fixture
async def many(tmp_path: Path) -> AsyncIterator[Site]:
    async with _site(tmp_path, many=True) as site:
        yield site


BODY = form_body(sent.command("/quote", "tides"))


async def test_a_signed_request_is_taken(one: Site) -> None:
    assert await one.post(BODY, **signed(BODY)) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed(BODY, secret="another"),
        signed(BODY + "&text=else"),
        signed(BODY, at=time.time() - 60 * 6),
        signed(BODY, at=time.time() + 60 * 600),
        {**signed(BODY), "X-Slack-Request-Timestamp": "soon"},
        {**signed(BODY), "X-Slack-Signature": "v0="},
    ],
)
async def test_an_unsigned_forged_or_replayed_request_is_refused(one: Site, headers: dict[str, str]) -> None:
    assert await one.post(BODY, **headers) == 401
    assert one.bot.asked == []


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"", b"{", b"payload={", b"payload=[]"])
async def test_nothing_unsigned_is_even_read(one: Site, body: bytes) -> None:
    headers = signed("something else")

    assert await one.post(body, **headers) == 401
    assert await one.post(body, **{**headers, "Content-Type": "application/json; charset=klingon"}) == 401


async def test_a_broken_body_is_refused(one: Site) -> None:
    for body in ("{", "payload={"):
        assert await one.post(body, **signed(body)) == 400
    assert one.bot.asked == []


async def test_slack_can_verify_the_address(one: Site) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "tide", "token": "x"})
    headers = {**signed(body), "Content-Type": "application/json"}

    async with one.session.post(f"{one.base}/slack/events", data=body, headers=headers) as response:
        assert await response.text() == '{"challenge": "tide"}'


async def test_there_is_nothing_to_install_with_one_token(one: Site) -> None:
    async with one.session.get(f"{one.base}/slack/install") as response:
        assert response.status == 404


async def test_a_workspace_installs_the_app_and_is_answered_with_its_token(many: Site) -> None:
    assert await many.install("T1", "xoxb-one") == 200
    assert await many.install("T2", "xoxb-two") == 200

    for team in ("T1", "T2"):
        await many.deliver(sent.command("/quote", "tides", team_id=team))
    await many.server.until(lambda: len(many.server.of("chat.postMessage")) == 2)

    tokens = [call.token for call in many.server.calls if call.method == "chat.postMessage"]
    assert sorted(tokens) == ["xoxb-one", "xoxb-two"]


async def test_the_page_asks_for_the_scopes_of_the_manifest(many: Site) -> None:
    async with many.session.get(f"{many.base}/slack/install") as response:
        page = await response.text()

    asked = _asked(page)
    assert "chat:write" in asked["scope"][0]
    assert asked["redirect_uri"] == ["https://yulu.example/slack/oauth_redirect"]


async def test_a_state_is_good_once_and_in_its_own_browser(many: Site) -> None:
    many.server.codes["a"] = many.server.codes["b"] = _granted("T1", "xoxb-one")
    state = await many.begin()

    assert await many.finish("a", "forged") == 401
    assert await many.finish("a", state, Cookie="slack-app-oauth-state=other") == 400
    assert await many.finish("a", state) == 200
    assert await many.finish("b", state) == 401


async def test_a_workspace_without_the_app_is_told_so(many: Site) -> None:
    url = many.server.hook()

    assert await many.deliver(sent.command("/quote", "tides", team_id="T9", response_url=url)) == 200
    (said,) = await many.server.until(lambda: many.server.hooked)

    assert "install it again" in said[1]["text"]
    assert "重新安裝" in said[1]["text"]
    assert many.bot.asked == []


async def test_a_token_that_expires_is_rotated_once(many: Site) -> None:
    await many.install("T1", "xoxe.xoxb-old", refresh_token="xoxe-1", expires_in=60)
    many.server.codes["xoxe-1"] = _granted("T1", "xoxe.xoxb-new", refresh_token="xoxe-2", expires_in=43_200)

    for _ in range(3):
        await many.deliver(sent.command("/quote", "tides"))
    await many.server.until(lambda: len(many.server.of("chat.postMessage")) == 3)

    tokens = {call.token for call in many.server.calls if call.method == "chat.postMessage"}
    assert tokens == {"xoxe.xoxb-new"}
    assert len(many.server.of("oauth.v2.access")) == 2


async def test_an_uninstalled_app_forgets_the_token_at_once_and_the_data_later(many: Site) -> None:
    await many.install("T1")

    await many.deliver(sent.event("app_uninstalled"))
    await many.slack.drain()

    assert await many.slack._workspaces() == ()
    assert await _departed(many.store) == ["slack:T1"]
    assert await many.install("T1") == 200
    assert await _departed(many.store) == []


async def test_revoked_bot_tokens_are_forgotten(many: Site) -> None:
    await many.install("T1")

    await many.deliver(sent.event("tokens_revoked", tokens={"oauth": ["U1"], "bot": []}))
    await many.slack.drain()
    assert await many.slack._workspaces() == ("T1",)

    await many.deliver(sent.event("tokens_revoked", tokens={"oauth": [], "bot": ["UBOT"]}))
    await many.slack.drain()
    assert await many.slack._workspaces() == ()


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_a_token_that_slack_refuses_is_forgotten(many: Site, error: str) -> None:
    await many.install("T1")
    many.server.fail("chat.postMessage", error)

    await many.deliver(sent.mention("tides"))
    await many.server.until(lambda: many.server.of("chat.postMessage"))
    await many.slack.drain()

    assert await many.slack._workspaces() == ()


async def test_two_processes_answer_one_event_once(tmp_path: Path) -> None:
    async with _site(tmp_path, many=False) as first, _site(tmp_path, many=False) as second:
        payload = sent.mention("tides")

        await first.deliver(payload)
        await second.deliver(payload)
        await first.slack.drain()
        await second.slack.drain()

        assert len(first.bot.asked) + len(second.bot.asked) == 1


async def test_a_database_that_is_out_of_order_costs_no_answer(one: Site) -> None:
    async with one.store.database.writing() as connection:
        await connection.exec_driver_sql("DROP TABLE deliveries")

    asked = sent.mention("tides")
    await one.deliver(asked)
    await one.deliver(asked)
    await one.server.until(lambda: one.server.of("chat.postMessage"))
    await one.slack.drain()

    assert len(one.bot.asked) == 1


async def test_the_poster_uses_each_workspaces_token(many: Site) -> None:
    await many.install("T1", "xoxb-one")
    await many.install("T2", "xoxb-two")
    channel = made.ASKED.channel

    await many.slack.poster.post(channel, made.reply(made.BODIES["quotes"]), "key")

    (call,) = [call for call in many.server.calls if call.method == "chat.postMessage"]
    assert call.token == "xoxb-one"


async def _departed(store: SqlStore) -> list[str]:
    from sqlalchemy import select

    from bot.store.tables import departures

    async with store.database.reading() as connection:
        return list((await connection.execute(select(departures.c.workspace))).scalars())


async def test_no_secret_reaches_a_log(many: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await many.install("T1", "xoxb-one", refresh_token="xoxe-1", expires_in=43_200)
        await many.finish("a-wrong-code", await many.begin())
        many.server.fail("chat.postMessage", "invalid_auth")
        await many.deliver(sent.mention("tides"))
        await many.slack.drain()

    for secret in ("xoxb-one", "xoxe-1", "a-wrong-code", "not-a-real-client-secret", SECRET):
        assert secret not in caplog.text, secret
