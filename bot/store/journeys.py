"""Keeping journeys: one at a time for the person's own changes, many at once for a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, delete, false, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.career.journey import FARTHEST, Journey
from bot.career.person import Person
from bot.career.roadmap import Roadmap
from bot.store.shapes import journey_of, journey_row, roadmap_of, roadmap_row
from bot.store.tables import changes, deliveries, journeys, roadmaps
from bot.store.upserting import upsert

Connection = AsyncConnection


async def load(connection: AsyncConnection, person: Person, *, lock: bool = False) -> Journey | None:
    """The person's journey; with `lock`, nobody else changes it until this transaction ends."""
    chosen = select(journeys).where(_of(journeys, person))
    found = await _load(connection, chosen.with_for_update() if lock else chosen)
    return found[0] if found else None


async def save(connection: AsyncConnection, journey: Journey, before: Journey | None) -> None:
    """Keeps the journey; of its roadmaps only those that differ from `before`."""
    await upsert(connection, journeys, [journey_row(journey)])
    old = before.roadmaps if before else {}
    new = [one for slug, one in journey.roadmaps.items() if old.get(slug) != one]
    await upsert(connection, roadmaps, [roadmap_row(journey.person, one) for one in new])
    gone = [slug for slug in old if slug not in journey.roadmaps]
    if gone:
        dropped = and_(_of(roadmaps, journey.person), roadmaps.c.slug.in_(gone))
        await connection.execute(delete(roadmaps).where(dropped))


async def save_times(connection: AsyncConnection, moved: Sequence[Journey]) -> None:
    """Keeps many journeys whose roadmaps did not change."""
    await upsert(connection, journeys, [journey_row(journey) for journey in moved])


async def without_channel(connection: AsyncConnection, person: Person) -> bool:
    """Whether this is someone whose conversation is not known."""
    unknown = select(journeys.c.team).where(_of(journeys, person), journeys.c.channel.is_(None))
    return (await connection.execute(unknown)).first() is not None


async def set_channel(connection: AsyncConnection, person: Person, channel: str) -> None:
    """Keeps which conversation the person's messages are in."""
    await connection.execute(update(journeys).where(_of(journeys, person)).values(channel=channel))


async def forget(connection: AsyncConnection, person: Person) -> None:
    """Erases everything that is kept of a person's journey."""
    for table in (journeys, roadmaps, changes, deliveries):
        await connection.execute(delete(table).where(_of(table, person)))


async def anything_due(connection: AsyncConnection, now: datetime) -> bool:
    """Whether a journey is due, to be looked at or to be mended; costs the same however many there are."""
    for due in (_due(now), _to_look_at(now), _too_far(now)):
        if (await connection.execute(select(journeys.c.team).where(due).limit(1))).first():
            return True
    return False


async def take_due(connection: AsyncConnection, now: datetime, limit: int) -> list[Journey]:
    """Journeys that are due, longest first, locked for this transaction; others skip them meanwhile."""
    return await _load(connection, _locked(_due(now), limit).order_by(journeys.c.next_at))


async def take_too_far(connection: AsyncConnection, now: datetime, limit: int) -> list[Journey]:
    """Journeys whose next time lies farther ahead than any rhythm or snooze puts it."""
    return await _load(connection, _locked(_too_far(now), limit))


async def people_to_look_at(connection: AsyncConnection, now: datetime, limit: int) -> list[Person]:
    """People whose zone should be looked up before their next nudge."""
    chosen = select(journeys.c.team, journeys.c.user).where(_to_look_at(now)).limit(limit)
    return [Person(*row) for row in await connection.execute(chosen)]


async def looked_at(connection: AsyncConnection, people: Iterable[Person]) -> None:
    """Notes that these people were looked up, or could not be."""
    await connection.execute(update(journeys).where(_among(journeys, people)).values(look_at=None))


async def oldest_due(connection: AsyncConnection, now: datetime) -> datetime | None:
    """When the longest overdue journey was due."""
    found: datetime | None = await connection.scalar(select(func.min(journeys.c.next_at)).where(_due(now)))
    return found


async def next_due(connection: AsyncConnection, after: datetime) -> datetime | None:
    """When the next journey is due after that moment."""
    to_come = select(func.min(journeys.c.next_at)).where(journeys.c.next_at > after)
    found: datetime | None = await connection.scalar(to_come)
    return found


def _due(now: datetime) -> ColumnElement[bool]:
    return journeys.c.next_at <= now


def _to_look_at(now: datetime) -> ColumnElement[bool]:
    return journeys.c.look_at <= now


def _too_far(now: datetime) -> ColumnElement[bool]:
    return journeys.c.next_at > now + FARTHEST


def _locked(which: ColumnElement[bool], limit: int) -> Select[Any]:
    return select(journeys).where(which).limit(limit).with_for_update(skip_locked=True)


def _of(table: Table, person: Person) -> ColumnElement[bool]:
    return and_(table.c.team == person.team, table.c.user == person.user)


def _among(table: Table, people: Iterable[Person]) -> ColumnElement[bool]:
    """The rows of these people, team by team: for a list of pairs SQLite would pass over the whole table."""
    users: dict[str, list[str]] = {}
    for person in people:
        users.setdefault(person.team, []).append(person.user)
    return or_(false(), *(and_(table.c.team == team, table.c.user.in_(ids)) for team, ids in users.items()))


async def _load(connection: AsyncConnection, chosen: Select[Any]) -> list[Journey]:
    rows: Sequence[Mapping[str, Any]] = (await connection.execute(chosen)).mappings().all()
    walked = await _roadmaps(connection, [Person(row["team"], row["user"]) for row in rows])
    return [journey_of(row, walked.get(Person(row["team"], row["user"]), {})) for row in rows]


_AT_ONCE = 200  # people in one query: SQLite's parameters are limited


async def _roadmaps(connection: AsyncConnection, people: list[Person]) -> dict[Person, dict[str, Roadmap]]:
    found: dict[Person, dict[str, Roadmap]] = {}
    for start in range(0, len(people), _AT_ONCE):
        theirs = select(roadmaps).where(_among(roadmaps, people[start : start + _AT_ONCE]))
        for row in (await connection.execute(theirs)).mappings():
            found.setdefault(Person(row["team"], row["user"]), {})[row["slug"]] = roadmap_of(row)
    return found
