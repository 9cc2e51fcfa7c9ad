"""Heartbeats: when each kind of round last ran."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import heartbeats
from bot.store.upserting import upsert


async def beat(connection: AsyncConnection, name: str, clock: datetime) -> None:
    await upsert(connection, heartbeats, [{"name": name, "at": clock}])


async def last_beat(connection: AsyncConnection, name: str) -> datetime | None:
    found: datetime | None = await connection.scalar(select(heartbeats.c.at).where(heartbeats.c.name == name))
    return found
