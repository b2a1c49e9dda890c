"""How long Slack waited, and until its asker had the answer."""

from collections.abc import Callable
from time import perf_counter
from typing import Literal

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

Tell = Callable[[Literal["acknowledged", "delivered"], float], None]
"""Takes what happened, and the seconds since the payload came."""


def ignore(what: str, seconds: float) -> None:
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
