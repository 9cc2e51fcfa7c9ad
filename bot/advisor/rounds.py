"""Rounds: what the metronome calls. Nudges that are due, events that were left over, rows grown old."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.advisor.inbox import Event, inbox_round
from bot.advisor.nudges import RoundReport
from bot.advisor.signs import next_moment
from bot.store import Store
from bot.store.erasure import prune

PRUNE_EVERY = 3600.0
NudgeRound = Callable[[], Awaitable[RoundReport]]
Handle = Callable[[Event], Awaitable[None]]


class Rounds:
    """`nudges` runs one nudge round; `now` is people's time, `clock` real; `count` hears each outcome."""

    def __init__(
        self,
        store: Store,
        nudges: NudgeRound,
        handle: Handle,
        *,
        now: Callable[[], datetime],
        clock: Callable[[], datetime],
        count: Callable[[str], None] = lambda outcome: None,
    ) -> None:
        self._store = store
        self._nudges = nudges
        self._handle = handle
        self._now = now
        self._clock = clock
        self._count = count
        self._pruned_at: float | None = None

    async def tick(self) -> bool:
        """What is due now, questions first; whether there is more, to be called again at once."""
        while await inbox_round(self._store, self._handle, self._clock()):
            pass
        report = await self._nudges()
        for outcome, times in report.outcomes.items():
            for _ in range(times):
                self._count(outcome)
        await self._prune()
        return report.more

    async def _prune(self) -> None:
        now = time.monotonic()
        if self._pruned_at is None or now - self._pruned_at > PRUNE_EVERY:
            self._pruned_at = now
            await self._store.write(lambda connection: prune(connection, self._clock()))
            await self._store.erase_traces()

    async def next_moment(self) -> datetime | None:
        """When the next nudge is due, for who wants to skip there; None when none is."""
        return await next_moment(self._store, self._now())
