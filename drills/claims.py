"""Several workers at once, on one database, with nothing going wrong."""

from __future__ import annotations

import asyncio
import time

from bot.store import open_store
from drills.fleet import Fleet
from drills.judge import judging
from drills.report import KINDS, Rig, Row, Rows, missed
from drills.sender import Errand
from drills.stage import NOW, all_closed, people, prepare, score

DUE = 1_000
START = 2.0  # seconds that they are given to be there


async def drill(rig: Rig) -> Rows:
    for kind in KINDS:
        for count in (2, 8):
            yield await workers(kind, rig.fresh(kind), count=count, due=DUE)


async def workers(kind: str, database: str, *, count: int, due: int) -> Row:
    """So many workers begin at the same moment, with so many due."""
    who = people(due)
    await prepare(database, who)
    async with judging(due) as judge, await open_store(database, migrated=True) as store:
        start = time.time() + START
        fleet = Fleet(Errand(database, judge.api_url, judge.token, NOW, start_at=start))
        try:
            for _ in range(count):
                fleet.add()
            await asyncio.sleep(start - time.time())
            closed = await all_closed(store, due, patience=120)
            took = time.time() - start
        finally:
            fleet.stop()
        found = await score(judge, who)
        return Row(
            what=f"{count} workers at once, {kind}",
            runs=f"{due:,} due",
            lost=found.lost,
            doubled=found.doubled,
            figures=f"{due / took:.0f} sent a second",
            missed=missed(all_closed=closed, nothing_else_posted=not found.extra),
        )
