"""What a tick costs: with a million people enrolled no more than with a thousand, while nothing is due."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Select, Table, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.advisor.nudges import claim_round, nudge_round, plan_round
from bot.advisor.terms import USUAL
from bot.store import Store, open_store
from bot.store.tables import journeys, roadmaps
from drills.mailbox import Mailbox
from drills.report import KINDS, Rig, Row, Rows, missed
from drills.sender import LIBRARY, Nobody
from drills.stage import DUE, NOW, due_journey, enrol, people

FEW, DOUBLINGS, FALL_DUE = 1_000, 10, 1_000
TICKS, BATCHES = 400, 5
RATIO, SECOND = 1.5, 1.0


async def drill(rig: Rig) -> Rows:
    for kind in KINDS:
        yield await cost(kind, rig.fresh(kind), rig.fresh(kind))


async def cost(kind: str, small: str, large: str, doublings: int = DOUBLINGS, ticks: int = TICKS) -> Row:
    """Ticks with few and with many enrolled, in turn; then some of the many fall due."""
    many_people = FEW << doublings
    async with await open_store(small, migrated=True) as few, await open_store(large, migrated=True) as many:
        for store in (few, many):
            times = (DUE + timedelta(days=3, minutes=number) for number in range(FEW))
            await enrol(store, map(due_journey, people(FEW), times))
        for number in range(doublings):
            await many.write(partial(_double, number=number))
        for store in (few, many):
            await store.write(_settle)
            await store.erase_traces()
        first, second = await _ticks(few, many, ticks)
        seconds, lost = await _plan_and_claim(many)
    ratio = second / first
    return Row(
        what=f"a tick with nothing due, {kind}",
        runs=f"{ticks} ticks with {FEW:,} and with {many_people:,} enrolled, in turn",
        lost=lost,
        figures=f"median {first:.1f} and {second:.1f} ms, ratio {ratio:.2f}; {FALL_DUE:,} due among "
        f"{many_people:,} were planned and claimed in {seconds:.2f} s (best of {BATCHES})",
        missed=missed(ratio=ratio <= RATIO, planned_and_claimed_in_a_second=seconds < SECOND),
    )


async def _double(connection: AsyncConnection, number: int) -> None:
    """Everybody gets a twin who is due when they are."""
    for table in (journeys, roadmaps):
        await connection.execute(
            insert(table).from_select([one.name for one in table.c], _twins(table, number))
        )


def _twins(table: Table, number: int) -> Select[Any]:
    return select(*(one + f"-{number}" if one.name == "user" else one for one in table.c))


async def _settle(connection: AsyncConnection) -> None:
    """What the database does by itself within minutes of so many new rows."""
    await connection.execute(text("ANALYZE"))


async def _ticks(few: Store, many: Store, ticks: int) -> tuple[float, float]:
    """The median tick of each, in milliseconds. The first ones warm up."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(ticks):
        for store, times in zip((few, many), took, strict=True):
            began = time.perf_counter()
            report = await nudge_round(store, LIBRARY, Mailbox(), Nobody(), NOW, clock=_clock)
            times.append((time.perf_counter() - began) * 1000)
            if report.planned or report.outcomes:
                raise AssertionError("something was due")
    first, second = (statistics.median(times[ticks // 10 :]) for times in took)
    return first, second


async def _plan_and_claim(store: Store) -> tuple[float, int]:
    """How many seconds it took, the least disturbed time of several, and how many were left behind."""
    took, lost = [], 0
    for batch in range(BATCHES):
        fall_due = people(FALL_DUE, first=FEW + 1 + batch * FALL_DUE)
        await enrol(store, (due_journey(person) for person in fall_due))
        began = time.perf_counter()
        while await plan_round(store, NOW):
            pass
        claimed = await claim_round(store, NOW, _clock(), USUAL, FALL_DUE)
        took.append(time.perf_counter() - began)
        lost += FALL_DUE - len({one.person for one in claimed} & set(fall_due))
    return min(took), lost


def _clock() -> datetime:
    return datetime.now(UTC)
