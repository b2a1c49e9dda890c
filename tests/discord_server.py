"""Discord, as far as a bot can tell: its HTTP interface and its gateway, over real sockets."""

import asyncio
import itertools
import json
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import WSMsgType, web

from tests.discord_rules import Rules

BOT, APPLICATION, ASKER = "900", "901", "77"
GUILD, CHANNEL, THREAD, DIRECT = "4194304000", "500", "501", "600"
API = "/api/v10"


@dataclass(slots=True)
class Call:
    """A request that came."""

    method: str
    path: str
    payload: Any
    at: float
    files: dict[str, bytes] = field(default_factory=dict)
    status: int = 200


@dataclass(slots=True)
class Fault:
    """What some requests get instead of an answer."""

    method: str
    path: re.Pattern[str]
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    matching: Callable[[Any], bool] = lambda _: True


@dataclass(slots=True)
class Socket:
    """One connection to the gateway."""

    ws: web.WebSocketResponse
    deflate: Any
    shard: int = 0
    session: str = ""
    sequence: int = 0


class DiscordServer:
    """Records what is sent, checks it, answers like Discord, and misbehaves when told to."""

    def __init__(self, rules: Rules | None = None) -> None:
        self.rules = rules
        self.calls: list[Call] = []
        self.problems: list[str] = []
        self.faults: list[Fault] = []
        self.commands: dict[str, list[dict[str, Any]]] = {}
        self.messages: dict[str, dict[str, Any]] = {}
        self.nonces: dict[tuple[str, str], str] = {}
        self.originals: dict[str, str] = {}
        self.identified: list[dict[str, Any]] = []
        self.resumed: list[dict[str, Any]] = []
        self.sockets: list[Socket] = []
        self.deaf = False
        self.shards = 1
        self.token = "a-token"
        self.guilds = [guild()]
        self._replay: list[tuple[str, Any]] = []
        self._ids = itertools.count(10_000)
        self._changed = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen on a free port."""
        app = web.Application(client_max_size=2**25)
        app.router.add_get("/gateway/", self._gateway)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_route("*", API + "/{tail:.*}", self._http)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close everything."""
        for socket in self.sockets:
            await socket.ws.close()
        if self._runner:
            await self._runner.cleanup()

    @property
    def api(self) -> str:
        """Return the address of the HTTP interface."""
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def gateway(self) -> str:
        """Return the address of the gateway."""
        return f"ws://127.0.0.1:{self.port}/gateway/"

    def snowflake(self) -> str:
        """Return a new id."""
        return str(next(self._ids))

    def fail(self, method: str, path: str, status: int, body: Any = None, **more: Any) -> None:
        """Let requests fail; `path` is a regular expression."""
        self.faults.append(Fault(method, re.compile(path), status, body, **more))

    def limit(self, path: str, seconds: float, *, everywhere: bool = False) -> None:
        """Answer the next request to a path with a rate limit."""
        body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
        self.fail("POST", path, 429, body, headers={"Via": "1.1 local"})

    def found(self, method: str, path: str) -> list[Call]:
        """Return the accepted requests to a path, a regular expression."""
        return [
            call
            for call in self.calls
            if call.method == method and re.fullmatch(path, call.path) and call.status < 300
        ]

    async def until(self, happened: Callable[[], Any], seconds: float = 60.0) -> Any:
        """Wait until something is true, and return it."""
        async with asyncio.timeout(seconds):
            async with self._changed:
                return await self._changed.wait_for(happened)

    async def callback(self, interaction: dict[str, Any], seconds: float = 60.0) -> Call:
        """Return the first response to an interaction."""
        path = f"/interactions/{interaction['id']}/[^/]+/callback"
        calls = await self.until(lambda: self.found("POST", path), seconds)
        return calls[0]  # type: ignore[no-any-return]

    async def dispatch(self, event: str, data: Any, shard: int = 0) -> None:
        """Send an event to a shard."""
        if self.deaf:
            return
        live = [socket for socket in self.sockets if socket.shard == shard and socket.session]
        if not live:
            self._replay.append((event, data))
        for socket in live:
            socket.sequence += 1
            await self._send(socket, {"op": 0, "t": event, "s": socket.sequence, "d": data})

    async def order(self, op: int, data: Any = None) -> None:
        """Send an order such as 7 (reconnect) or 9 (invalid session) to every connection."""
        for socket in list(self.sockets):
            await self._send(socket, {"op": op, "d": data, "s": None, "t": None})

    def drop(self) -> None:
        """Cut every connection without a word."""
        for socket in list(self.sockets):
            transport = socket.ws._req.transport if socket.ws._req else None
            if transport:
                transport.abort()

    async def interact(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Send an interaction; return its payload."""
        number = self.snowflake()
        whole = {
            "id": number,
            "token": f"token-{number}",
            "application_id": APPLICATION,
            "version": 1,
            "locale": "en-US",
            "attachment_size_limit": 1 << 20,
            "entitlements": [],
            "authorizing_integration_owners": {},
            "guild_id": GUILD,
            "channel_id": CHANNEL,
            "channel": {"id": CHANNEL, "type": 0, "name": "talk", "permissions": "0"},
            "guild": {"id": GUILD, "features": [], "locale": "en-US"},
            "context": 0,
            "app_permissions": str((1 << 50) - 1),
            "member": member(),
            **payload,
        }
        if "user" in payload:
            for key in ("guild_id", "guild", "member"):
                del whole[key]
        await self.dispatch("INTERACTION_CREATE", whole)
        return whole

    async def command(self, name: str, options: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Send a slash command."""
        listed = [
            {"name": key, "type": _kind(value), "value": value} for key, value in (options or {}).items()
        ]
        data = {"id": "1", "name": name, "type": 1, "options": listed}
        return await self.interact({"type": 2, "data": data, **more})

    async def complete(self, name: str, options: dict[str, Any], focused: str, **more: Any) -> dict[str, Any]:
        """Ask for completions of the focused option."""
        listed = [
            {"name": key, "type": 3, "value": value, **({"focused": True} if key == focused else {})}
            for key, value in options.items()
        ]
        data = {"id": "1", "name": name, "type": 1, "options": listed}
        return await self.interact({"type": 4, "data": data, **more})

    async def press(self, custom_id: str, message: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Press a button on a message."""
        data = {"custom_id": custom_id, "component_type": 2}
        return await self.interact({"type": 3, "data": data, "message": message, **more})

    async def say(self, content: str, **more: Any) -> dict[str, Any]:
        """Write a message in the channel."""
        written = {**message(self.snowflake(), content), **more}
        await self.dispatch("MESSAGE_CREATE", written)
        return written

    async def _http(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(API)
        payload, files = await _body(request)
        call = Call(request.method, path, payload, time.monotonic(), files)
        fault = next((fault for fault in self.faults if _meets(fault, call)), None)
        if fault:
            fault.times -= 1
            call.status = fault.status
            answer: Any = fault.body if fault.body is not None else {"code": 0, "message": "as told"}
            headers = fault.headers
        else:
            if self.rules:
                self.problems += self.rules.problems(call.method, path, payload)
            call.status, answer = self._answer(call)
            headers = {}
        self.calls.append(call)
        async with self._changed:
            self._changed.notify_all()
        if call.status == 204:
            return web.Response(status=204)
        body = json.dumps(answer).encode()
        return web.Response(
            status=call.status, body=body, headers={**headers, "Content-Type": "application/json"}
        )

    def _answer(self, call: Call) -> tuple[int, Any]:
        parts = call.path.strip("/").split("/")
        match call.method, parts:
            case "GET", ["users", "@me"]:
                return 200, {"id": BOT, "username": "yulu", "discriminator": "0", "avatar": None, "bot": True}
            case "GET", ["oauth2", "applications", "@me"]:
                return 200, application()
            case "GET", ["gateway", "bot"]:
                limits = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
                return 200, {"url": self.gateway, "shards": self.shards, "session_start_limit": limits}
            case "PUT" | "GET", ["applications", _, *place, "commands"]:
                return 200, self._commands("/".join(place), call)
            case "POST", ["interactions", number, token, "callback"]:
                return self._called_back(number, token, call.payload)
            case "POST", ["webhooks", _, token]:
                return 200, self._kept(f"token:{token}", call.payload)
            case "PATCH" | "DELETE", ["webhooks", _, token, "messages", which]:
                number = self.originals.get(token, "") if which == "@original" else which
                return self._changed_message(call.method, number, call.payload)
            case "POST", ["users", "@me", "channels"]:
                return 200, {"id": DIRECT, "type": 1, "recipients": []}
            case "POST", ["channels", _, "typing"]:
                return 204, None
            case "POST", ["channels", channel, "messages"]:
                return 200, self._created(channel, call.payload)
            case "POST", ["channels", _, "messages", _, "threads"]:
                return 201, {"id": self.snowflake(), "type": 11, "name": call.payload["name"]}
        return 404, {"code": 0, "message": f"404: {call.method} {call.path}"}

    def _commands(self, place: str, call: Call) -> list[dict[str, Any]]:
        if call.method == "PUT":
            defaults = {"description": "", "version": "1", "nsfw": False, "default_member_permissions": None}
            self.commands[place] = [
                {**defaults, **command, "id": self.snowflake(), "application_id": APPLICATION}
                for command in call.payload
            ]
            for command in self.commands[place]:
                if command["default_member_permissions"] is not None:
                    command["default_member_permissions"] = str(command["default_member_permissions"])
        return self.commands.get(place, [])

    def _called_back(self, number: str, token: str, payload: Any) -> tuple[int, Any]:
        if token in self.originals:
            return 400, {"code": 40060, "message": "Interaction has already been acknowledged."}
        message = self._kept(f"token:{token}", payload.get("data") or {})
        self.originals[token] = message["id"]
        interaction = {"id": number, "type": 2, "response_message_id": message["id"]}
        resource = {"type": payload["type"], "message": message} if payload["type"] in {4, 7} else None
        return 200, {"interaction": interaction, **({"resource": resource} if resource else {})}

    def _kept(self, channel: str, payload: Any) -> dict[str, Any]:
        kept = {**payload, "id": self.snowflake(), "channel_id": channel, "author": {"id": BOT, "bot": True}}
        self.messages[kept["id"]] = kept
        return kept

    def _created(self, channel: str, payload: Any) -> dict[str, Any]:
        nonce = (channel, str(payload.get("nonce")))
        if payload.get("enforce_nonce") and nonce in self.nonces:
            return self.messages[self.nonces[nonce]]
        kept = self._kept(channel, payload)
        if payload.get("nonce"):
            self.nonces[nonce] = kept["id"]
        return kept

    def _changed_message(self, method: str, number: str, payload: Any) -> tuple[int, Any]:
        if number not in self.messages:
            return 404, {"code": 10008, "message": "Unknown Message"}
        if method == "DELETE":
            del self.messages[number]
            return 204, None
        self.messages[number] |= payload
        return 200, self.messages[number]

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        socket = Socket(ws, zlib.compressobj())
        self.sockets.append(socket)
        await self._send(socket, {"op": 10, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        try:
            async for received in ws:
                if received.type is WSMsgType.TEXT:
                    await self._received(socket, json.loads(received.data))
        finally:
            self.sockets.remove(socket)
        return ws

    async def _received(self, socket: Socket, told: dict[str, Any]) -> None:
        match told["op"]:
            case 1:
                await self._send(socket, {"op": 11, "d": None, "s": None, "t": None})
            case 2:
                await self._identified(socket, told["d"])
            case 6:
                await self._resumed(socket, told["d"])
            case 8 if not self.deaf:
                chunk = {"guild_id": told["d"]["guild_id"], "members": [], "chunk_index": 0, "chunk_count": 1}
                await self.dispatch("GUILD_MEMBERS_CHUNK", {**chunk, "nonce": told["d"].get("nonce")})
        async with self._changed:
            self._changed.notify_all()

    async def _identified(self, socket: Socket, data: dict[str, Any]) -> None:
        if data["token"] != self.token:
            await socket.ws.close(code=4004)
            return
        self.identified.append(data)
        socket.shard = (data.get("shard") or [0, 1])[0]
        socket.session = self.snowflake()
        mine = [known for known in self.guilds if (int(known["id"]) >> 22) % self.shards == socket.shard]
        ready = {
            "v": 10,
            "user": {"id": BOT, "username": "yulu", "discriminator": "0", "avatar": None, "bot": True},
            "guilds": [{"id": known["id"], "unavailable": True} for known in mine],
            "session_id": socket.session,
            "resume_gateway_url": self.gateway,
            "shard": data.get("shard", [0, 1]),
            "application": {"id": APPLICATION, "flags": 0},
        }
        await self.dispatch("READY", ready, socket.shard)
        for known in mine:
            await self.dispatch("GUILD_CREATE", known, socket.shard)

    async def _resumed(self, socket: Socket, data: dict[str, Any]) -> None:
        self.resumed.append(data)
        socket.session, socket.sequence = data["session_id"], data["seq"]
        missed, self._replay = self._replay, []
        for event, payload in missed:
            await self.dispatch(event, payload)
        await self.dispatch("RESUMED", {})

    async def _send(self, socket: Socket, payload: Any) -> None:
        packed = socket.deflate.compress(json.dumps(payload).encode())
        if not socket.ws.closed:
            await socket.ws.send_bytes(packed + socket.deflate.flush(zlib.Z_SYNC_FLUSH))


def guild(number: str = GUILD) -> dict[str, Any]:
    """Return a server with a channel and a thread, where everybody may write."""
    everyone = {"id": number, "name": "@everyone", "permissions": str(1 << 10 | 1 << 11), "position": 0}
    role = {"color": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
    channel = {"id": CHANNEL, "type": 0, "name": "talk", "position": 0, "permission_overwrites": []}
    thread = {
        "id": THREAD,
        "type": 11,
        "name": "aside",
        "parent_id": CHANNEL,
        "owner_id": ASKER,
        "guild_id": number,
        "message_count": 0,
        "member_count": 1,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 60,
            "archive_timestamp": "2026-01-01T00:00:00+00:00",
            "locked": False,
        },
    }
    return {
        "id": number,
        "name": "A server",
        "owner_id": "1",
        "member_count": 2,
        "roles": [{**role, **everyone}],
        "channels": [channel],
        "threads": [thread],
        "members": [
            {**member(BOT), "user": {"id": BOT, "username": "yulu", "discriminator": "0", "avatar": None}}
        ],
        "emojis": [],
        "features": [],
        "preferred_locale": "en-US",
        "joined_at": "2026-01-01T00:00:00+00:00",
    }


def member(number: str = ASKER, permissions: int = 1 << 10 | 1 << 11) -> dict[str, Any]:
    """Return a member of the server."""
    return {
        "user": person(number),
        "roles": [],
        "permissions": str(permissions),
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def person(number: str = ASKER) -> dict[str, Any]:
    """Return a person."""
    return {"id": number, "username": f"person{number}", "discriminator": "0", "avatar": None}


def message(number: str, content: str) -> dict[str, Any]:
    """Return a message in the channel."""
    return {
        "id": number,
        "channel_id": CHANNEL,
        "guild_id": GUILD,
        "author": person(),
        "member": {key: value for key, value in member().items() if key not in {"user", "permissions"}},
        "content": content,
        "type": 0,
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [{**person(BOT), "bot": True}] if f"<@{BOT}>" in content else [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "flags": 0,
        "components": [],
    }


def application() -> dict[str, Any]:
    """Return the application."""
    return {
        "id": APPLICATION,
        "name": "yulu",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "",
        "flags": 0,
        "owner": person("1"),
        "team": None,
    }


def _kind(value: object) -> int:
    return {bool: 5, int: 4}.get(type(value), 3)


def _meets(fault: Fault, call: Call) -> bool:
    matches = fault.method == call.method and fault.path.search(call.path)
    return bool(fault.times > 0 and matches and fault.matching(call.payload))


async def _body(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    if not request.can_read_body:
        return None, {}
    if request.content_type != "multipart/form-data":
        return json.loads(await request.text()), {}
    form = await request.post()
    files = {name: value.file.read() for name, value in form.items() if isinstance(value, web.FileField)}
    return json.loads(str(form["payload_json"])), files
