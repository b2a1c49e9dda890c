"""What the other files need of the connection, without the SDK: one call, and how it fails."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol

from bot.interaction import ChannelRef, Interaction
from bot.reply import Reply
from bot.settings import ChannelSettings

UNKNOWN_INTERACTION = 10062
ALREADY_ANSWERED = 40060
NO_ACCESS, NO_PERMISSION = 50001, 50013
NO_IDS: Mapping[str, str] = MappingProxyType({})


class WireError(Exception):
    """Discord refused a call, or could not be reached (`status` 0)."""

    def __init__(
        self,
        status: int,
        code: int = 0,
        reason: str = "",
        *,
        retry_after: float | None = None,
        unsent: bool = False,
    ) -> None:
        super().__init__(f"{status} ({code}): {reason}")
        self.status = status
        self.code = code
        """Discord's own number, finer than the status."""
        self.retry_after = retry_after
        self.unsent = unsent
        """Whether Discord certainly heard nothing of it."""

    @property
    def permanent(self) -> bool:
        """Whether the same call would be refused again."""
        return 400 <= self.status < 500 and self.status != 429

    @property
    def forbidden(self) -> bool:
        """Whether a permission is missing."""
        return self.status == 403 or self.code in {NO_ACCESS, NO_PERMISSION}


class Wire(Protocol):
    """The one way to Discord's HTTP interface."""

    async def call(
        self,
        method: str,
        path: str,
        payload: Any = None,
        *,
        ids: Mapping[str, str] = NO_IDS,
        picture: bytes | None = None,
    ) -> Any:
        """Send a payload to a path with `{names}` that `ids` fill; return what Discord answers.

        Waits as rate limits ask, and tries again after errors on Discord's side.

        Raises:
            WireError: it was refused, or Discord could not be reached.
        """


class LoginError(Exception):
    """Discord will not have us, and trying again cannot help; the text says what to do."""


class Keeping(Protocol):
    """What is kept about servers."""

    async def workspaces(self, platform: str) -> tuple[str, ...]:
        """Return the keys of the servers that something is kept about and that have not departed."""

    async def departed(self, workspace: str) -> None:
        """Note that a server removed the bot."""

    async def returned(self, workspace: str) -> None:
        """Note that a server has the bot (again)."""


class Answering(Protocol):
    """What is asked of the bot."""

    @property
    def store(self) -> Keeping:
        """Return what keeps things."""

    async def handle(self, asked: Interaction) -> Reply:
        """Return the answer."""

    async def ids(self, reply: Reply, longest: int) -> tuple[str, ...]:
        """Return a component id for each action."""

    async def pressed(self, component_id: str, press: Interaction) -> Interaction:
        """Return the interaction that a component's id carries."""

    async def sent(self, reply: Reply, message: str) -> None:
        """Remember which answer a message gave."""

    async def settings(self, channel: ChannelRef) -> ChannelSettings:
        """Return a room's settings."""


def message_id(answer: object) -> str:
    """Return the id of the message that a call created; empty if it tells none."""
    if not isinstance(answer, Mapping):
        return ""
    resource = answer.get("resource")
    if isinstance(resource, Mapping):
        return message_id(resource.get("message"))
    callback = answer.get("interaction")
    if isinstance(callback, Mapping):
        return str(callback.get("response_message_id") or "")
    return str(answer.get("id") or "")
