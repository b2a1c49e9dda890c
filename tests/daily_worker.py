"""A process that posts daily quotes to a server of the tests; made to be killed."""

import asyncio
import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from adapters.daily import Daily, Pace
from adapters.poster import PostError
from bot.app import Bot
from bot.corpus.loader import load
from bot.interaction import ChannelRef
from bot.reply import Reply
from bot.reply.found import Quotes
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher
from bot.store.sql import SqlStore

PACE = Pace(lease=timedelta(seconds=1), poll=0.1, at_once=4, post_within=10, first_pause=0.2)
# Read once, by the server that workers are forked from.
TALKS = load([Path(__file__).parent / "talks"])
SEARCHER = Searcher(TALKS, Index.build(TALKS))


@dataclass
class LinePoster:
    """Posts by writing a line to a socket; the answer is the message's id."""

    port: int
    platform: str
    idempotent: bool

    async def post(self, channel: ChannelRef, reply: Reply, key: str) -> str:
        assert isinstance(reply.body, Quotes)
        said = {"platform": self.platform, "key": key, "quote": reply.body.hits[0].quote}
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError as error:
            raise PostError(str(error), permanent=False) from error
        writer.write(json.dumps(said).encode() + b"\n")
        answer = (await reader.readline()).decode().strip()
        writer.close()
        if not answer:
            raise PostError("no answer", permanent=False, unknown=True)
        return answer

    async def tell(self, user: str, text: str) -> None:
        raise PostError("nobody here", permanent=True)


def clock(store: SqlStore, port: int) -> Daily:
    """Return what posts from a database to the server at a port."""
    posters = {name: LinePoster(port, name, name == "discord") for name in ("discord", "slack")}
    return Daily(Bot(SEARCHER, store), store, posters, PACE)


async def _run(url: str, port: int) -> None:
    await clock(await SqlStore.open(url), port).run()


def work(url: str, port: int) -> None:
    asyncio.run(_run(url, port))
