"""Erasure: one person, one workspace, or whatever has grown old."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Delete, Table, delete, func, or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.career.person import Person
from bot.store.tables import (
    changes,
    corrections,
    deliveries,
    inbox,
    installations,
    journeys,
    memories,
    metadata,
    oauth_states,
    onces,
    opinions,
    self_checks,
)

# How long what is done with is kept; docs/privacy.md says why.
EVENTS: Final = timedelta(days=2)
CONVERSATIONS: Final = timedelta(hours=1)
CHANGES: Final = timedelta(days=30)
DELIVERIES: Final = timedelta(days=90)
CORRECTIONS: Final = timedelta(days=180)
OPINIONS: Final = timedelta(days=365)
PEOPLE: Final = timedelta(days=730)

PERSONAL: Final = tuple(table for table in metadata.sorted_tables if {"team", "user"} <= set(table.c.keys()))


async def erase_person(connection: AsyncConnection, person: Person) -> int:
    """Removes every row of a person's and returns how many those were. Safe to repeat."""
    private = union(*(select(table.c.channel).where(*_of(table, person)) for table in (journeys, deliveries)))
    theirs = or_(memories.c.thread == person.user, memories.c.channel.in_(private))
    return await _erase(
        connection,
        delete(memories).where(memories.c.team == person.team, theirs),
        delete(inbox).where(
            inbox.c.team == person.team, inbox.c.channel.in_(private), inbox.c.closed_at.is_not(None)
        ),
        *(delete(table).where(*_of(table, person)) for table in PERSONAL),
    )


async def erase_team(connection: AsyncConnection, team: str, at: datetime) -> int:
    """Removes every row of a workspace's, its token with them, unless it was installed anew after `at`."""
    newer = select(installations.c.team).where(
        installations.c.team == team, installations.c.installed_at > at
    )
    if await connection.scalar(newer) is not None:
        return 0
    theirs = [table for table in metadata.sorted_tables if "team" in table.c]
    return await _erase(connection, *(delete(table).where(table.c.team == team) for table in theirs))


async def prune(connection: AsyncConnection, now: datetime) -> int:
    """Removes what is older than docs/privacy.md promises to keep; returns how many rows those were."""
    removed = await _erase(
        connection,
        delete(inbox).where(inbox.c.closed_at < now - EVENTS),
        delete(memories).where(memories.c.at < now - CONVERSATIONS),
        delete(changes).where(changes.c.at < now - CHANGES),
        delete(deliveries).where(deliveries.c.closed_at < now - DELIVERIES),
        delete(corrections).where(corrections.c.at < now - CORRECTIONS),
        delete(opinions).where(opinions.c.at < now - OPINIONS),
        delete(onces).where(onces.c.at < now - PEOPLE),
        delete(self_checks).where(self_checks.c.at < now - PEOPLE),
        delete(oauth_states).where(oauth_states.c.good_until <= now),
    )
    for person in await _long_gone(connection, now - PEOPLE):
        removed += await erase_person(connection, person)
    return removed


async def _long_gone(connection: AsyncConnection, before: datetime) -> list[Person]:
    """People who did nothing with their roadmap since that moment, and were sent nothing."""
    last_sent = func.coalesce(journeys.c.sent_at, journeys.c.touched_at)
    chosen = select(journeys.c.team, journeys.c.user).where(
        journeys.c.touched_at < before, last_sent < before
    )
    return [Person(team, user) for team, user in await connection.execute(chosen)]


def _of(table: Table, person: Person) -> tuple[ColumnElement[bool], ...]:
    return table.c.team == person.team, table.c.user == person.user


async def _erase(connection: AsyncConnection, *steps: Delete) -> int:
    return sum([(await connection.execute(step)).rowcount for step in steps])
