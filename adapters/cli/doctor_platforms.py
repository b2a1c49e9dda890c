"""What `yulu doctor` tries on the platforms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from adapters.config import Config
from adapters.slack.manifest import scopes

DISCORD = "https://discord.com/api/v10"
INVITATION = "https://discord.com/oauth2/authorize?client_id={client}&scope=bot+applications.commands&permissions={bits}"
PERMISSIONS = {
    "View Channels": 1 << 10,
    "Send Messages": 1 << 11,
    "Embed Links": 1 << 14,
    "Attach Files": 1 << 15,
    "Read Message History": 1 << 16,
    "Create Public Threads": 1 << 35,
    "Send Messages in Threads": 1 << 38,
}
_ADMINISTRATOR = 1 << 3
_WAIT = aiohttp.ClientTimeout(total=10)
_MOST_SKEW = 30.0


class UnwellError(Exception):
    """A trial failed; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform said."""

    status: int
    told: Any
    """The JSON, whatever it is."""
    scopes: frozenset[str] = frozenset()

    @property
    def fields(self) -> Mapping[str, Any]:
        """Return an answer that should be an object, as one."""
        return self.told if isinstance(self.told, dict) else {}


@dataclass(frozen=True, slots=True)
class _Platform:
    api: str
    authorization: str = field(repr=False)

    async def asked(self, method: str, path: str) -> Answer:
        """Return an answer, after a look at our clock."""
        url, headers = f"{self.api.rstrip('/')}/{path}", {"Authorization": self.authorization}
        try:
            async with (
                aiohttp.ClientSession(timeout=_WAIT, headers=headers) as session,
                session.request(method, url) as answer,
            ):
                told = await answer.json(content_type=None)
                _check_clock(answer.headers.get("Date"))
                granted = answer.headers.get("x-oauth-scopes", "").split(",")
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            reason = f"{url} can't be reached ({type(error).__name__}); look at the network"
            raise UnwellError(reason) from None
        return Answer(answer.status, told, frozenset(scope.strip() for scope in granted if scope.strip()))


async def discord(config: Config) -> str:
    """Try the token, and what the bot may do in each server.

    Raises:
        UnwellError: something is to be mended.
    """
    token = config.discord_token.get_secret_value()
    if not token:
        return "not configured"
    platform = _Platform(config.discord_api or DISCORD, f"Bot {token}")
    me = await platform.asked("GET", "users/@me")
    if me.status == 401:
        raise UnwellError(
            "Discord refuses YULU_DISCORD_TOKEN; copy it again from the app's page, Bot, Reset Token"
        )
    if me.status != 200:
        raise UnwellError(f"Discord answers {me.status}; try again later")
    servers = await platform.asked("GET", "users/@me/guilds")
    told = f"logged in as {me.fields.get('username')}, no privileged intent is needed"
    if servers.status != 200 or not isinstance(servers.told, list):
        return told
    return f"{told}; {_servers(servers.told, str(me.fields.get('id')))}"


def _servers(servers: list[Any], client: str) -> str:
    invitation = INVITATION.format(client=client, bits=sum(PERMISSIONS.values()))
    if not servers:
        raise UnwellError(f"the bot is in no server yet; open {invitation}")
    for server in servers:
        if lacking := _lacking(int(server.get("permissions") or 0)):
            raise UnwellError(
                f"the bot lacks {', '.join(lacking)} in {server.get('name')}; "
                f"give them to its role there, or open {invitation}"
            )
    return f"in {len(servers)} {'server' if len(servers) == 1 else 'servers'} with all it needs"


def _lacking(permissions: int) -> list[str]:
    if permissions & _ADMINISTRATOR:
        return []
    return [name for name, bit in PERMISSIONS.items() if not permissions & bit]


async def slack(config: Config) -> str:
    """Try the tokens, and whether the app was granted what it needs.

    Raises:
        UnwellError: something is to be mended.
    """
    token = config.slack_bot_token.get_secret_value()
    if not token:
        return "many workspaces, by OAuth" if config.slack_client_id else "not configured"
    me = await _Platform(config.slack_api, f"Bearer {token}").asked("POST", "auth.test")
    if not me.fields.get("ok"):
        raise UnwellError(f"Slack refuses YULU_SLACK_BOT_TOKEN: {me.fields.get('error')}")
    missing = set(scopes(assistant=config.slack_assistant)) - me.scopes
    if me.scopes and missing:
        lacking = ", ".join(sorted(missing))
        raise UnwellError(
            f"the app lacks {lacking}; install it again with the manifest of `yulu slack-manifest`"
        )
    return f"logged in as {me.fields.get('user')} of {me.fields.get('team')}, {await _way_in(config)}"


async def _way_in(config: Config) -> str:
    token = config.slack_app_token.get_secret_value()
    if not token:
        if not config.slack_signing_secret.get_secret_value():
            raise UnwellError("nothing reaches us: set YULU_SLACK_APP_TOKEN or YULU_SLACK_SIGNING_SECRET")
        return "over HTTP"
    opened = await _Platform(config.slack_api, f"Bearer {token}").asked("POST", "apps.connections.open")
    if not opened.fields.get("ok"):
        raise UnwellError(
            f"Slack refuses YULU_SLACK_APP_TOKEN: {opened.fields.get('error')}; "
            "it needs the scope connections:write"
        )
    return "by Socket Mode"


def _check_clock(date: str | None) -> None:
    if date is None:
        return
    skew = abs((datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds())
    if skew > _MOST_SKEW:
        raise UnwellError(
            f"this machine's clock is {skew:.0f} s off; daily quotes and signatures need it right"
        )
