"""What the Slack adapter is told from outside."""

import re
from dataclasses import dataclass, field

from adapters.slack import limits

_PREFIX = re.compile(r"[a-z0-9_-]*")
_LONGEST_NAME = len("/timeline")


@dataclass(frozen=True, slots=True)
class SlackOptions:
    """One workspace by `bot_token`, many by `client_id` and `client_secret`.

    Socket Mode by `app_token`, HTTP by `signing_secret`. No secret shows in its repr.
    """

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    prefix: str = ""
    """Stands before every command's name, where another app has `/quote`."""
    managers: tuple[str, ...] = ()
    """User ids that may change every channel's settings."""
    assistant: bool = False
    """Whether the app is set up as an assistant: its threads then get prompts and a status."""
    api: str = "https://slack.com/api/"
    authorize: str = "https://slack.com/oauth/v2/authorize"
    public_url: str = ""
    """Where Slack reaches the HTTP server, without a path."""
    host: str = "127.0.0.1"
    port: int = 3000

    @property
    def many(self) -> bool:
        """Whether workspaces install the app by themselves."""
        return bool(self.client_id and self.client_secret)

    def check(self) -> None:
        """Raise a ValueError that says which variable of the environment is missing or wrong."""
        if not (self.bot_token or self.many):
            raise ValueError("set YULU_SLACK_BOT_TOKEN, or YULU_SLACK_CLIENT_ID and YULU_SLACK_CLIENT_SECRET")
        if not (self.app_token or self.signing_secret):
            raise ValueError("set YULU_SLACK_APP_TOKEN (Socket Mode) or YULU_SLACK_SIGNING_SECRET (HTTP)")
        if self.many and not self.signing_secret:
            raise ValueError("set YULU_SLACK_SIGNING_SECRET: workspaces install the app over HTTP")
        check_prefix(self.prefix)


def check_prefix(prefix: str) -> None:
    """Raise a ValueError where Slack would refuse the commands' names."""
    longest = limits.COMMAND - _LONGEST_NAME
    if not _PREFIX.fullmatch(prefix) or len(prefix) > longest:
        raise ValueError(
            f"YULU_SLACK_PREFIX takes a-z, 0-9, - and _, {longest} characters at most: {prefix[:50]!r}"
        )
