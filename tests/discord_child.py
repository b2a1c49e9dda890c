"""A process with the whole connection and a scripted bot, on one core."""

import asyncio
import os
import sys

from adapters.discord.connection import Discord
from adapters.discord.cooldown import Pace
from adapters.discord.options import DiscordOptions
from tests.discord_bot import ScriptedBot


async def main(api: str, gateway: str, busy: str) -> None:
    """Run until the parent closes our standard input."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    everybody = Pace(10**6, 1.0)
    options = DiscordOptions("a-token", api, gateway, person=everybody, channel=everybody)
    found = Discord(ScriptedBot(busy=float(busy)), options)
    running = asyncio.create_task(found.run())
    await asyncio.to_thread(sys.stdin.read)
    await found.close()
    await running


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
