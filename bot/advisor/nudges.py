"""The nudge round: plan what is due, claim it, deliver it. Any number of processes may run it at once."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.advisor.delivering import Delivering
from bot.advisor.speech import People, Speak
from bot.advisor.terms import USUAL, Terms
from bot.career.falling_due import Due, fall_due
from bot.career.journey import Journey, mended, relocated
from bot.career.library import Library
from bot.career.person import Person
from bot.career.postponing import Holiday, no_holidays
from bot.career.rhythm import zone_info
from bot.store import Store, deliveries, heartbeats, journeys
from bot.store.deliveries import Delivery
from bot.store.journeys import Connection

log = logging.getLogger(__name__)
HEARTBEAT = "nudges"
PLAN_AT_ONCE, LOOK_AT_ONCE = 500, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundReport:
    """What a round did: `outcomes` counts what became of its rows, `more` asks to run it again at once."""

    planned: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    more: bool = False

    @property
    def sent(self) -> int:
        return self.outcomes.get("sent", 0)


async def nudge_round(
    store: Store,
    library: Library,
    speak: Speak,
    people: People,
    now: datetime,
    *,
    clock: Callable[[], datetime],
    holiday: Holiday = no_holidays,
    terms: Terms = USUAL,
    limit: int = 20,
) -> RoundReport:
    """One round. `now` is people's time, by which nudges are due; `clock` is real, for leases and rates."""
    planned = 0
    if await store.read(lambda connection: journeys.anything_due(connection, now)):
        planned = await plan_round(store, now)
        await look_ahead(store, people, now)
    await store.write(lambda connection: heartbeats.beat(connection, HEARTBEAT, clock()))
    if not await store.read(lambda connection: deliveries.anything_open(connection, now)):
        return RoundReport(planned=planned, more=planned == PLAN_AT_ONCE)
    claimed = await claim_round(store, now, clock(), terms, limit)
    delivering = Delivering(
        store=store,
        library=library,
        speak=speak,
        people=people,
        now=now,
        clock=clock,
        holiday=holiday,
        terms=terms,
    )
    became = Counter(await asyncio.gather(*(_delivered(delivering, mine) for mine in claimed)))
    return RoundReport(
        planned=planned, outcomes=became, more=planned == PLAN_AT_ONCE or len(claimed) == limit
    )


async def plan_round(store: Store, now: datetime, limit: int = PLAN_AT_ONCE) -> int:
    """Plans what is due and moves each journey on, in one transaction; returns how many those were."""

    async def work(connection: Connection) -> int:
        due = await journeys.take_due(connection, now, limit)
        moved: list[Journey] = []
        rows: list[tuple[Person, Due]] = []
        for journey in due:
            after, planned = fall_due(journey, now)
            moved.append(after)
            rows += ((journey.person, one) for one in planned)
        await deliveries.plan(connection, rows)
        for before, after in zip(due, moved, strict=True):
            if after.roadmaps != before.roadmaps:
                await journeys.save(connection, after, before)
        moved += [mended(journey, now) for journey in await journeys.take_too_far(connection, now, limit)]
        await journeys.save_times(connection, moved)
        return len(due)

    return await store.write(work)


async def claim_round(
    store: Store, now: datetime, clock: datetime, terms: Terms, limit: int
) -> list[Delivery]:
    """Claims due rows for this process."""
    return await store.write(lambda connection: deliveries.claim(connection, now, clock, terms.lease, limit))


async def look_ahead(store: Store, people: People, now: datetime) -> int:
    """Looks up where people are a day before their nudge, so that it comes at their hour."""
    chosen = await store.read(lambda connection: journeys.people_to_look_at(connection, now, LOOK_AT_ONCE))
    for person in chosen:
        found = await people.look(person)
        zone = found.zone if found else None
        if zone and zone_info(zone) is None:
            log.warning("there is no time zone %r in this machine's data: UTC is taken instead", zone)

        async def work(connection: Connection, person: Person = person, zone: str | None = zone) -> None:
            journey = await journeys.load(connection, person, lock=True)
            if journey is not None and zone:
                await journeys.save(connection, relocated(journey, zone, now), journey)
            await journeys.looked_at(connection, [person])

        await store.write(work)
    return len(chosen)


async def _delivered(delivering: Delivering, mine: Delivery) -> str:
    """What became of the row. Whatever goes wrong with one keeps no other from being delivered."""
    try:
        return await delivering.deliver(mine)
    except Exception:  # its lease runs out, and then it is looked up before anything is sent
        log.exception("a delivery went wrong")
        return "error"
