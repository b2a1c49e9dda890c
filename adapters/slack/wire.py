"""What Slack can be asked to do: the one port between the answers and the SDK."""

from collections.abc import Mapping
from typing import Any, Protocol

Given = Mapping[str, Any]

GONE = frozenset({"token_revoked", "account_inactive", "invalid_auth", "not_authed", "token_expired"})
"""Slack no longer knows us in this workspace."""
OUTSIDE = frozenset({"not_in_channel", "channel_not_found"})
ARCHIVED = frozenset({"is_archived"})
SCOPE = frozenset({"missing_scope", "no_permission", "not_allowed_token_type"})
RESTRICTED = frozenset(
    {
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "messages_tab_disabled",
        "cannot_dm_bot",
        "user_is_bot",
        "user_disabled",
        "user_not_found",
    }
)
REFUSED = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "invalid_arguments"}
)
"""Slack does not take the blocks; the words alone may still go."""
HALFWAY = frozenset({"internal_error", "fatal_error"})
"""Slack broke down, and says of these alone that some of the call may have been carried out."""
PERMANENT = GONE | OUTSIDE | ARCHIVED | SCOPE | RESTRICTED


class SlackError(Exception):
    """Slack said no, or could not be reached (`code` is then empty)."""

    def __init__(
        self, code: str, *, needed: str = "", retry_after: float | None = None, unknown: bool = False
    ) -> None:
        super().__init__(code or "unreachable")
        self.code = code
        self.needed = needed
        """The scope that is missing."""
        self.retry_after = retry_after
        self.unknown = unknown or code in HALFWAY
        """Whether it may have been done all the same."""


class Wire(Protocol):
    """One workspace's Slack. Every method raises `SlackError`, except `respond`."""

    async def call(self, method: str, payload: Given) -> Given:
        """Do something; return what Slack says."""

    async def read(self, method: str, **query: str) -> Given:
        """Ask for something."""

    async def respond(self, url: str, payload: Given) -> bool:
        """Send a message to a response URL; False where it is used up or expired."""

    async def upload(self, channel: str, thread: str, picture: bytes, title: str, alt: str) -> None:
        """Share a PNG with its description."""
