"""What people thought of answers, what they meant by their words, and what happens only once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.career.person import Person
from bot.store.tables import corrections, onces, opinions
from bot.store.upserting import inserting, upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """`answer` names the message; `reason` is one word of ours, if the person gave one."""

    answer: str
    helpful: bool
    reason: str | None = None
    role: str | None = None
    topics: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """`said` was answered with `was` (None: the bot asked) and meant `meant` (None: nothing we have)."""

    said: str
    role: str | None
    was: str | None
    meant: str | None


async def note_opinion(connection: AsyncConnection, person: Person, opinion: Opinion, now: datetime) -> None:
    """The person's opinion of that answer; a later one takes its place."""
    row = {
        "team": person.team,
        "user": person.user,
        "answer": opinion.answer,
        "helpful": opinion.helpful,
        "reason": opinion.reason,
        "role": opinion.role,
        "topics": list(opinion.topics),
        "at": now,
    }
    await upsert(connection, opinions, [row])


async def opinions_of(connection: AsyncConnection, person: Person) -> list[Opinion]:
    found = await connection.execute(
        select(opinions).where(opinions.c.team == person.team, opinions.c.user == person.user)
    )
    return [
        Opinion(answer=row.answer, helpful=row.helpful, reason=row.reason, role=row.role, topics=row.topics)
        for row in found
    ]


async def note_correction(
    connection: AsyncConnection, team: str, correction: Correction, now: datetime
) -> None:
    row = {
        "team": team,
        "said": correction.said,
        "role": correction.role,
        "was": correction.was,
        "meant": correction.meant,
        "at": now,
    }
    await connection.execute(insert(corrections).values(row))


async def corrections_of(connection: AsyncConnection, team: str) -> list[Correction]:
    """All of a workspace's, the oldest first."""
    found = await connection.execute(
        select(corrections).where(corrections.c.team == team).order_by(corrections.c.id)
    )
    return [Correction(said=row.said, role=row.role, was=row.was, meant=row.meant) for row in found]


async def first_time(connection: AsyncConnection, person: Person, what: str, now: datetime) -> bool:
    """Whether this has not happened to the person before; from now on it has."""
    row = {"team": person.team, "user": person.user, "what": what, "at": now}
    statement = inserting(connection, onces).values(row).on_conflict_do_nothing()
    return (await connection.execute(statement)).rowcount == 1
