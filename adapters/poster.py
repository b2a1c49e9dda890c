"""The one port of the adapters: how a message that nobody just asked for reaches a room."""

from typing import Protocol

from bot.interaction import ChannelRef
from bot.reply import Reply


class PostError(Exception):
    """A message could not be posted; `permanent` if trying again cannot help."""

    def __init__(
        self, reason: str, *, permanent: bool, retry_after: float | None = None, unknown: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.retry_after = retry_after
        """Seconds that the platform asks to wait."""
        self.unknown = unknown
        """Whether it may have arrived all the same: there was no answer, or one that leaves it open.

        An answer that tells of an error on the platform's side (any 5xx) is none of these: such a message is
        sent again, after a wait.
        """


class Poster(Protocol):
    """A platform that daily quotes are posted on."""

    platform: str
    idempotent: bool
    """Whether the platform drops a second message with the same key."""

    async def post(self, channel: ChannelRef, reply: Reply, key: str) -> str:
        """Post a reply and return the platform's message id.

        Raises:
            PostError: it was not posted, as far as can be told.
        """

    async def tell(self, user: str, text: str) -> None:
        """Send a person (a platform's user id) a direct message; `<#id>` in it is a channel.

        Raises:
            PostError: it was not sent.
        """
