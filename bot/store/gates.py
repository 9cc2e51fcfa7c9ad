"""Gates: how often a team may be asked for something, kept where every process sees it.

What lies farther ahead than any limit reaches was written by a clock that was set back, and shuts nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.claiming import FARTHEST
from bot.store.tables import gates, silenced_teams
from bot.store.upserting import insert_new, upsert

POST, FIND = "post", "find"


async def take_turn(
    connection: AsyncConnection, team: str, method: str, every: timedelta, now: datetime
) -> datetime:
    """The moment at which this caller may go ahead; the next caller's is `every` later."""
    gate = await _gate(connection, team, method)
    turn = max(at for at in (now, gate.turn_at, gate.not_before) if at and at <= now + FARTHEST)
    await connection.execute(update(gates).where(_named(team, method)).values(turn_at=turn + every))
    return turn


async def shut_until(
    connection: AsyncConnection, team: str, method: str, until: datetime, now: datetime
) -> None:
    """Nothing goes through before that moment, whoever asks."""
    gate = await _gate(connection, team, method)
    later = max(at for at in (until, gate.not_before) if at and at <= now + FARTHEST)
    await connection.execute(update(gates).where(_named(team, method)).values(not_before=later))


async def shut(connection: AsyncConnection, team: str, method: str, now: datetime) -> datetime | None:
    """Until when nothing goes through, None where the gate is open."""
    found: datetime | None = await connection.scalar(
        select(gates.c.not_before).where(_named(team, method), _ahead(gates.c.not_before, now, now))
    )
    return found


def passable(
    team: ColumnElement[str], method: ColumnElement[str], now: datetime, soon: datetime
) -> ColumnElement[bool]:
    """In a query: the team's gate is open and its next turn comes soon."""
    closed = or_(_ahead(gates.c.not_before, now, now), _ahead(gates.c.turn_at, soon, now))
    return ~exists().where(gates.c.team == team, gates.c.method == method, closed)


async def silence(connection: AsyncConnection, team: str, why: str, now: datetime) -> None:
    """Nothing is sent to this team until it is heard again."""
    await upsert(connection, silenced_teams, [{"team": team, "why": why, "at": now}])


async def hear_again(connection: AsyncConnection, team: str | None = None) -> int:
    """Sends to the team again, or to all; returns how many were silenced."""
    chosen = delete(silenced_teams)
    return (
        await connection.execute(chosen.where(silenced_teams.c.team == team) if team else chosen)
    ).rowcount


async def silenced(connection: AsyncConnection) -> int:
    """How many teams are silenced."""
    return int(await connection.scalar(select(func.count()).select_from(silenced_teams)) or 0)


def heard(team: ColumnElement[str]) -> ColumnElement[bool]:
    """In a query: the team is not silenced."""
    return ~exists().where(silenced_teams.c.team == team)


async def _gate(connection: AsyncConnection, team: str, method: str) -> Row[datetime | None, datetime | None]:
    """The gate's row, locked; made if it is not there."""
    row = {"team": team, "method": method, "turn_at": None, "not_before": None}
    await insert_new(connection, gates, [row])
    chosen = select(gates.c.turn_at, gates.c.not_before).where(_named(team, method))
    return (await connection.execute(chosen.with_for_update())).one()


def _ahead(at: ColumnElement[Any], then: datetime, now: datetime) -> ColumnElement[bool]:
    return and_(at > then, at <= now + FARTHEST)


def _named(team: str, method: str) -> ColumnElement[bool]:
    return and_(gates.c.team == team, gates.c.method == method)
