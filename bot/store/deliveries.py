"""Deliveries: a row for each occurrence, from its plan to what became of it.

`pending` was never posted; `sending` was posted or is being posted; `ambiguous` may have arrived. A closed
row is `sent`, `skipped` (with why), `cancelled` (by the person), `failed` or `unknown` (for the operator).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import and_, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.career.falling_due import STALE, Due
from bot.career.nudge import Kind, Postponed
from bot.career.person import Person
from bot.store import claiming, gates
from bot.store.shapes import postponed_json, postponed_of
from bot.store.tables import deliveries
from bot.store.upserting import insert_new, inserting

_EVER = datetime(2000, 1, 1, tzinfo=UTC)
Open = Literal["pending", "sending", "ambiguous"]
Closed = Literal["sent", "skipped", "cancelled", "failed", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An open row that this process has claimed; `fence` says that it is ours."""

    id: int
    fence: int
    occurrence: str
    person: Person
    slug: str | None
    kind: Kind
    day: date
    due_at: datetime
    postponed: Postponed | None
    state: Open
    step: str | None
    wording: int
    channel: str | None
    attempts: int
    looks: int
    attempted_at: datetime | None


async def plan(connection: AsyncConnection, due: Iterable[tuple[Person, Due]]) -> None:
    """Adds a row for each; an occurrence that is there already stays as it is.

    One that was skipped as stale without a try is due again: the clock had run ahead and was set back.
    """
    rows = [_planned(person, one) for person, one in due]
    await insert_new(connection, deliveries, [row for row in rows if row["closed_at"] is not None])
    fresh = [row for row in rows if row["closed_at"] is None]
    if not fresh:
        return
    insert = inserting(connection, deliveries)
    again = {name: insert.excluded[name] for name in ("due_at", "state", "why", "free_at", "closed_at")}
    untried = and_(deliveries.c.why == STALE, deliveries.c.state == "skipped", deliveries.c.attempts == 0)
    revive = insert.on_conflict_do_update(index_elements=["occurrence"], set_=again, where=untried)
    await connection.execute(revive, fresh)


def _planned(person: Person, due: Due) -> dict[str, Any]:
    return {
        "occurrence": due.occurrence,
        "team": person.team,
        "user": person.user,
        "slug": due.slug,
        "kind": due.kind,
        "day": due.day,
        "due_at": due.at,
        "postponed": postponed_json(due.postponed),
        "state": "skipped" if due.skipped else "pending",
        "why": due.skipped,
        "wording": 0,
        "attempts": 0,
        "looks": 0,
        "fence": 0,
        "free_at": _EVER,  # due times are people's, leases run on real time: never compare the two
        "closed_at": due.at if due.skipped else None,
    }


async def claim(
    connection: AsyncConnection, now: datetime, clock: datetime, lease: timedelta, limit: int
) -> list[Delivery]:
    """Due rows that are free and whose team may be written to, for as long as the lease lasts.

    `now` is people's time, `clock` the one that leases and gates run on.
    """
    table = deliveries.c
    method = case((table.state == "pending", gates.POST), else_=gates.FIND)
    rows = await claiming.take(
        connection,
        deliveries,
        table.due_at <= now,
        gates.heard(table.team),
        gates.passable(table.team, method, clock, clock + lease / 3),
        now=clock,
        until=clock + lease,
        limit=limit,
        first=table.due_at,
    )
    return [_delivery(row) for row in rows]


async def anything_open(connection: AsyncConnection, now: datetime) -> bool:
    """Whether a row is due; costs the same however many people there are."""
    due = select(deliveries.c.id).where(deliveries.c.closed_at.is_(None), deliveries.c.due_at <= now)
    return (await connection.execute(due.limit(1))).first() is not None


async def note_attempt(
    connection: AsyncConnection,
    mine: Delivery,
    *,
    slug: str,
    step: str | None,
    wording: int,
    clock: datetime,
    until: datetime,
) -> Delivery | None:
    """The row as one that is being posted; None where it is no longer ours or was cancelled."""
    first = mine.attempted_at or clock
    kept = await claiming.change(
        connection,
        deliveries,
        mine.id,
        mine.fence,
        deliveries.c.state == mine.state,
        state="sending",
        slug=slug,
        step=step,
        wording=wording,
        attempts=mine.attempts + 1,
        looks=0,
        attempted_at=first,
        tried_at=clock,
        free_at=until,
    )
    if not kept:
        return None
    return replace(
        mine,
        state="sending",
        slug=slug,
        step=step,
        wording=wording,
        attempts=mine.attempts + 1,
        looks=0,
        attempted_at=first,
    )


async def last_tried(connection: AsyncConnection, person: Person) -> datetime | None:
    """When this person was last written to, on the clock that leases run on."""
    theirs = (deliveries.c.team == person.team, deliveries.c.user == person.user)
    found: datetime | None = await connection.scalar(select(func.max(deliveries.c.tried_at)).where(*theirs))
    return found


async def reopen(
    connection: AsyncConnection, mine: Delivery, state: Open, free_at: datetime, **values: Any
) -> bool:
    """Gives the row back, to be taken again from that moment on; False where it is no longer ours."""
    if "postponed" in values:
        values["postponed"] = postponed_json(values["postponed"])
    return await claiming.change(
        connection, deliveries, mine.id, mine.fence, state=state, free_at=free_at, **values
    )


async def close(
    connection: AsyncConnection, mine: Delivery, state: Closed, clock: datetime, **values: Any
) -> bool:
    """Says what became of the row; False where it is no longer ours."""
    return await claiming.change(
        connection, deliveries, mine.id, mine.fence, state=state, closed_at=clock, **values
    )


async def cancel_pending(
    connection: AsyncConnection, person: Person, clock: datetime, slug: str | None = None
) -> int:
    """Takes back what was planned for a person and not posted yet; what is on its way may still arrive."""
    chosen = update(deliveries).where(
        deliveries.c.team == person.team,
        deliveries.c.user == person.user,
        deliveries.c.kind.in_(("nudge", "snooze")),
        deliveries.c.state == "pending",
    )
    if slug:
        chosen = chosen.where(deliveries.c.slug == slug)
    return (await connection.execute(chosen.values(state="cancelled", closed_at=clock))).rowcount


async def oldest_open(connection: AsyncConnection, now: datetime) -> datetime | None:
    """When the longest overdue row was due."""
    due = (deliveries.c.closed_at.is_(None), deliveries.c.due_at <= now, gates.heard(deliveries.c.team))
    found: datetime | None = await connection.scalar(select(func.min(deliveries.c.due_at)).where(*due))
    return found


async def next_due(connection: AsyncConnection, after: datetime) -> datetime | None:
    """When the next open row is due after that moment."""
    to_come = (deliveries.c.closed_at.is_(None), deliveries.c.due_at > after)
    found: datetime | None = await connection.scalar(select(func.min(deliveries.c.due_at)).where(*to_come))
    return found


async def counted(connection: AsyncConnection) -> dict[str, int]:
    """How many rows stand in each state."""
    rows = await connection.execute(select(deliveries.c.state, func.count()).group_by(deliveries.c.state))
    return {str(state): int(count) for state, count in rows}


def _delivery(row: Mapping[str, Any]) -> Delivery:
    known = {name: row[name] for name in Delivery.__slots__ if name not in ("person", "postponed")}
    return Delivery(
        person=Person(row["team"], row["user"]), postponed=postponed_of(row["postponed"]), **known
    )
