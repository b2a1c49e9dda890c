"""The clock as an adapter: what is due becomes an interaction, and its reply is posted.

Claim, post, confirm: whatever happens in between, the ledger tells who may try again. A post whose holder
died is sent again only where the platform drops a second message with the same key, while it does so.
"""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from adapters.poster import Poster, PostError
from bot.app import Bot
from bot.commands.daily_page import when
from bot.errors import StoreError
from bot.interaction import Interaction, UserRef, Via
from bot.reply import Reply
from bot.reply.found import Quotes
from bot.schedule import State
from bot.store.ledger import LEASE, Ledger, Post
from bot.store.sql import SqlStore
from bot.texts import negotiate, text

log = logging.getLogger(__name__)

SWEEP_EVERY = timedelta(days=1)
GRACE = timedelta(minutes=5)
"""How late a post may always be, so that a configured 0 does not miss every one."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How the clock waits and when it gives up; spans in seconds."""

    late: timedelta = timedelta(hours=3)
    """Later than this, a day's quote is missed rather than posted."""
    lease: timedelta = LEASE
    poll: float = 5.0
    """Until the next look at what other processes changed."""
    at_once: int = 12
    """Posts under way together."""
    post_within: float = 60.0
    remembered: timedelta = timedelta(seconds=120)
    """How long an idempotent platform surely drops a second message with the same key."""
    first_pause: float = 15.0
    """Before a second try; each further one waits twice as long."""
    longest_pause: float = 900.0
    refusals: int = 3
    """Tries after which a room that refuses counts as closed."""
    rest: float = 30.0
    """After an error of our own."""
    tell_every: float = 30.0


@dataclass(slots=True)
class Daily:
    """Posts what is due until it is closed; any number of processes may do so on one database."""

    bot: Bot
    store: SqlStore
    posters: Mapping[str, Poster]
    pace: Pace = field(default_factory=Pace)
    last_success: datetime | None = None
    """When this process last posted, or whichever did before it began."""
    _ledger: Ledger = field(init=False)
    _slots: asyncio.Semaphore = field(init=False)
    _busy: dict[str, asyncio.Task[None]] = field(init=False, default_factory=dict)
    _resting: dict[str, float] = field(init=False, default_factory=dict)
    """What went wrong on our side, and until when it is left alone."""
    _closing: asyncio.Event = field(init=False, default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._ledger = replace(self.store.ledger, lease=self.pace.lease)
        self._slots = asyncio.Semaphore(self.pace.at_once)

    async def run(self) -> None:
        """Post what is due, tell what is to be told and sweep, until `close`."""
        tasks = (
            self._again(self._beat, "daily clock"),
            self._again(self._tell, "telling"),
            self._again(self._sweep, "sweeping"),
        )
        await asyncio.gather(*tasks)
        if self._busy:
            await asyncio.wait(self._busy.values())

    async def close(self) -> None:
        """Begin nothing new; `run` returns when what was begun is done."""
        self._closing.set()

    async def overdue(self) -> timedelta:
        """Return how late the latest post is: more than some minutes means that posting does not work."""
        wake = await self._ledger.wake_at()
        return max(self.store.now() - wake, timedelta()) if wake else timedelta()

    async def _again(self, do: Callable[[], Awaitable[float]], name: str) -> None:
        """Do something until closed; it returns how many seconds to wait."""
        failures = 0
        while not self._closing.is_set():
            try:
                pause, failures = await do(), 0
            except Exception as error:
                failures += 1
                pause = min(2.0**failures, 60.0) * random.uniform(0.5, 1)
                log.warning("%s: %s", name, error, exc_info=not isinstance(error, StoreError))
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._closing.wait()

    async def _beat(self) -> float:
        """Post all that is due; return until when nothing is."""
        if self.last_success is None:
            self.last_success = await self._ledger.last_success()
        late = max(self.pace.late, GRACE)
        if missed := await self._ledger.catch_up(late):
            log.warning("daily quotes missed", extra={"count": missed})
        while posts := await self._mine():
            for post in posts:
                await self._slots.acquire()
                if self._closing.is_set():
                    self._slots.release()
                    return 0
                task = asyncio.create_task(self._post(post))
                self._busy[post.key] = task
                task.add_done_callback(partial(self._done, post.key))
        wake = await self._ledger.wake_at()
        soon = (wake - self.store.now()).total_seconds() if wake else self.pace.poll
        return min(max(soon, 0.05), self.pace.poll)

    async def _mine(self) -> list[Post]:
        """Return what is due on our platforms and not under way."""
        now = time.monotonic()
        self._resting = {key: until for key, until in self._resting.items() if until > now}
        aside = self._busy.keys() | self._resting.keys()
        due = await self._ledger.due(8 * self.pace.at_once + len(aside))
        mine = [post for post in due if post.key not in aside and post.channel.platform in self.posters]
        # Processes that share a database should not all reach for the same one.
        random.shuffle(mine)
        # What was begun first: platforms remember a message that may have been sent for some time only.
        return sorted(mine, key=lambda post: post.state is None)

    def _done(self, key: str, task: asyncio.Task[None]) -> None:
        self._busy.pop(key, None)
        self._slots.release()
        if not task.cancelled() and (error := task.exception()):
            self._resting[key] = time.monotonic() + self.pace.rest
            log.error("daily quote %s: %s", key, error, exc_info=error)

    async def _post(self, post: Post) -> None:
        if post.state is State.CLAIMED and not self._may_repeat(post):
            await self._ledger.finish(post, State.UNKNOWN, "whoever posted it did not live to say so")
            return
        reply = await self._reply(post)
        if not isinstance(reply.body, Quotes):
            raise StoreError(f"no answer for {post.key}: {reply.body}")
        hit = reply.body.hits[0] if reply.body.hits else None
        quote = reply.interaction.option("hit") if hit else ""
        claimed = await self._ledger.claim(post, quote, hit.speaker.id if hit else "")
        if claimed is None:
            return
        if hit is None:
            await self._ledger.finish(claimed, State.EMPTY, "nothing stands by itself")
            return
        await self._send(claimed, reply)

    def _may_repeat(self, post: Post, at: datetime | None = None) -> bool:
        """Whether the platform then still drops a second message, if a first one was sent."""
        known = self.posters[post.channel.platform].idempotent
        return known and post.at is not None and (at or self.store.now()) - post.at < self.pace.remembered

    async def _reply(self, post: Post) -> Reply:
        schedule = post.schedule
        owner = schedule.owner.partition(":")[2]
        user = UserRef(post.channel.platform, owner, schedule.locale, may_manage=True)
        options = {"id": schedule.id, "day": post.day.isoformat()}
        if post.passage:
            options["hit"] = post.passage
        asked = Interaction("daily", options, post.channel, user, Via.CLOCK, request=post.key)
        return await self.bot.handle(replace(asked, at=self.store.now()))

    async def _send(self, post: Post, reply: Reply) -> None:
        alive = asyncio.create_task(self._keep_alive(post))
        try:
            outcome = await self._outcome(post, reply)
        finally:
            alive.cancel()
            await asyncio.wait({alive})
        if isinstance(outcome, PostError):
            await self._failed(post, outcome)
        else:
            await self._ledger.confirm(post, outcome)
            self.last_success = self.store.now()
            with suppress(StoreError):
                await self.bot.sent(reply, outcome)

    async def _outcome(self, post: Post, reply: Reply) -> str | PostError:
        """Return the message's id, or what came in between."""
        poster = self.posters[post.channel.platform]
        try:
            async with asyncio.timeout(self._within(post)):
                return await poster.post(post.channel, reply, post.key)
        except PostError as error:
            return error
        except TimeoutError:
            return PostError("no answer in time", permanent=False, unknown=True)
        except Exception as error:
            log.exception("daily quote", extra={"key": post.key})
            return PostError(type(error).__name__, permanent=False, unknown=True)

    def _within(self, post: Post) -> float:
        """Return how long sending may take: a repetition must arrive while the first is remembered."""
        begun = (self.store.now() - post.at).total_seconds() if post.at else 0.0
        return max(0.0, min(self.pace.post_within, self.pace.remembered.total_seconds() - begun))

    async def _keep_alive(self, post: Post) -> None:
        while True:
            await asyncio.sleep(self._ledger.lease.total_seconds() / 3)
            with suppress(StoreError):
                await self._ledger.renew(post, self.store.now() + self._ledger.lease)

    async def _failed(self, post: Post, error: PostError) -> None:
        """Decide whether a post is tried again, when, or never."""
        log.warning("daily quote not posted: %s", error.reason, extra={"key": post.key})
        if error.permanent:
            await self._refused(post, error.reason)
            return
        again = self.store.now() + timedelta(seconds=self._pause(post, error))
        if error.unknown:
            await self._uncertain(post, error, again)
        elif again > post.due_at + max(self.pace.late, GRACE):
            await self._ledger.finish(post, State.MISSED, error.reason)
        else:
            await self._ledger.wait(post, again, error.reason)

    async def _uncertain(self, post: Post, error: PostError, again: datetime) -> None:
        """Keep the claim until the next try, if there may be one."""
        if self._may_repeat(post, again):
            await self._ledger.renew(post, again)
        else:
            await self._ledger.finish(post, State.UNKNOWN, error.reason)

    def _pause(self, post: Post, error: PostError) -> float:
        """Return the seconds to wait: as the platform asks, or ever longer; never all at the same moment."""
        longer = min(self.pace.first_pause * 2.0 ** (post.attempt - 1), self.pace.longest_pause)
        if error.unknown:
            # Soon enough that the platform still remembers the first one.
            longer = self.pace.first_pause
        return max(error.retry_after or 0.0, longer) * random.uniform(1, 1.3)

    async def _refused(self, post: Post, reason: str) -> None:
        """Try a few times more; then pause the schedule, which is tried once a day from then on."""
        schedule = post.schedule
        if post.attempt < self.pace.refusals and not schedule.paused:
            pause = self._pause(post, PostError(reason, permanent=True))
            await self._ledger.wait(post, self.store.now() + timedelta(seconds=pause), reason)
            return
        locale = negotiate(schedule.locale)
        notice = text(
            locale,
            "daily-paused-notice",
            when=when(schedule.rule, locale),
            channel=f"<#{post.channel.channel}>",
            reason=reason[:200],
        )
        await self._ledger.pause(post, reason, notice)

    async def _tell(self) -> float:
        """Tell people what they are to be told, each thing once."""
        for notice in await self.store.notices():
            platform, _, person = notice.person.partition(":")
            poster = self.posters.get(platform)
            if poster is None or not await self.store.told(notice.id):
                continue
            try:
                await poster.tell(person, notice.text)
            except PostError as error:
                log.warning("not told: %s", error.reason)
                if not (error.permanent or error.unknown):
                    await self.store.notify(notice.person, notice.text)
        return self.pace.tell_every

    async def _sweep(self) -> float:
        if self._busy:
            return self.pace.rest
        await self.store.sweep()
        return SWEEP_EVERY.total_seconds()
