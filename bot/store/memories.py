"""What is remembered of conversations, a row for each thread or person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.career.memory import Memory
from bot.career.question import Details
from bot.store.tables import memories
from bot.store.upserting import upsert

Key = tuple[str, str, str]
Run = Callable[[Callable[[AsyncConnection], Awaitable[Any]]], Awaitable[Any]]


class Memories:
    """By (team, channel, thread or user)."""

    def __init__(self, read: Run, write: Run) -> None:
        self._read = read
        self._write = write

    async def get(self, key: Key) -> Memory | None:
        async def find(connection: AsyncConnection) -> Any:
            return (await connection.execute(select(memories).where(*_named(key)))).one_or_none()

        row = await self._read(find)
        return None if row is None else _memory(row.memory)

    async def put(self, key: Key, memory: Memory, now: datetime) -> None:
        team, channel, thread = key
        row = {"team": team, "channel": channel, "thread": thread, "memory": _json(memory), "at": now}
        await self._write(lambda connection: upsert(connection, memories, [row]))


def _named(key: Key) -> tuple[Any, ...]:
    team, channel, thread = key
    return memories.c.team == team, memories.c.channel == channel, memories.c.thread == thread


def _json(memory: Memory) -> dict[str, Any]:
    written = asdict(memory)
    written["at"] = memory.at.isoformat() if memory.at else None
    return written


def _memory(written: dict[str, Any]) -> Memory:
    known = {field.name for field in fields(Details)}  # another version may have written it
    details: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in written["details"].items()
        if name in known
    }
    said_at = datetime.fromisoformat(written["at"]) if written["at"] else None
    return Memory(
        role=written["role"],
        topics=tuple(written["topics"]),
        details=Details(**details),
        at=said_at,
        turns=written["turns"],
    )
