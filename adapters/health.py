"""Whether the process is well: /healthz, /readyz and /metrics."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest


@dataclass(frozen=True, slots=True)
class Condition:
    """What one check found."""

    ready: bool
    said: str


Check = Callable[[], Awaitable[Condition]]
PATIENCE = 3.0
"""Seconds that a check may take."""


def application(checks: Mapping[str, Check], registry: CollectorRegistry) -> web.Application:
    """Return the three pages; a check that raises is a check that failed."""

    async def healthz(request: web.Request) -> web.Response:
        del request
        return web.Response(text="ok\n")

    async def readyz(request: web.Request) -> web.Response:
        del request
        asked = dict(checks)
        answers = await asyncio.gather(*map(_checked, asked.values()))
        found = dict(zip(asked, answers, strict=True))
        status = 200 if all(condition.ready for condition in found.values()) else 503
        body = {name: {"ready": each.ready, "said": each.said} for name, each in found.items()}
        return web.json_response(body, status=status)

    async def metrics(request: web.Request) -> web.Response:
        del request
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    pages = web.Application()
    pages.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)])
    return pages


async def _checked(check: Check) -> Condition:
    try:
        return await asyncio.wait_for(check(), PATIENCE)
    except Exception as error:  # noqa: BLE001 (whatever it is, this is where it is told)
        return Condition(ready=False, said=type(error).__name__)


@asynccontextmanager
async def served(
    checks: Mapping[str, Check], registry: CollectorRegistry, host: str, port: int
) -> AsyncIterator[None]:
    """Serve the pages meanwhile; port 0 means not at all."""
    if not port:
        yield
        return
    runner = web.AppRunner(application(checks, registry), access_log=None, shutdown_timeout=1)
    try:
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()
