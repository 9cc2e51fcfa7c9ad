"""Vital signs: what the store tells of the rounds, cheap enough to be asked every few seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.advisor.nudges import HEARTBEAT
from bot.store import Store, deliveries, events, gates, heartbeats, journeys
from bot.store.journeys import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Ages in seconds; None where there is nothing to be old.

    `tick` is the age of the last round, in whichever process it ran; `due` that of the oldest nudge that
    should have gone out; `event` that of the oldest event nobody answered. `silenced` counts teams that
    refused us.
    """

    tick: float | None
    due: float | None
    event: float | None
    silenced: int


async def vital_signs(store: Store, now: datetime, clock: datetime) -> Signs:
    """`now` is people's time, `clock` the real one. StoreUnavailable where the store can't be asked."""

    async def work(connection: Connection) -> Signs:
        unplanned = await journeys.oldest_due(connection, now)
        undelivered = await deliveries.oldest_open(connection, now)
        oldest = min((at for at in (unplanned, undelivered) if at), default=None)
        return Signs(
            tick=_age(clock, await heartbeats.last_beat(connection, HEARTBEAT)),
            due=_age(now, oldest),
            event=_age(clock, await events.waiting(connection, clock)),
            silenced=await gates.silenced(connection),
        )

    return await store.read(work)


async def next_moment(store: Store, now: datetime) -> datetime | None:
    """When the next nudge is due after `now`, None when none is: for a clock that is moved by hand."""

    async def work(connection: Connection) -> datetime | None:
        planned = await deliveries.next_due(connection, now)
        coming = await journeys.next_due(connection, now)
        return min((at for at in (planned, coming) if at), default=None)

    return await store.read(work)


def _age(now: datetime, then: datetime | None) -> float | None:
    return None if then is None else max(0.0, (now - then).total_seconds())
