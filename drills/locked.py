"""Somebody holds the database: nothing is lost, and slash commands are answered all the while."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import psycopg

from bot.store.tables import metadata
from drills.judge import person_id
from drills.lives import Scene, scene, spread
from drills.report import KINDS, Rig, Row, Rows, missed

HOLDS = (10.0, 30.0)  # seconds
EVERY = 0.5  # seconds from one person's question to the next one's
SLACKS_PATIENCE, RECOVERY = 3.0, 5.0
PATIENCE = 240.0
LATER = "try again in a minute"


async def drill(rig: Rig) -> Rows:
    """Both databases and both times beside each other: they mostly wait."""
    chosen = [(kind, hold) for kind in KINDS for hold in HOLDS]
    for row in [asyncio.create_task(held(kind, rig.fresh(kind), hold)) for kind, hold in chosen]:
        yield await row


@asynccontextmanager
async def lock(kind: str, database: str) -> AsyncIterator[None]:
    """Another program has the database to itself for as long as this runs."""
    if kind == "SQLite":
        other = sqlite3.connect(database.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("PRAGMA busy_timeout = 10000")
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")
        other.close()
        return
    async with await psycopg.AsyncConnection.connect(database) as connection:
        names = ", ".join(f'"{table}"' for table in metadata.tables)
        await connection.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE".encode())
        yield


async def held(kind: str, database: str, hold: float) -> Row:
    """People ask in direct messages and by slash command while the database is held."""
    count = round(hold / EVERY)
    async with scene(database, 2 * count + 1) as here, AsyncExitStack() as stack:
        way = here.way_to(await here.bot(stack))
        stack.push_async_callback(way.close)
        here.slack.world.courier.carrier = way
        await _change(here, 2 * count + 1, "start roadmap")
        async with lock(kind, database), asyncio.TaskGroup() as group:
            for number in range(1, count + 1):
                group.create_task(here.ask(number))
                group.create_task(_slash(here, count + number))
                await asyncio.sleep(EVERY)
            turned_away = await _change(here, 2 * count + 1, "done")
        recovered = await _recovery(here, 2 * count + 1)
        answered = await _all_answered(here, count) and await here.all_closed(PATIENCE)
        lost, doubled = here.verdict(range(1, count + 1))
        taken = [one for one in here.slack.world.records.deliveries if one.kind == "command"]
    slow = sum(1 for one in taken if one.outcome != "ok" or one.seconds > SLACKS_PATIENCE)
    return Row(
        what=f"the database held for {hold:.0f} s, {kind}",
        runs=f"{count} direct messages and {count} slash questions meanwhile",
        lost=lost,
        doubled=doubled,
        figures=f"slash commands answered in {spread([one.seconds for one in taken])} (median, p99, "
        f"longest: a change that was put off); the next went through {recovered:.1f} s after",
        missed=missed(
            all_answered=answered,
            slash_commands_in_time=not slow,
            a_change_is_put_off_politely=LATER in turned_away,
            recovery_in_time=recovered <= RECOVERY,
        ),
    )


async def _slash(here: Scene, number: int) -> None:
    await here.slack.command(person_id(number), "dm", "/career", "what does it pay")


async def _change(here: Scene, number: int, words: str) -> str:
    shown = await here.slack.command(person_id(number), "dm", "/career", words)
    return str((shown or {}).get("text"))


async def _recovery(here: Scene, number: int) -> float:
    """Seconds until a command that changes something goes through again."""
    began = time.monotonic()
    for _ in range(round(PATIENCE)):
        if LATER not in await _change(here, number, "done"):
            break
        await asyncio.sleep(0.1)
    return time.monotonic() - began


async def _all_answered(here: Scene, count: int) -> bool:
    """Whether each has an answer, once Slack has delivered again what was refused."""
    for _ in range(round(PATIENCE)):
        if not here.verdict(range(1, count + 1))[0]:
            return True
        await asyncio.sleep(1)
    return False
