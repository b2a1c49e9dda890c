"""What the SDK does for us: one workspace's calls, with its errors as ours."""

import logging
import re
from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncRateLimitErrorRetryHandler,
    async_default_handlers,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.wire import Given, SlackError

log = logging.getLogger(__name__)
sdk_log = logging.getLogger(f"{__name__}.sdk")
"""The SDK's own diary; its debug lines hold whole answers, and some of those hold tokens."""
sdk_log.setLevel(logging.INFO)
_SECRET = re.compile(r"xox[\w.-]+|xapp-[\w-]+|(?<=code: )\S+|(?<=ticket=)[^\s&]+")
WAIT = 30
"""Seconds for one call."""


def _redact(record: logging.LogRecord) -> bool:
    """Hide tokens, tickets and codes in a line of the SDK's."""
    record.msg, record.args = _SECRET.sub("(hidden)", record.getMessage()), ()
    return True


sdk_log.addFilter(_redact)


def client_of(api: str, token: str | None, session: aiohttp.ClientSession | None) -> AsyncWebClient:
    """Return a client that waits where Slack asks it to."""
    return AsyncWebClient(
        token=token,
        base_url=api,
        timeout=WAIT,
        session=session,
        logger=sdk_log,
        retry_handlers=_patient(),
    )


def poster_client(api: str, token: str | None) -> AsyncWebClient:
    """Return a client that sends everything once: when to try again is for the ledger to say.

    It makes a fresh connection each time: a kept one may be closed just as the post goes out.
    """
    client = client_of(api, token, session=None)
    client.retry_handlers = []
    return client


class SdkWire:
    """See `Wire`: one workspace's client."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def call(self, method: str, payload: Given) -> Given:
        """See `Wire`."""
        return await _asked(self._client.api_call(method, json=dict(payload)))

    async def read(self, method: str, **query: str) -> Given:
        """See `Wire`."""
        return await _asked(self._client.api_call(method, http_verb="GET", params=query))

    async def respond(self, url: str, payload: Given) -> bool:
        """See `Wire`."""
        hook = AsyncWebhookClient(
            url, timeout=WAIT, session=self._client.session, logger=sdk_log, retry_handlers=_patient()
        )
        try:
            answer = await hook.send_dict(dict(payload))
        except (SlackClientError, aiohttp.ClientError, TimeoutError):
            return False
        return answer.status_code == 200 and '"ok":false' not in answer.body.replace(" ", "")

    async def upload(self, channel: str, thread: str, picture: bytes, title: str, alt: str) -> None:
        """See `Wire`."""
        await _asked(
            self._client.files_upload_v2(
                file=picture,
                filename="timeline.png",
                title=title,
                alt_txt=alt,
                channel=channel,
                thread_ts=thread or None,
            )
        )


async def _asked(calling: Awaitable[Any]) -> Given:
    try:
        data = (await calling).data
    except SlackApiError as error:
        raise _slack_error(error) from None
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        log.warning("unreachable", extra={"reason": type(error).__name__})
        raise SlackError("", unknown=not isinstance(error, aiohttp.ClientConnectorError)) from None
    return data if isinstance(data, dict) else {}


def _slack_error(error: SlackApiError) -> SlackError:
    answer = error.response
    # An answer that is no JSON is the SDK's own, or the connection's.
    data, status = getattr(answer, "data", None), getattr(answer, "status_code", getattr(answer, "status", 0))
    given: Given = data if isinstance(data, dict) else {}
    after = str(getattr(answer, "headers", {}).get("Retry-After", ""))
    code = str(given.get("error") or ("ratelimited" if status == 429 else ""))
    wait = float(after) if after.isdecimal() else None
    # A success that cannot be read may be one.
    unknown = not code and status < 400
    return SlackError(code, needed=str(given.get("needed") or ""), retry_after=wait, unknown=unknown)


def _patient() -> list[AsyncRetryHandler]:
    return [*async_default_handlers(), AsyncRateLimitErrorRetryHandler(max_retry_count=3)]
