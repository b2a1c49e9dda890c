"""A Slack of the tests' own, over real sockets: Web API, Socket Mode, response URLs, uploads."""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.servers.slack_rules import message_problems, view_problems

Payload = dict[str, Any]
SECRET = "not-a-real-signing-secret"
TOKEN = "xoxb-not-a-real-token"
APP_TOKEN = "xapp-not-a-real-token"


@dataclass(slots=True)
class Failure:
    """What a method answers instead."""

    error: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    more: Payload = field(default_factory=dict)
    page: str = ""
    """What a proxy says in place of Slack."""


@dataclass(slots=True)
class Call:
    """One call that the app made."""

    method: str
    payload: Payload
    at: float
    token: str = ""


class SlackServer:
    """Records what an app does, checks it, and plays its part of Slack's."""

    def __init__(self) -> None:
        self.base = ""
        self.calls: list[Call] = []
        self.hooked: list[tuple[str, Payload]] = []
        self.uploads: dict[str, bytes] = {}
        self.acks: dict[str, tuple[float, Payload]] = {}
        self.problems: list[str] = []
        self.members = {"C1", "D1"}
        self.tokens = {TOKEN: "T1"}
        self.users: dict[str, Payload] = {}
        self.creators: dict[str, str] = {}
        self.scopeless: dict[str, str] = {}
        self.codes: dict[str, Payload] = {}
        self.failures: dict[str, deque[Failure]] = defaultdict(deque)
        self.uses: dict[str, int] = defaultdict(int)
        self.most_uses = 5
        self.triggers: set[str] = set()
        self.sockets: list[web.WebSocketResponse] = []
        self.opened = asyncio.Event()
        self._numbers = itertools.count(1)
        self._changed = asyncio.Condition()

    # What a test does.

    def fail(self, method: str, error: str = "", *, times: int = 1, **more: Any) -> None:
        """Let a method fail the next few times."""
        self.failures[method].extend(Failure(error, **more) for _ in range(times))

    def of(self, method: str) -> list[Payload]:
        """Return what a method was called with."""
        return [call.payload for call in self.calls if call.method == method]

    def hook(self) -> str:
        """Return a fresh response URL."""
        return f"{self.base}/hooks/{next(self._numbers)}"

    def trigger(self) -> str:
        """Return a fresh trigger, good for one modal."""
        trigger = f"{next(self._numbers)}.trigger"
        self.triggers.add(trigger)
        return trigger

    async def until(self, happened: Callable[[], Any], seconds: float = 60.0) -> Any:
        """Wait until something is true of what was recorded."""
        async with asyncio.timeout(seconds), self._changed:
            while not (found := happened()):
                await self._changed.wait()
            return found

    async def envelope(self, kind: str, payload: Payload, **more: Any) -> str:
        """Send something over Socket Mode; return the envelope's id."""
        # Not wait_for: it forgets that it was cancelled when what it waits for has just come.
        async with asyncio.timeout(60):
            await self.opened.wait()
        id_ = f"envelope-{next(self._numbers)}"
        sent = {
            "envelope_id": id_,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": True,
            **more,
        }
        await self.sockets[-1].send_str(json.dumps(sent))
        return id_

    async def acknowledged(self, id_: str, seconds: float = 60.0) -> Payload:
        """Wait for an envelope's acknowledgement."""
        await self.until(lambda: id_ in self.acks, seconds)
        return self.acks[id_][1]

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask the app to reopen its connection."""
        self.opened.clear()
        await self.sockets[-1].send_str(json.dumps({"type": "disconnect", "reason": reason}))

    async def drop(self) -> None:
        """Cut the connection."""
        self.opened.clear()
        await self.sockets[-1].close()

    # Slack's side.

    def application(self) -> web.Application:
        """Return the routes."""
        served = web.Application(client_max_size=10 * 1024**2)
        served.router.add_route("*", "/api/{method}", self._api)
        served.router.add_post("/hooks/{id}", self._hook)
        served.router.add_post("/upload/{id}", self._upload)
        served.router.add_get("/link", self._link)
        return served

    async def _note(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        payload = await _payload(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or payload.get("token", "")
        self.calls.append(Call(method, payload, time.monotonic(), token))
        self._check(method, payload)
        try:
            answer, status, headers = await self._answer(method, payload, token)
        except ConnectionResetError:
            assert request.transport
            request.transport.abort()
            return web.Response()
        await self._note()
        if "page" in answer:
            return web.Response(body=answer["page"], status=status, headers=headers)
        return web.json_response(answer, status=status, headers=headers)

    async def _answer(self, method: str, payload: Payload, token: str) -> tuple[Payload, int, dict[str, str]]:
        if self.failures[method]:
            failure = self.failures[method].popleft()
            await asyncio.sleep(failure.delay)
            if failure.error == "hang-up":
                raise ConnectionResetError
            if failure.error or failure.page or failure.status != 200:
                said = {"ok": False, "error": failure.error, **failure.more}
                return {"page": failure.page} if failure.page else said, failure.status, failure.headers
        free = {"apps.connections.open", "oauth.v2.access"}
        if method not in free and token not in self.tokens:
            return {"ok": False, "error": "invalid_auth"}, 200, {}
        if method in self.scopeless:
            needed = self.scopeless[method]
            return {"ok": False, "error": "missing_scope", "needed": needed, "provided": "commands"}, 200, {}
        answer = getattr(self, "_" + method.replace(".", "_").lower(), self._fine)
        return answer(payload, token), 200, {}

    def _check(self, method: str, payload: Payload) -> None:
        if method in {"chat.postMessage", "chat.update", "chat.postEphemeral"}:
            self.problems += message_problems(payload)
        if "view" in payload:
            self.problems += view_problems(payload["view"])

    def _fine(self, payload: Payload, token: str) -> Payload:
        del payload, token
        return {"ok": True}

    def _auth_test(self, payload: Payload, token: str) -> Payload:
        del payload
        team = self.tokens[token]
        return {
            "ok": True,
            "url": "https://example.slack.test/",
            "team": "Example",
            "user": "yulu",
            "team_id": team,
            "user_id": "UBOT",
            "bot_id": "BBOT",
        }

    def _apps_connections_open(self, payload: Payload, token: str) -> Payload:
        del payload
        if token != APP_TOKEN:
            return {"ok": False, "error": "invalid_auth"}
        return {"ok": True, "url": f"{self.base.replace('http', 'ws')}/link?ticket={next(self._numbers)}"}

    def _oauth_v2_access(self, payload: Payload, token: str) -> Payload:
        del token
        key = str(payload.get("code") or payload.get("refresh_token"))
        found = self.codes.pop(key, None)
        if found is None:
            return {"ok": False, "error": "invalid_code"}
        self.tokens[found["access_token"]] = found["team"]["id"]
        return {"ok": True, **found}

    def _users_info(self, payload: Payload, token: str) -> Payload:
        plain = {
            "id": payload["user"],
            "team_id": self.tokens[token],
            "locale": "en-US",
            "tz": "Europe/Berlin",
        }
        return {"ok": True, "user": {**plain, **self.users.get(payload["user"], {})}}

    def _conversations_info(self, payload: Payload, token: str) -> Payload:
        del token
        room = {"id": payload["channel"], "creator": self.creators.get(payload["channel"], "U0")}
        return {"ok": True, "channel": room}

    def _chat_postmessage(self, payload: Payload, token: str) -> Payload:
        del token
        channel = payload["channel"]
        if channel[0] in "CG" and channel not in self.members:
            return {"ok": False, "error": "not_in_channel"}
        return {"ok": True, "channel": channel, "ts": f"1700000000.{next(self._numbers):06}", "message": {}}

    def _chat_postephemeral(self, payload: Payload, token: str) -> Payload:
        del token
        known = payload["channel"] in self.members
        return {"ok": True, "message_ts": "1.1"} if known else {"ok": False, "error": "not_in_channel"}

    def _views_open(self, payload: Payload, token: str) -> Payload:
        del token
        if payload["trigger_id"] not in self.triggers:
            return {"ok": False, "error": "expired_trigger_id"}
        self.triggers.remove(payload["trigger_id"])
        return {"ok": True, "view": {"id": "V1"}}

    def _files_getuploadurlexternal(self, payload: Payload, token: str) -> Payload:
        del token
        id_ = f"F{next(self._numbers)}"
        self.problems += [] if 1 <= len(payload.get("alt_txt", "")) <= 2000 else ["alt text"]
        return {"ok": True, "upload_url": f"{self.base}/upload/{id_}", "file_id": id_}

    def _files_completeuploadexternal(self, payload: Payload, token: str) -> Payload:
        del token
        return {"ok": True, "files": json.loads(payload["files"])}

    async def _hook(self, request: web.Request) -> web.Response:
        url = f"{self.base}{request.path}"
        self.uses[url] += 1
        if self.uses[url] > self.most_uses:
            return web.Response(status=404, text="used_url")
        payload = await request.json()
        self.problems += message_problems(payload)
        self.hooked.append((url, payload))
        await self._note()
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.Response:
        self.uploads[request.match_info["id"]] = await request.read()
        await self._note()
        return web.Response(text="OK")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        self.sockets.append(socket)
        self.opened.set()
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                given = json.loads(message.data)
                if "envelope_id" in given:
                    self.acks[given["envelope_id"]] = (time.monotonic(), given.get("payload") or {})
                    await self._note()
        return socket


@asynccontextmanager
async def running() -> AsyncIterator[SlackServer]:
    """Yield a Slack on a free port."""
    server = SlackServer()
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    server.base = f"http://127.0.0.1:{port}"
    try:
        yield server
    finally:
        for socket in server.sockets:
            await socket.close()
        await runner.cleanup()


def signed(body: str, *, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """Return the headers that Slack signs a request with."""
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def form_body(payload: Payload) -> str:
    """Return a payload as Slack posts it: commands as fields, the interactive ones as one."""
    return urlencode(payload if "command" in payload else {"payload": json.dumps(payload)})


async def _payload(request: web.Request) -> Payload:
    if request.content_type == "application/json":
        given: Payload = await request.json()
        return given
    return {**request.query, **{key: str(value) for key, value in (await request.post()).items()}}
