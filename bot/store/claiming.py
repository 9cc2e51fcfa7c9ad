"""Claiming: what several processes may take, one takes, for as long as its lease lasts.

A row is open while `closed_at` is null and free from `free_at` on. Taking it sets `free_at` to the end of
the lease and raises `fence`: whoever took it closes or moves it only while the fence is still theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

Rows = Sequence[Mapping[str, Any]]
FARTHEST = timedelta(hours=1)  # no lease, retry or rate limit reaches as far: a clock since set back wrote it


async def take(
    connection: AsyncConnection,
    table: Table,
    *also: ColumnElement[bool],
    now: datetime,
    until: datetime,
    limit: int,
    first: ColumnElement[Any],
) -> Rows:
    """Up to `limit` open, free rows, those with the least `first` first, leased until that moment.

    On PostgreSQL, rows that another transaction is taking are skipped; on SQLite, whoever writes is alone.
    Leases that a clock wrote before it was set back would hold for hours: they begin anew.
    """
    is_open = table.c.closed_at.is_(None)
    stuck = update(table).where(is_open, table.c.free_at > now + FARTHEST)
    await connection.execute(stuck.values(free_at=until))
    free = select(table).where(is_open, table.c.free_at <= now, *also)
    chosen = free.order_by(first, table.c.id).limit(limit).with_for_update(skip_locked=True, of=table)
    rows = (await connection.execute(chosen)).mappings().all()
    ids = [row["id"] for row in rows]
    if ids:
        leased = {"free_at": until, "fence": table.c.fence + 1}
        await connection.execute(update(table).where(table.c.id.in_(ids)).values(leased))
    return [{**row, "free_at": until, "fence": row["fence"] + 1} for row in rows]


async def change(
    connection: AsyncConnection, table: Table, id: int, fence: int, *also: ColumnElement[bool], **values: Any
) -> bool:
    """Changes a row that is still ours; False where another has taken it or it was closed meanwhile."""
    ours = (table.c.id == id, table.c.fence == fence, table.c.closed_at.is_(None), *also)
    return (await connection.execute(update(table).where(*ours).values(values))).rowcount == 1
