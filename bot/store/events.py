"""Events: what Slack told us and we acknowledged, until it was answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import claiming
from bot.store.tables import inbox
from bot.store.upserting import new_only


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`id` is unique in all; where `ts` is given, so is (team, channel, ts).

    `attempted`: an answer to it may already be out. `attempts` counts who took it before.
    """

    id: str
    team: str
    kind: str
    channel: str | None = None
    ts: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)
    attempted: bool = False
    attempts: int = 0
    fence: int = 1


# What is set is said with each execution.
_OURS = update(inbox).where(
    inbox.c.event == bindparam("its_event"),
    inbox.c.fence == bindparam("its_fence"),
    inbox.c.closed_at.is_(None),
)


async def add(connection: AsyncConnection, event: Event, now: datetime, until: datetime) -> bool:
    """Keeps the event, leased to whoever received it; False where it is there already."""
    row = {
        "event": event.id,
        "team": event.team,
        "kind": event.kind,
        "channel": event.channel,
        "ts": event.ts,
        "body": json.dumps(event.body).encode(),
        "received_at": now,
        "attempts": 0,
        "fence": 1,
        "free_at": until,
    }
    return (await connection.execute(_adding(connection.dialect.name), row)).first() is not None


@cache  # building it costs more than running it
def _adding(dialect: str) -> Any:
    return new_only(dialect, inbox).returning(inbox.c.id)


async def take(connection: AsyncConnection, now: datetime, until: datetime, limit: int) -> list[Event]:
    """Events whose lease ran out, the oldest first."""
    rows = await claiming.take(connection, inbox, now=now, until=until, limit=limit, first=inbox.c.free_at)
    ids = [row["id"] for row in rows]
    if ids:
        counted = update(inbox).where(inbox.c.id.in_(ids)).values(attempts=inbox.c.attempts + 1)
        await connection.execute(counted)
    return [_event(row) for row in rows]


async def note_attempt(connection: AsyncConnection, event: Event, now: datetime | None) -> bool:
    """Notes that an answer is about to go out, or that none did; False where another has taken the event."""
    return await _change(connection, event, attempted_at=now)


async def close(connection: AsyncConnection, event: Event, now: datetime) -> bool:
    """The event is answered: its body is erased."""
    return await _change(connection, event, closed_at=now, body=None)


async def waiting(connection: AsyncConnection, now: datetime) -> datetime | None:
    """When the event that waits longest was received, None when none waits."""
    free = (inbox.c.closed_at.is_(None), inbox.c.free_at <= now)
    found: datetime | None = await connection.scalar(select(func.min(inbox.c.received_at)).where(*free))
    return found


async def _change(connection: AsyncConnection, event: Event, **values: Any) -> bool:
    named = {"its_event": event.id, "its_fence": event.fence}
    return (await connection.execute(_OURS, values | named)).rowcount == 1


def _event(row: Mapping[str, Any]) -> Event:
    return Event(
        id=row["event"],
        team=row["team"],
        kind=row["kind"],
        channel=row["channel"],
        ts=row["ts"],
        body=json.loads(row["body"]) if row["body"] else {},
        attempted=row["attempted_at"] is not None,
        attempts=row["attempts"] + 1,
        fence=row["fence"],
    )
