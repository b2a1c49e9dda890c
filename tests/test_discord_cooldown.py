"""Pace, silence, and what goes first."""

import asyncio
import time

from adapters.discord.cooldown import Cooldown, Pace
from adapters.discord.gate import Gate
from adapters.discord.watch import Hearing


def test_a_burst_is_welcome_and_then_one_must_wait() -> None:
    cooldown = Cooldown(Pace(3, 30), Pace(100, 30))
    assert [cooldown.wait("a", "c", 0.0) for _ in range(3)] == [0, 0, 0]
    assert cooldown.wait("a", "c", 0.0) == 10
    assert cooldown.wait("a", "c", 4.0) == 6
    assert cooldown.wait("a", "c", 10.0) == 0


def test_refused_questions_do_not_make_the_wait_longer() -> None:
    cooldown = Cooldown(Pace(1, 10), Pace(100, 10))
    cooldown.wait("a", "c", 0.0)
    for _ in range(50):
        cooldown.wait("a", "c", 1.0)
    assert cooldown.wait("a", "c", 10.0) == 0


def test_others_may_ask_meanwhile_until_the_channel_is_full() -> None:
    cooldown = Cooldown(Pace(1, 10), Pace(2, 10))
    assert cooldown.wait("a", "c", 0.0) == 0
    assert cooldown.wait("b", "c", 0.0) == 0
    assert cooldown.wait("d", "c", 0.0) == 5
    assert cooldown.wait("d", "other", 0.0) == 0


def test_whoever_may_ask_as_much_as_at_first_is_forgotten() -> None:
    cooldown = Cooldown(Pace(2, 10), Pace(1000, 20))
    for second in range(500):
        assert cooldown.wait(f"person {second}", "c", float(second)) == 0
    assert len(cooldown._buckets) <= 22


def test_one_is_told_once_to_wait() -> None:
    cooldown = Cooldown(Pace(1, 10), Pace(9, 10))
    cooldown.wait("a", "c", 0.0)
    assert [cooldown.first_refusal("a") for _ in range(3)] == [True, False, False]
    cooldown.wait("a", "c", 20.0)
    assert cooldown.first_refusal("a")


def test_a_shard_is_silent_from_when_it_was_last_heard() -> None:
    hearing = Hearing(deaf_after=10)
    hearing.hear(0, 5.0)
    assert hearing.silent([0, 1], 14.0) == []
    assert hearing.silent([0, 1], 15.0) == [0]
    assert hearing.silent([0, 1], 24.0) == [0, 1]
    assert hearing.silent([0], 15.0, times=6) == []


def test_it_is_ready_when_every_shard_is_open_and_was_heard() -> None:
    hearing = Hearing()
    assert not hearing.readiness({}, 0.0).ready
    assert not hearing.readiness({0: True}, 0.0).ready
    hearing.hear(0, 1.0)
    assert hearing.readiness({0: True}, 3.0).ready
    assert hearing.readiness({0: True}, 3.0).silent == 2.0
    assert "shard 0" in hearing.readiness({0: False}, 3.0).said
    hearing.deaf(0)
    assert "deaf" in hearing.readiness({0: True}, 3.0).said
    hearing.hear(0, 4.0)
    assert hearing.readiness({0: True}, 4.0).ready


async def test_work_waits_for_what_is_being_acknowledged_but_not_for_ever() -> None:
    gate = Gate(at_once=2)
    done: list[str] = []

    async def compute(name: str) -> None:
        async with gate.work():
            until = time.thread_time() + 0.3
            while time.thread_time() < until:
                pass
            done.append(name)

    await compute("first")
    with gate.urgent():
        work = asyncio.create_task(compute("second"))
        await asyncio.sleep(0)
        await asyncio.sleep(0.002)
        assert done == ["first"]
        await asyncio.wait_for(work, 2)
    assert done == ["first", "second"]
