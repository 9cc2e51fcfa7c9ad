"""Each way a post can go wrong, alone: before and after it took effect, and when markers are stripped."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from bot.store import deliveries, open_store
from drills.exact_points import AT_ONCE, QUICK
from drills.fleet import Fleet
from drills.judge import Faults, Json, judging
from drills.report import KINDS, Rig, Row, Rows, missed
from drills.sender import Errand
from drills.stage import NOW, all_closed, people, prepare, score

DUE = 50
POST, HISTORY = "chat.postMessage", "conversations.history"
TROUBLES: tuple[tuple[str, Json], ...] = (
    ("connection reset", {"does": "close"}),
    ("hang", {"does": "hang"}),
    ("500", {"does": "status", "status": 500}),
    ("502 as HTML", {"does": "status", "status": 502}),
    ("200 with broken JSON", {"does": "broken_json"}),
    ("internal_error", {"does": "error", "error": "internal_error"}),
    ("fatal_error", {"does": "error", "error": "fatal_error"}),
)


@dataclass(frozen=True, slots=True)
class Case:
    """`unknown`: nobody can tell whether these arrived, so they are left to the operator, never repeated."""

    name: str
    faults: Faults
    unknown: bool = False


def cases() -> Iterator[Case]:
    """Half of the posts go wrong, in one way each."""
    half = {"method": POST, "chance": 0.5}
    for name, trouble in TROUBLES:
        for accepted, when in ((False, "before"), (True, "after")):
            yield Case(f"{name} {when} it took effect", (half | trouble | {"accepted": accepted},))
    gone = half | {"does": "close", "accepted": True}
    for marker in ("metadata", "block_id"):
        yield Case(f"{marker} stripped", (gone, {"method": HISTORY, "does": "strip", "what": [marker]}))
    both = {"method": HISTORY, "does": "strip", "what": ["metadata", "block_id"]}
    yield Case("all markers stripped", (gone, both), unknown=True)
    failing = {"method": HISTORY, "does": "status", "status": 500, "times": 40}
    yield Case("history fails for a while", (gone, failing))
    limited = {"method": POST, "chance": 0.1, "does": "ratelimited"}
    good = tuple(limited | {"retry_after": told, "times": 3} for told in ("0", "1", "2"))
    bad = tuple(limited | {"retry_after": told, "times": 1} for told in ("soon", None))
    yield Case("429 with a good, garbled or missing Retry-After", good + bad)


async def drill(rig: Rig) -> Rows:
    """All cases on SQLite and PostgreSQL by turns, some beside each other."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, case: Case) -> Row:
        kind = KINDS[number % 2]
        async with free:
            return await fault(kind, rig.fresh(kind), case, rig.seed + number)

    for row in [asyncio.create_task(one(number, case)) for number, case in enumerate(cases())]:
        yield await row


async def fault(kind: str, database: str, case: Case, seed: int) -> Row:
    """So many due while posts go wrong in this one way."""
    who = people(DUE)
    await prepare(database, who)
    async with judging(DUE) as judge, await open_store(database, migrated=True) as store:
        await judge.faults(seed, *case.faults)
        fleet = Fleet(Errand(database, judge.api_url, judge.token, NOW, QUICK))
        try:
            fleet.add()
            closed = await all_closed(store, DUE, patience=150)
        finally:
            fleet.stop()
        found, states = await score(judge, who), await store.read(deliveries.counted)
        return Row(
            what=f"{case.name}, {kind}",
            runs=f"{DUE} due, posts go wrong at random",
            lost=found.lost,
            doubled=found.doubled,
            figures=f"{found.calls[POST] / DUE:.2f} posts and "
            f"{found.calls.get(HISTORY, 0) / DUE:.2f} looks each",
            seed=seed,
            missed=missed(
                all_closed=closed,
                nothing_else_posted=not found.extra,
                left_to_the_operator=bool(states.get("unknown")) == case.unknown,
            ),
        )
