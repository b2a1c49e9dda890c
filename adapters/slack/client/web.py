"""What Slack calls over HTTP."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp.web import Application, Request, Response
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from adapters.slack import manifest

LARGEST = 1024**2
"""Bytes of a request; Slack's own stay far below."""


def routes(app: AsyncApp, signing_secret: str) -> Application:
    """Return an application with `/slack/events` and, for many workspaces, `/slack/install`."""
    served = Application(client_max_size=LARGEST)
    verifier = SignatureVerifier(signing_secret)

    async def receive(request: Request) -> Response:
        # Before anything is parsed; the SDK parses first and looks at the signature afterwards.
        if not _signed(verifier, await request.read(), request.headers):
            return Response(status=401)
        return await _answered(app.async_dispatch)(request)

    served.router.add_post(manifest.EVENTS_PATH, receive)
    if (flow := app.oauth_flow) is not None:
        served.router.add_get(manifest.INSTALL_PATH, _answered(flow.handle_installation))
        served.router.add_get(manifest.REDIRECT_PATH, _answered(flow.handle_callback))
    return served


def _signed(verifier: SignatureVerifier, body: bytes, headers: Mapping[str, str]) -> bool:
    timestamp = headers.get("X-Slack-Request-Timestamp", "")
    signature = headers.get("X-Slack-Signature", "")
    try:
        return timestamp.isdecimal() and verifier.is_valid(body, timestamp, signature)
    except UnicodeDecodeError:
        return False


def _answered(
    handle: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]],
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            received = await to_bolt_request(request)
        except (ValueError, LookupError):
            return Response(status=400)
        return await to_aiohttp_response(await handle(received))

    return answer
