"""How long Slack waited, and until its asker had the answer, or that there was none."""

from time import perf_counter
from typing import Literal, Protocol

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

What = Literal["acknowledged", "delivered", "undelivered", "failed"]


class Tell(Protocol):
    """Takes what happened, and where a time was taken, the seconds since the payload came."""

    def __call__(self, what: What, seconds: float = 0.0) -> None:
        """See above."""


def ignore(what: What, seconds: float = 0.0) -> None:
    """Tell nobody."""
    del what, seconds


class TimedApp(AsyncApp):
    """Tells when it is ready to acknowledge a payload, by whichever way that came."""

    tell: Tell = staticmethod(ignore)

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """See `AsyncApp.async_dispatch`."""
        began = perf_counter()
        try:
            return await super().async_dispatch(req)
        finally:
            self.tell("acknowledged", perf_counter() - began)
