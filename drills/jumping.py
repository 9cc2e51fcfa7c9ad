"""A bot's clockwork in a process of its own, whose wall clock jumps under it."""

from __future__ import annotations

import asyncio
import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from unittest.mock import patch

from bot.advisor.nudges import nudge_round
from bot.scheduler import Metronome
from bot.store import open_store
from drills.mailbox import Mailbox
from drills.sender import LIBRARY, Nobody
from drills.stage import due_journey, enrol, people

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JUMPS = (HOUR, -HOUR, DAY, -DAY, 7 * DAY, -7 * DAY, 3650 * DAY, -3650 * DAY)
ALIVE, FLAT = 60.0, 50.0  # seconds until the next tick, megabytes that memory may grow
PEOPLE = 25  # as many as one round sends before its patience ends


@dataclass(frozen=True, slots=True)
class Life:
    """What a jump did. `tick`: seconds until the next one; `growth`: MB; `busy`: the share of a core used."""

    jump: timedelta
    tick: float
    growth: float
    busy: float
    lost: int
    doubled: int


def words(jump: timedelta) -> str:
    """A jump as people say it."""
    size = abs(jump)
    named = {HOUR: "an hour", DAY: "a day", 7 * DAY: "a week", 3650 * DAY: "ten years"}
    return f"{named[size]} {'ahead' if jump > timedelta(0) else 'back'}"


class Wall:
    """A wall clock that can be set; what takes it for the real one sees it jump."""

    def __init__(self) -> None:
        self.shift = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift

    @contextmanager
    def on_the_wall(self) -> Iterator[None]:
        """APScheduler and the metronome look at this clock."""
        wall = self

        class Shown(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return wall.now().astimezone(tz)

        names = ("apscheduler.schedulers.base.datetime", "bot.scheduler.datetime")
        with patch(names[0], Shown), patch(names[1], Shown):
            yield


def live_through(errand: tuple[str, timedelta]) -> Life:
    """A process's whole life: people are due, are nudged, and the clock jumps."""
    return asyncio.run(_live_through(*errand))


async def _live_through(database: str, jump: timedelta) -> Life:
    wall, mailbox, ticked = Wall(), Mailbox(), asyncio.Event()
    async with await open_store(database, migrated=True) as store:
        await enrol(store, (due_journey(person, wall.now()) for person in people(PEOPLE)))

        async def tick() -> None:
            now, more = wall.now(), True
            while more:
                more = (
                    await nudge_round(store, LIBRARY, mailbox, Nobody(), now, clock=wall.now, limit=100)
                ).more
            ticked.set()

        with wall.on_the_wall():
            async with Metronome(tick) as metronome:
                await metronome.now()
                ticked.clear()
                began, used, size = time.monotonic(), _used(), _memory()
                wall.shift += jump
                await asyncio.wait_for(ticked.wait(), 3 * ALIVE)
                took = time.monotonic() - began
                await asyncio.sleep(max(0.0, 30.0 - took))
                busy = (_used() - used) / (time.monotonic() - began)
    lost = PEOPLE - len({name.split(":")[1] for name in mailbox.arrived})
    return Life(jump, took, _memory() - size, busy, lost, mailbox.doubled)


def _used() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def _memory() -> float:
    """What this process holds, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
