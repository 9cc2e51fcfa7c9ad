"""How fast nudges go out: bounded by Slack's rates, by nothing of ours."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.advisor.nudges import nudge_round
from bot.advisor.speech import Outcome
from bot.advisor.terms import USUAL, Terms
from bot.career.nudge import Nudge
from bot.career.person import Person
from bot.store import Store, open_store
from bot.store.tables import deliveries
from tests.advisor.world import ADA, ANALYST, LIBRARY, MLOPS, Mailbox, World


class Timed(Mailbox):
    """Notes when each post was made."""

    def __init__(self) -> None:
        super().__init__()
        self.posted: list[tuple[Person, float]] = []

    async def post(self, nudge: Nudge, channel: str | None) -> Outcome:
        self.posted.append((nudge.person, time.monotonic()))
        return await super().post(nudge, channel)

    def gaps(self) -> list[float]:
        times = sorted(at for _, at in self.posted)
        return [after - before for before, after in pairwise(times)]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await open_store(f"sqlite:///{tmp_path}/career.db") as opened:
        yield opened


async def run(world: World, terms: Terms) -> None:
    more = True
    while more:
        report = await nudge_round(
            world.store,
            LIBRARY,
            world.mail,
            world.mail,
            world.now,
            clock=lambda: datetime.now(UTC),
            terms=terms,
        )
        more = report.more or bool(report.outcomes)


async def attempts(store: Store) -> list[datetime]:
    """When each nudge was tried."""
    noted = select(deliveries.c.attempted_at).order_by(deliveries.c.attempted_at)

    async def work(connection: AsyncConnection) -> list[datetime]:
        return list(await connection.scalars(noted))

    return await store.read(work)


async def test_a_workspace_has_a_budget(store: Store) -> None:
    mail = Timed()
    world = World(store, mail=mail)
    for number in range(12):
        await world.roadmaps.start(Person("T1", f"U{number}"), MLOPS, world.now)
    await run(world, Terms(turn=timedelta(milliseconds=50), breath=timedelta()))
    assert len(mail.posted) == 12
    assert sum(mail.gaps()) >= 0.4  # eleven turns, the first of which may have come late


async def test_one_person_gets_at_most_one_message_a_second(store: Store) -> None:
    mail = Timed()
    world = World(store, mail=mail)
    await world.roadmaps.start(ADA, MLOPS, world.now)
    await world.roadmaps.start(ADA, ANALYST, world.now)
    breath = timedelta(milliseconds=300)
    await run(world, Terms(turn=timedelta(), breath=breath))
    assert len(mail.posted) == 2
    first, second = await attempts(store)  # when they arrive, a busy disk decides too
    assert second - first >= breath - timedelta(milliseconds=10)


def test_the_usual_terms_keep_slack_s_rates_and_the_lease_outlasts_doubt() -> None:
    a_minute = timedelta(minutes=1) / USUAL.turn
    assert a_minute <= 300
    assert timedelta(seconds=1) <= USUAL.breath
    assert USUAL.lease >= USUAL.timeout + USUAL.settle
