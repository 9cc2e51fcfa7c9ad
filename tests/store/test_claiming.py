"""Several processes' worth of stores on one database: each row is taken by one of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import pytest

from bot.career.falling_due import Due
from bot.career.person import Person
from bot.store import Store, deliveries, gates, open_store
from bot.store.deliveries import Delivery
from bot.store.journeys import Connection

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEASE = timedelta(seconds=90)
ADA = Person("T1", "UADA")


def due(number: int, person: Person = ADA, at: datetime = NOW) -> tuple[Person, Due]:
    return person, Due(occurrence=f"{person.team}:{number}", kind="nudge", at=at, day=at.date())


async def plan(store: Store, count: int, person: Person = ADA) -> None:
    await store.write(lambda c: deliveries.plan(c, [due(number, person) for number in range(count)]))


async def claim(store: Store, clock: datetime = NOW, limit: int = 20) -> list[Delivery]:
    return await store.write(lambda c: deliveries.claim(c, NOW, clock, LEASE, limit))


@pytest.fixture
async def stores(database: str) -> AsyncIterator[list[Store]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(await open_store(database)) for _ in range(4)]


async def test_each_row_is_taken_by_one_of_many(stores: list[Store]) -> None:
    await plan(stores[0], 200)

    async def all_it_gets(store: Store) -> list[int]:
        taken: list[int] = []
        while rows := await claim(store, limit=7):
            taken += (row.id for row in rows)
        return taken

    taken = [id for ids in await asyncio.gather(*map(all_it_gets, stores)) for id in ids]
    assert len(taken) == len(set(taken)) == 200


async def test_planning_twice_plans_once(stores: list[Store]) -> None:
    await asyncio.gather(*(plan(store, 50) for store in stores))
    assert len(await claim(stores[0], limit=1000)) == 50


async def test_a_lease_is_respected_until_it_ends(store: Store) -> None:
    await plan(store, 1)
    (mine,) = await claim(store)
    assert await claim(store, NOW + LEASE - timedelta(seconds=1)) == []
    (theirs,) = await claim(store, NOW + LEASE)
    assert (theirs.id, theirs.fence) == (mine.id, mine.fence + 1)


async def test_a_lease_of_a_clock_that_was_set_back_begins_anew(store: Store) -> None:
    await plan(store, 1)
    ahead = NOW + timedelta(days=3650)
    await store.write(lambda c: gates.take_turn(c, "T1", gates.POST, LEASE / 9, ahead))
    assert len(await claim(store, ahead)) == 1
    assert await claim(store, NOW) == []
    assert len(await claim(store, NOW + LEASE)) == 1
    assert await store.write(lambda c: gates.take_turn(c, "T1", gates.POST, LEASE / 9, NOW)) == NOW


async def test_whoever_lost_a_row_can_do_nothing_to_it(store: Store) -> None:
    await plan(store, 1)
    (mine,) = await claim(store)
    (theirs,) = await claim(store, NOW + LEASE)
    again = NOW + timedelta(hours=1)

    async def late(connection: Connection) -> list[object]:
        return [
            await deliveries.note_attempt(
                connection, mine, slug="s", step=None, wording=0, clock=again, until=again
            ),
            await deliveries.reopen(connection, mine, "pending", again),
            await deliveries.close(connection, mine, "sent", again),
        ]

    assert await store.write(late) == [None, False, False]
    assert await store.write(lambda c: deliveries.close(c, theirs, "sent", again))
    assert await store.read(deliveries.counted) == {"sent": 1}


async def test_what_a_person_took_back_is_not_posted(store: Store) -> None:
    await plan(store, 1)
    (mine,) = await claim(store)
    assert await store.write(lambda c: deliveries.cancel_pending(c, ADA, NOW)) == 1
    noted = await store.write(
        lambda c: deliveries.note_attempt(c, mine, slug="s", step=None, wording=0, clock=NOW, until=NOW)
    )
    assert noted is None


async def test_rows_of_a_silenced_or_limited_team_wait_and_others_do_not(store: Store) -> None:
    for team in ("T1", "T2", "T3"):
        await plan(store, 2, Person(team, "UADA"))
    await store.write(lambda c: gates.silence(c, "T1", "token_revoked", NOW))
    await store.write(lambda c: gates.shut_until(c, "T2", gates.POST, NOW + timedelta(minutes=1), NOW))
    assert {row.person.team for row in await claim(store)} == {"T3"}
    await store.write(lambda c: gates.hear_again(c, "T1"))
    later = NOW + timedelta(minutes=1)
    assert {row.person.team for row in await claim(store, later)} == {"T1", "T2"}


async def test_turns_are_as_far_apart_as_asked_whoever_asks(stores: list[Store]) -> None:
    apart = timedelta(seconds=1)

    async def turns(store: Store) -> list[datetime]:
        return [
            await store.write(lambda c: gates.take_turn(c, "T1", gates.POST, apart, NOW)) for _ in range(5)
        ]

    taken = sorted(turn for some in await asyncio.gather(*map(turns, stores)) for turn in some)
    assert taken == [NOW + number * apart for number in range(20)]


async def test_a_turn_waits_for_a_shut_gate(store: Store) -> None:
    until = NOW + timedelta(seconds=30)
    await store.write(lambda c: gates.shut_until(c, "T1", gates.POST, until, NOW))
    assert await store.read(lambda c: gates.shut(c, "T1", gates.POST, NOW)) == until
    turn = await store.write(lambda c: gates.take_turn(c, "T1", gates.POST, timedelta(seconds=1), NOW))
    assert turn == until
    assert await store.read(lambda c: gates.shut(c, "T1", gates.POST, until)) is None
