"""The metronome: APScheduler beats, the rounds are rows. It keeps nothing, so nothing of it can be lost."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.errors import CareerError

log = logging.getLogger(__name__)
EVERY = timedelta(seconds=20)
PATIENCE = timedelta(seconds=40)
LONGEST = timedelta(minutes=5)
GRACE = timedelta(seconds=4)
JOB = "tick"


class FromNow(BaseTrigger):  # type: ignore[misc]
    """Always "that long from now": a clock that jumped ten years leaves no runs to catch up with."""

    def __init__(self, every: timedelta) -> None:
        self._every = every

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return now + self._every


class Metronome:
    """Calls `tick` every so often while it is started, one call at a time, and at once when asked to.

    A tick that returns True has more to do and is called again. One that takes longer than `longest` is
    called off. A watchdog on the loop's monotonic time sees to it that a wall clock set back does not stop
    the beat: without one for `patience` it calls for one. When it stops, the tick that runs has `grace`
    to end.
    """

    def __init__(
        self,
        tick: Callable[[], Awaitable[bool | None]],
        *,
        every: timedelta = EVERY,
        patience: timedelta = PATIENCE,
        longest: timedelta = LONGEST,
        grace: timedelta = GRACE,
    ) -> None:
        self._tick = tick
        self._every = every
        self._patience = patience.total_seconds()
        self._longest = longest.total_seconds()
        self._grace = grace.total_seconds()
        self._beaten_at = 0.0
        self._busy = asyncio.Lock()
        self._stopping = False
        self._ticking: asyncio.Task[None] | None = None
        self._watchdog: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    async def __aenter__(self) -> Metronome:
        self._beaten_at = asyncio.get_running_loop().time()
        beat = FromNow(self._every)  # a second instance finds the first one busy and leaves it alone
        self._scheduler.add_job(self._beat, beat, id=JOB, max_instances=2, misfire_grace_time=None)
        self._scheduler.start()
        self._watchdog = asyncio.create_task(self._watch(), name="watchdog")
        return self

    async def __aexit__(self, *_: object) -> None:
        """Beats no more."""
        self._stopping = True
        self._scheduler.pause()
        if self._watchdog is not None:
            self._watchdog.cancel()
            await asyncio.wait([self._watchdog])
        if self._ticking is not None and not self._ticking.done():
            await asyncio.wait([self._ticking], timeout=self._grace)
            self._ticking.cancel()
            await asyncio.wait([self._ticking])
        async with self._busy:  # whoever asked for that tick has heard of its end
            self._scheduler.shutdown(wait=False)

    async def now(self) -> None:
        """Ticks at once, after the tick that may be running, and returns when that is over."""
        async with self._busy:
            if self._stopping:
                return
            self._ticking = asyncio.create_task(self._run(), name=JOB)
            await self._ticking

    async def _beat(self) -> None:
        self._beaten_at = asyncio.get_running_loop().time()
        if not self._busy.locked():
            await self.now()

    async def _run(self) -> None:
        more: bool | None = True
        try:
            while more and not self._stopping:
                async with asyncio.timeout(self._longest):
                    more = await self._tick()
        except asyncio.CancelledError:
            if not self._stopping:
                raise
            log.info("a tick was called off: the bot stops")
        except CareerError as error:
            log.warning("a tick has to wait: %s", error)
        except Exception:  # the next tick may go well: nothing here may stop the beat
            log.exception("a tick went wrong")

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._patience / 4)
            silent = asyncio.get_running_loop().time() - self._beaten_at
            if silent > self._patience:
                log.warning("no tick for %.0f seconds: calling for one", silent)
                self._scheduler.modify_job(JOB, next_run_time=datetime.now(UTC))
