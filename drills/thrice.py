"""Every event delivered three times, to two bots on one database: one answer."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack

from bot.playground.delivery import Parcel, Push
from drills.judge import person_id
from drills.lives import QUESTIONS, Scene, scene, spread
from drills.report import KINDS, Rig, Row, Rows, missed

EVENTS, AT_ONCE = 1_000, 8
GAP = 0.02  # seconds, at most, between two deliveries of an event
PATIENCE = 180.0


async def drill(rig: Rig) -> Rows:
    for kind in KINDS:
        yield await thrice(kind, rig.fresh(kind), EVENTS, rig.seed)


async def thrice(kind: str, database: str, count: int, seed: int) -> Row:
    """Each event goes to one bot, the other, and the first again, soon after one another."""
    chance, began = random.Random(seed), time.monotonic()
    async with scene(database, count) as here, AsyncExitStack() as stack:
        bots = await asyncio.gather(here.bot(stack), here.bot(stack))
        ways = [here.way_to(bot) for bot in bots]
        for way in ways:
            stack.push_async_callback(way.close)
        here.slack.world.courier.carrier = ways[0]
        free = asyncio.Semaphore(AT_ONCE)
        taken = await asyncio.gather(*(_deliver(here, ways, n, free, chance) for n in range(1, count + 1)))
        closed = await here.all_closed(PATIENCE)
        lost, doubled = here.verdict(range(1, count + 1))
    acks = [seconds for seconds, _ in taken]
    refused = sum(1 for _, took_it in taken if not took_it)
    return Row(
        what=f"each event three times, to two bots, {kind}",
        runs=f"{count:,} events, {3 * count:,} deliveries",
        lost=lost,
        doubled=doubled,
        figures=f"{time.monotonic() - began:.0f} s; acknowledged in {spread(acks)} "
        f"(median, p99, longest), {refused} events refused each time",
        seed=seed,
        missed=missed(all_closed=closed),
    )


async def _deliver(
    here: Scene, ways: list[Push], number: int, free: asyncio.Semaphore, chance: random.Random
) -> tuple[float, bool]:
    """Seconds until the slowest acknowledgement, and whether any was given."""
    user = person_id(number)
    told = {"type": "message", "channel_type": "im", "user": user, "channel": "D" + user[1:]}
    told |= {"text": QUESTIONS[number % len(QUESTIONS)], "ts": f"1764000000.{number:06d}"}
    payload = here.slack.world.event(here.slack.team, told)
    gaps = [0.0, chance.uniform(0, GAP), chance.uniform(0, 2 * GAP)]

    async def once(attempt: int) -> bool:
        await asyncio.sleep(gaps[attempt])
        way = ways[(number + attempt) % 2]
        return (await way.carry(Parcel("event", payload, attempt, "http_timeout"), 3.0)).ok

    async with free:
        began = time.monotonic()
        oks = await asyncio.gather(*(once(attempt) for attempt in range(3)))
        return time.monotonic() - began, any(oks)
