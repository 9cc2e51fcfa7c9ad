"""Self-checks that people chose to keep: one for each role, the newest."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.career.person import Person
from bot.career.selfcheck import LEVELS, SelfCheck
from bot.store.tables import self_checks
from bot.store.upserting import upsert


async def keep(connection: AsyncConnection, person: Person, check: SelfCheck) -> None:
    row = {"team": person.team, "user": person.user, "slug": check.slug}
    await upsert(connection, self_checks, [row | {"levels": dict(check.levels), "at": check.at}])


async def kept(connection: AsyncConnection, person: Person) -> tuple[SelfCheck, ...]:
    """All that the person kept, the newest first."""
    mine = select(self_checks).where(self_checks.c.team == person.team, self_checks.c.user == person.user)
    rows = await connection.execute(mine.order_by(self_checks.c.at.desc(), self_checks.c.slug))
    return tuple(
        SelfCheck(row.slug, {skill: said for skill, said in row.levels.items() if said in LEVELS}, row.at)
        for row in rows
    )


async def remove(connection: AsyncConnection, person: Person, slug: str | None = None) -> int:
    """Forgets the one about that role, or all; returns how many those were."""
    theirs = delete(self_checks).where(self_checks.c.team == person.team, self_checks.c.user == person.user)
    which = theirs if slug is None else theirs.where(self_checks.c.slug == slug)
    return (await connection.execute(which)).rowcount
