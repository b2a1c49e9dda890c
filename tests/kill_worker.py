"""Eight tasks that change a store and say aloud what is kept; made to be killed. Usage: URL CHANGES"""

import asyncio
import sys
from datetime import date

from bot.interaction import ChannelRef, Interaction, UserRef
from bot.reply.changes import MarkSeen, SetSettings
from bot.store.sql import SqlStore

TASKS = 8


def room(task: int) -> ChannelRef:
    return ChannelRef("discord", f"c{task}", "w1")


async def work(store: SqlStore, task: int, changes: int) -> None:
    asked = Interaction("settings", channel=room(task), user=UserRef("discord", f"u{task}"))
    done = len(await store.seen(room(task)))
    for number in range(done, changes // TASKS):
        # Two tables in one transaction: what is kept of one must be kept of the other.
        choice = SetSettings((("sources", f"s{number}"),))
        await store.apply(asked, (choice, MarkSeen(f"s{number}", f"t{task}", date(2026, 3, 2))))
        sys.stdout.write(f"{task} {number}\n")
        sys.stdout.flush()


async def main(url: str, changes: int) -> None:
    store = await SqlStore.open(url)
    await asyncio.gather(*(work(store, task, changes) for task in range(TASKS)))
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
