"""kill -9 at random moments while four posts in ten go wrong."""

from __future__ import annotations

import asyncio
import random
import time

from bot.store import open_store
from drills.fleet import Fleet
from drills.judge import BAD_DAY, judging
from drills.report import KINDS, Rig, Row, Rows, missed
from drills.sender import Errand
from drills.stage import NOW, all_closed, people, prepare, score

DUE, KILLS, SENDERS = 1_500, 200, 2


async def drill(rig: Rig) -> Rows:
    for number, kind in enumerate(KINDS):
        yield await random_kills(kind, rig.fresh(kind), due=DUE, kills=KILLS, seed=rig.seed + number)


async def random_kills(kind: str, database: str, *, due: int, kills: int, seed: int) -> Row:
    """That many due and that many kills, each followed by a new sender. The judge's log is what counts."""
    who = people(due)
    await prepare(database, who)
    async with judging(due) as judge, await open_store(database, migrated=True) as store:
        await judge.faults(seed, *BAD_DAY)
        fleet = Fleet(Errand(database, judge.api_url, judge.token, NOW))
        began = time.monotonic()
        try:
            for _ in range(SENDERS):
                fleet.add()
            await _kill(fleet, kills, random.Random(seed))
            last_kill = time.monotonic()
            closed = await all_closed(store, due, patience=300)
        finally:
            fleet.stop()
        over = time.monotonic()
        found = await score(judge, who)
        calls = found.calls
        return Row(
            what=f"kill -9 at random, {SENDERS} senders, 40 % of posts faulted, {kind}",
            runs=f"{due:,} due, {fleet.killed} kills",
            lost=found.lost,
            doubled=found.doubled,
            figures=f"{over - began:.0f} s, closed {over - last_kill:.0f} s after the last kill; "
            f"{calls['chat.postMessage'] / due:.2f} posts and "
            f"{calls.get('conversations.history', 0) / due:.2f} looks each",
            seed=seed,
            missed=missed(all_closed=closed, nothing_else_posted=not found.extra),
        )


async def _kill(fleet: Fleet, times: int, chance: random.Random) -> None:
    while fleet.killed < times:
        await asyncio.sleep(chance.uniform(0.02, 0.45))
        fleet.kill(chance.choice(fleet.senders))
        fleet.add()
