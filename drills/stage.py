"""The stage of a drill: people who are due, and whether each of them got one message and no second one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.career.journey import Journey
from bot.career.nudge import marker, occurrence
from bot.career.person import Person
from bot.career.rhythm import Rhythm
from bot.career.roadmap import Roadmap
from bot.store import Store, deliveries, journeys, open_store
from bot.store.shapes import journey_row, roadmap_row
from bot.store.tables import journeys as journeys_table
from bot.store.tables import roadmaps as roadmaps_table
from bot.store.upserting import upsert
from drills.judge import Judge, person_id
from drills.sender import GUIDE, TEAM

DUE = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOW = DUE + timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Score:
    """What came of it, by the judge's log. `extra` are posts of what was not due; all three must be 0."""

    lost: int
    doubled: int
    extra: int
    calls: dict[str, int]


def people(count: int, first: int = 1) -> list[Person]:
    return [Person(TEAM, person_id(number)) for number in range(first, first + count)]


def due_journey(person: Person, due: datetime = DUE) -> Journey:
    """Someone whose nudge is due and whose conversation is known."""
    roadmap = Roadmap(slug=GUIDE.slug, started_at=due - timedelta(days=3))
    return Journey(
        person=person,
        rhythm=Rhythm(zone="UTC"),
        roadmaps={GUIDE.slug: roadmap},
        own_at=due,
        channel="D" + person.user[1:],
    )


async def enrol(store: Store, journeys_of: Iterable[Journey]) -> None:
    """Keeps these journeys as if they had been begun."""
    chosen = list(journeys_of)

    async def work(connection: AsyncConnection) -> None:
        await upsert(connection, journeys_table, [journey_row(one) for one in chosen])
        walked = [roadmap_row(one.person, each) for one in chosen for each in one.roadmaps.values()]
        await upsert(connection, roadmaps_table, walked)

    await store.write(work)


async def prepare(database: str, who: list[Person]) -> None:
    """A fresh database with all of them due."""
    async with await open_store(database, migrated=True) as store:
        await enrol(store, (due_journey(person) for person in who))


async def all_closed(store: Store, count: int, patience: float) -> bool:
    """Whether that many deliveries were planned and all are closed, within so many seconds."""

    async def work(connection: AsyncConnection) -> bool:
        states = await deliveries.counted(connection)
        still_open = sum(states.get(state, 0) for state in ("pending", "sending", "ambiguous"))
        return not still_open and sum(states.values()) >= count

    end = time.monotonic() + patience
    while time.monotonic() < end:
        if await store.read(work) and not await store.read(_unplanned):
            return True
        await asyncio.sleep(0.2)
    return False


async def _unplanned(connection: AsyncConnection) -> bool:
    return await journeys.oldest_due(connection, NOW) is not None


async def score(judge: Judge, who: list[Person]) -> Score:
    """Lost: due and never posted. Doubled: posted more than once."""
    verdict = await judge.verdict()
    posted: dict[str, int] = verdict["per_marker"]
    wanted = {marker(occurrence(person, DUE.date())) for person in who}
    doubled = sum(1 for count in posted.values() if count > 1)
    unmarked = verdict["posts"] - sum(posted.values())
    return Score(
        len(wanted - set(posted)), doubled, len(set(posted) - wanted) + unmarked, dict(verdict["calls"])
    )
