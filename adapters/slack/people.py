"""Who asks: their language and time zone, and whether they may change a channel's settings."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic

from adapters.slack.wire import Given, SlackError, Wire
from bot.interaction import ChannelRef, Interaction

PATIENCE = 1.0
"""Seconds that an answer waits for its asker's language."""
LONG_PATIENCE = 5.0
"""Seconds that it waits for the asker's rights, where they matter."""
PROFILE_KEPT = 3600.0
RIGHTS_KEPT = 60.0
"""Seconds: whoever loses the right must not keep it for long."""
_MOST = 20_000
_READ = (
    "locale",
    "tz",
    "team_id",
    "is_stranger",
    "is_admin",
    "is_owner",
    "is_primary_owner",
    "enterprise_user",
)
"""What of a profile is looked at; the rest, names and pictures and addresses, is not kept."""


@dataclass(slots=True)
class Kept:
    """Answers of Slack, for a while."""

    seconds: float
    now: Callable[[], float] = monotonic
    found: dict[str, tuple[float, Given]] = field(default_factory=dict)

    def get(self, key: str) -> Given | None:
        """Return what is kept and still fresh."""
        until, given = self.found.get(key, (0.0, {}))
        return given if until > self.now() else None

    def put(self, key: str, given: Given) -> None:
        """Keep something; the oldest goes where there is too much."""
        while len(self.found) >= _MOST:
            del self.found[next(iter(self.found))]
        self.found[key] = (self.now() + self.seconds, given)


@dataclass(slots=True)
class People:
    """Asks Slack about people and channels, and remembers for a while."""

    managers: tuple[str, ...] = ()
    now: Callable[[], float] = monotonic
    profiles: Kept = field(init=False)
    rights: Kept = field(init=False)
    rooms: Kept = field(init=False)
    resting: dict[str, float] = field(default_factory=dict)
    """Until when a workspace's profiles are not asked for: Slack asked us to wait."""

    def __post_init__(self) -> None:
        self.profiles = Kept(PROFILE_KEPT, self.now)
        self.rights = Kept(RIGHTS_KEPT, self.now)
        self.rooms = Kept(RIGHTS_KEPT, self.now)

    async def introduced(self, asked: Interaction, wire: Wire) -> Interaction:
        """Return a question with its asker's language and zone, if Slack tells them soon enough."""
        profile = await self._profile(asked, wire)
        user = replace(asked.user, locale=str(profile.get("locale") or ""), zone=str(profile.get("tz") or ""))
        return replace(asked, user=user)

    async def trusted(self, asked: Interaction, wire: Wire) -> Interaction:
        """Return a question that says what its asker may change: the room's settings, the workspace's.

        Where the option `channel` names another room, it is that room that they must have created.
        """
        governs = asked.user.id in self.managers or await self._governs(asked, wire)
        elsewhere = asked.option("channel")
        room = replace(asked.channel, channel=elsewhere, direct=False) if elsewhere else asked.channel
        may = governs or room.direct or await self._created(replace(asked, channel=room), wire)
        return replace(asked, user=replace(asked.user, may_manage=may, may_manage_workspace=governs))

    async def _profile(self, asked: Interaction, wire: Wire) -> Given:
        workspace, key = asked.channel.workspace, f"{asked.channel.workspace}:{asked.user.id}"
        if (kept := self.profiles.get(key)) is not None:
            return kept
        if not asked.user.id or self.resting.get(workspace, 0.0) > self.now():
            return {}
        try:
            async with asyncio.timeout(PATIENCE):
                given = await wire.read("users.info", user=asked.user.id, include_locale="true")
        except TimeoutError:
            self.resting[workspace] = self.now() + 10 * PATIENCE
            return {}
        except SlackError as error:
            self.resting[workspace] = self.now() + (error.retry_after or 60.0)
            return {}
        profile = _of(given)
        self.profiles.put(key, profile)
        self.rights.put(key, profile)
        return profile

    async def _governs(self, asked: Interaction, wire: Wire) -> bool:
        try:
            async with asyncio.timeout(LONG_PATIENCE):
                return _governs(await self._rights(asked, wire), asked.channel.workspace)
        except (SlackError, TimeoutError):
            return False

    async def _created(self, asked: Interaction, wire: Wire) -> bool:
        if not asked.channel.channel:
            return False
        try:
            async with asyncio.timeout(LONG_PATIENCE):
                return await self._creator(asked.channel, wire) == asked.user.id
        except (SlackError, TimeoutError):
            return False

    async def _rights(self, asked: Interaction, wire: Wire) -> Given:
        key = f"{asked.channel.workspace}:{asked.user.id}"
        if (kept := self.rights.get(key)) is None:
            kept = _of(await wire.read("users.info", user=asked.user.id, include_locale="true"))
            self.rights.put(key, kept)
        return kept

    async def _creator(self, channel: ChannelRef, wire: Wire) -> str:
        if (kept := self.rooms.get(channel.key)) is None:
            told = (await wire.read("conversations.info", channel=channel.channel)).get("channel") or {}
            kept = {"creator": told.get("creator")}
            self.rooms.put(channel.key, kept)
        return str(kept.get("creator") or "")


def _of(given: Given) -> Given:
    user = given.get("user") or {}
    return {name: user[name] for name in _READ if name in user}


def _governs(user: Given, workspace: str) -> bool:
    """Return whether somebody is an admin or owner of this workspace, not of one that shares the channel."""
    home = {user.get("team_id"), *(user.get("enterprise_user") or {}).get("teams", ())}
    here = not user.get("is_stranger") and (workspace in home or home == {None})
    return here and any(user.get(right) for right in ("is_admin", "is_owner", "is_primary_owner"))
