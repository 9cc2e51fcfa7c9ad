"""kill -9 at each exact point of a delivery, many times."""

from __future__ import annotations

import asyncio
import signal
import time
from datetime import timedelta

from bot.advisor.terms import Terms
from bot.store import open_store
from drills.crashes import POINTS, DieAt, OnTheWire, Point
from drills.fleet import Fleet
from drills.judge import Faults, judging
from drills.report import KINDS, Rig, Row, Rows, missed
from drills.sender import Errand
from drills.stage import NOW, all_closed, due_journey, enrol, people, score

TIMES = 25
ROWS = 4  # that fall due before each death
REACHED, GLANCE = 30.0, 0.01  # seconds within which a sender must have come to its point; between looks
AT_ONCE = 3  # points that are drilled beside each other, each with a database and a judge of its own
QUICK = Terms(
    timeout=timedelta(milliseconds=800),
    settle=timedelta(milliseconds=1000),
    lease=timedelta(milliseconds=2000),
    second_look=timedelta(milliseconds=100),
    turn=timedelta(0),
    breath=timedelta(0),
    retry=timedelta(milliseconds=100),
)

# Enough doubt that looking back is as common as posting, and from the start.
DOUBTFUL: Faults = (
    {"method": "chat.postMessage", "does": "close", "on": [1], "accepted": True},
    {"method": "chat.postMessage", "does": "status", "on": [2]},
    {"method": "chat.postMessage", "does": "close", "chance": 0.25, "accepted": True},
    {"method": "chat.postMessage", "does": "status", "chance": 0.25},
    {"method": "chat.postMessage", "does": "hang", "chance": 0.03, "accepted": True},
    {"method": "conversations.history", "does": "lag", "seconds": 0.25},
)


async def drill(rig: Rig) -> Rows:
    for kind in KINDS:
        free = asyncio.Semaphore(AT_ONCE)

        async def one(number: int, kind: str = kind, free: asyncio.Semaphore = free) -> Row:
            async with free:
                return await at_point(kind, rig.fresh(kind), POINTS[number], TIMES, rig.seed + number)

        rows = [asyncio.create_task(one(number)) for number in range(len(POINTS))]
        for row in rows:
            yield await row


async def at_point(kind: str, database: str, point: Point | OnTheWire, times: int, seed: int) -> Row:
    """That many senders which die there, one after the other, then one that finishes."""
    who = people(times * ROWS)
    began = time.monotonic()
    async with judging(len(who)) as judge, await open_store(database, migrated=True) as store:
        await judge.faults(seed, *DOUBTFUL)
        fleet = Fleet(Errand(database, judge.api_url, judge.token, NOW, QUICK, limit=ROWS))
        deaths = 0
        try:
            for number in range(times):
                fallen_due = who[number * ROWS : (number + 1) * ROWS]
                await enrol(store, (due_journey(person) for person in fallen_due))
                deaths += await _dies(fleet, point)
            fleet.add()
            closed = await all_closed(store, len(who), patience=120)
        finally:
            fleet.stop()
        found = await score(judge, who)
        return Row(
            what=f"kill -9 {point.name}, {kind}",
            runs=f"{deaths} kills, {len(who)} due",
            lost=found.lost,
            doubled=found.doubled,
            figures=f"{time.monotonic() - began:.0f} s",
            seed=seed,
            missed=missed(
                all_closed=closed,
                nothing_else_posted=not found.extra,
                each_sender_died_there=deaths == times,
            ),
        )


async def _dies(fleet: Fleet, point: Point | OnTheWire) -> bool:
    """Whether a sender came to its point, and so to its end by SIGKILL."""
    sender = fleet.add(DieAt(point))
    for _ in range(round(REACHED / GLANCE)):
        if not sender.is_alive():
            break
        await asyncio.sleep(GLANCE)
    reached = not sender.is_alive() and sender.exitcode == -signal.SIGKILL
    fleet.stop()
    return reached
