"""Wall clocks that jump: the tick goes on, nobody is nudged twice in a week, memory stays flat."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from bot.advisor.nudges import nudge_round
from bot.advisor.roadmaps import Roadmaps
from bot.store import open_store
from drills.jumping import ALIVE, DAY, FLAT, HOUR, JUMPS, Life, live_through, words
from drills.mailbox import Mailbox
from drills.report import KINDS, Rig, Row, Rows, missed
from drills.sender import GUIDE, LIBRARY, Nobody
from drills.several import in_processes
from drills.stage import DUE, people

SHUFFLES = 10  # orders in which the jumps come
WEEKS = 8  # that follow the last jump


async def drill(rig: Rig) -> Rows:
    """First each jump beside the others, on real time: they mostly wait."""
    errands = [(rig.fresh("SQLite"), jump) for jump in JUMPS]
    async for life in in_processes(live_through, errands, at_once=len(errands)):
        yield _alive(life)
    for kind in KINDS:
        yield await nobody_twice(kind, rig, SHUFFLES)


def _alive(life: Life) -> Row:
    return Row(
        what=f"the wall clock jumps by {words(life.jump)}",
        runs="1 jump, metronome and rounds with the times that ship",
        lost=life.lost,
        doubled=life.doubled,
        figures=f"next tick after {life.tick:.0f} s, {life.growth:+.1f} MB, {life.busy:.1%} of a core",
        missed=missed(
            tick_within_a_minute=life.tick <= ALIVE, memory_flat=life.growth < FLAT, idle=life.busy < 0.05
        ),
    )


async def nobody_twice(kind: str, rig: Rig, shuffles: int, weeks: int = WEEKS) -> Row:
    """All the jumps, in many orders, with days between them; afterwards the weeks go on as ever."""
    chance, lost, doubled, arrived = random.Random(rig.seed), 0, 0, 0
    for _ in range(shuffles):
        jumps = chance.sample(JUMPS, len(JUMPS))
        mailbox, after = await _lived(rig.fresh(kind), jumps, weeks)
        lost += max(0, weeks - 1 - after)
        doubled += mailbox.doubled
        arrived += len(mailbox.arrived)
    return Row(
        what=f"all jumps in shuffled orders: one nudge a week, {kind}",
        runs=f"{shuffles} orders of {len(JUMPS)} jumps, {weeks} weeks after each",
        lost=lost,
        doubled=doubled,
        figures=f"{arrived} nudges",
        seed=rig.seed,
    )


async def _lived(database: str, jumps: list[timedelta], weeks: int) -> tuple[Mailbox, int]:
    """What arrived in all, and how many weeks' nudges after the last jump."""
    mailbox, now = Mailbox(), DUE - HOUR
    (person,) = people(1)
    async with await open_store(database, migrated=True) as store:
        roadmaps = Roadmaps(store, LIBRARY)
        await roadmaps.start(person, GUIDE.slug, now, "Europe/Berlin")

        async def rounds() -> None:
            await roadmaps.touch(person, now)
            more = True
            while more:
                report = await nudge_round(store, LIBRARY, mailbox, Nobody(), now, clock=_clock)
                more = report.more or bool(report.planned)

        for jump in jumps:
            for _ in range(8):
                now += DAY / 2
                await rounds()
            now += jump
            await rounds()
        before = len(mailbox.arrived)
        for _ in range(weeks * 14):
            now += DAY / 2
            await rounds()
    return mailbox, len(mailbox.arrived) - before


def _clock() -> datetime:
    return datetime.now(UTC)
