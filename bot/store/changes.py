"""Changes: what a person did to their journey, so that it can be taken back and is not done twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.career.journey import Journey
from bot.career.person import Person
from bot.store.shapes import journey_from, snapshot
from bot.store.tables import changes

KEPT = 20  # changes a person


@dataclass(frozen=True, slots=True)
class Change:
    """`before` is the journey as it was; None where the change can't be taken back."""

    id: int
    what: str
    slug: str | None
    before: Journey | None


async def note(
    connection: AsyncConnection,
    person: Person,
    what: str,
    now: datetime,
    *,
    slug: str | None = None,
    before: Journey | None = None,
    once: str | None = None,
) -> None:
    """Notes a change, and forgets the person's oldest."""
    row = {"team": person.team, "user": person.user, "at": now, "what": what, "slug": slug, "undone": False}
    row |= {"before": snapshot(before) if before else None, "once": once}
    await connection.execute(changes.insert().values(row))
    await connection.execute(delete(changes).where(_theirs(person), changes.c.id.in_(_too_many(person))))


async def done_already(connection: AsyncConnection, once: str | None) -> bool:
    """Whether a change with that trigger was made."""
    if once is None:
        return False
    return (await connection.execute(select(changes.c.id).where(changes.c.once == once))).first() is not None


async def last(connection: AsyncConnection, person: Person) -> Change | None:
    """The person's newest change that was not taken back, where it can be."""
    newest = select(changes).where(_theirs(person), changes.c.undone.is_(False))
    row = (await connection.execute(newest.order_by(changes.c.id.desc()).limit(1))).one_or_none()
    if row is None or row.before is None:
        return None
    return Change(row.id, row.what, row.slug, journey_from(row.before))


async def take_back(connection: AsyncConnection, change: Change) -> None:
    await connection.execute(
        update(changes).where(changes.c.id == change.id).values(undone=True, before=None)
    )


def _theirs(person: Person) -> ColumnElement[bool]:
    return and_(changes.c.team == person.team, changes.c.user == person.user)


def _too_many(person: Person) -> Select[tuple[int]]:
    kept = select(changes.c.id).where(_theirs(person)).order_by(changes.c.id.desc())
    return kept.limit(1000).offset(KEPT)
