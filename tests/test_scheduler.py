from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import StoreUnavailable
from bot.scheduler import FromNow, Metronome

SHORT = timedelta(milliseconds=50)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Ticks:
    """Counts, waits as long as it is told, and fails when it is told."""

    def __init__(self, lasts: float = 0, fails: bool = False) -> None:
        self.count = self.at_once = self.most_at_once = 0
        self.lasts, self.fails = lasts, fails
        self.more = asyncio.Event()

    async def __call__(self) -> None:
        self.count += 1
        self.at_once += 1
        self.more.set()
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.lasts)
        finally:
            self.at_once -= 1
        if self.fails:
            raise LookupError("mine")


async def reaches(ticks: Ticks, count: int) -> None:
    async with asyncio.timeout(10):
        while ticks.count < count:
            ticks.more.clear()
            await ticks.more.wait()


@pytest.mark.parametrize("jump", [timedelta(0), timedelta(days=3650), timedelta(days=-3650)])
def test_the_next_tick_is_always_reckoned_from_now(jump: timedelta) -> None:
    trigger = FromNow(timedelta(seconds=20))
    assert trigger.get_next_fire_time(NOW, NOW + jump) == NOW + jump + timedelta(seconds=20)
    assert trigger.get_next_fire_time(None, NOW) == NOW + timedelta(seconds=20)


async def test_it_ticks_again_and_again() -> None:
    ticks = Ticks()
    async with Metronome(ticks, every=SHORT):
        await reaches(ticks, 5)


async def test_a_tick_that_fails_does_not_stop_it(caplog: pytest.LogCaptureFixture) -> None:
    ticks = Ticks(fails=True)
    async with Metronome(ticks, every=SHORT):
        await reaches(ticks, 3)
    assert "a tick went wrong" in caplog.text


async def test_only_one_tick_runs_at_a_time() -> None:
    ticks = Ticks(lasts=0.2)
    async with Metronome(ticks, every=SHORT) as metronome:
        await asyncio.gather(metronome.now(), metronome.now(), reaches(ticks, 4))
    assert ticks.most_at_once == 1


async def test_a_tick_that_hangs_is_cancelled_and_the_next_one_comes() -> None:
    ticks = Ticks(lasts=60)
    async with Metronome(ticks, every=SHORT, longest=timedelta(milliseconds=100)):
        await reaches(ticks, 3)


async def test_it_waits_for_a_running_tick_when_it_stops() -> None:
    ticks = Ticks(lasts=0.3)
    async with Metronome(ticks, every=SHORT):
        await reaches(ticks, 1)
    assert ticks.at_once == 0


async def test_the_watchdog_calls_for_a_tick_when_the_wall_clock_was_set_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A scheduler that sleeps until tomorrow is what a clock set back by a day leaves behind."""
    ticks = Ticks()
    caplog.set_level(logging.WARNING)
    async with Metronome(ticks, every=timedelta(days=1), patience=timedelta(milliseconds=200)):
        await reaches(ticks, 2)
    assert "calling for one" in caplog.text


async def test_a_tick_with_more_to_do_is_called_again_at_once() -> None:
    left = [True, True, False]

    async def tick() -> bool:
        return left.pop(0)

    async with Metronome(tick, every=timedelta(days=1)) as metronome:
        await metronome.now()
    assert left == []


async def test_stopping_calls_a_long_tick_off_without_a_fuss(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    ticks = Ticks(lasts=60)
    async with Metronome(ticks, every=SHORT, grace=timedelta(milliseconds=100)) as metronome:
        asked = asyncio.create_task(metronome.now())
        await reaches(ticks, 1)
    await asked
    assert ticks.at_once == 0
    assert [record.levelname for record in caplog.records if record.levelno > logging.INFO] == []


async def test_nothing_ticks_after_the_stop() -> None:
    ticks = Ticks()
    async with Metronome(ticks, every=SHORT) as metronome:
        await reaches(ticks, 1)
    seen = ticks.count
    await metronome.now()
    await asyncio.sleep(0.2)
    assert ticks.count == seen


async def test_a_tick_without_a_database_waits_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    ticked = asyncio.Event()

    async def tick() -> None:
        ticked.set()
        raise StoreUnavailable

    async with Metronome(tick, every=SHORT):
        await ticked.wait()
    assert "a tick has to wait: The database" in caplog.text
    assert "Traceback" not in caplog.text
