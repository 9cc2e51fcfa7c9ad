from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.career.person import Person
from bot.store import erasure
from bot.store.opening import Store, open_store
from bot.store.tables import (
    corrections,
    deliveries,
    inbox,
    journeys,
    memories,
    metadata,
    onces,
    opinions,
    self_checks,
)
from tests.store.rows import NOW, count, fill

ADA, GRACE, OTHER_ADA = Person("T1", "UADA"), Person("T1", "UGRACE"), Person("T2", "UADA")
TEAMS = [table for table in metadata.sorted_tables if "team" in table.c]


@pytest.fixture
async def store(store: Store) -> Store:
    """Holds rows of three people in every table."""
    await store.write(lambda c: fill(c, ADA, GRACE, OTHER_ADA))
    return store


@pytest.fixture
async def file_store(tmp_path: Path) -> AsyncIterator[Store]:
    """The same, where the bytes on the disk can be looked at."""
    async with await open_store(f"sqlite:///{tmp_path}/career.db") as opened:
        await opened.write(lambda c: fill(c, ADA, GRACE, OTHER_ADA))
        yield opened


def kept(folder: Path) -> bytes:
    """Every byte that the database left on the disk, its log too."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def rows_of(store: Store, team: str) -> dict[str, int]:
    async def look(connection: AsyncConnection) -> dict[str, int]:
        return {table.name: await count(connection, table, team) for table in TEAMS}

    return await store.read(look)


async def reopen(store: Store) -> None:
    """Events and nudges are under way again."""

    async def change(connection: AsyncConnection) -> None:
        for table in (inbox, deliveries):
            await connection.execute(update(table).values(closed_at=None))

    await store.write(change)


async def test_a_forgotten_person_leaves_no_byte_behind(file_store: Store, tmp_path: Path) -> None:
    assert b"canary-T1-UADA" in kept(tmp_path)
    assert await file_store.write(lambda c: erasure.erase_person(c, ADA)) >= 6
    assert await file_store.erase_traces()
    assert b"canary-T1-UADA" not in kept(tmp_path)
    assert b"D-T1-UADA" not in kept(tmp_path)


async def test_forgetting_one_leaves_all_others_alone(store: Store) -> None:
    before = await rows_of(store, "T2")
    await store.write(lambda c: erasure.erase_person(c, ADA))
    assert await rows_of(store, "T2") == before
    left = await rows_of(store, "T1")
    assert {left[table.name] for table in erasure.PERSONAL} == {1}
    assert {"journeys", "roadmaps", "changes", "deliveries"} <= {table.name for table in erasure.PERSONAL}


async def test_a_question_that_waits_is_still_answered_after_a_forget(store: Store) -> None:
    await reopen(store)
    await store.write(lambda c: erasure.erase_person(c, ADA))
    assert await store.read(lambda c: count(c, inbox, "T1")) == 1


async def test_an_uninstalled_workspace_leaves_no_byte_behind(file_store: Store, tmp_path: Path) -> None:
    before = await rows_of(file_store, "T2")
    await file_store.write(lambda c: erasure.erase_team(c, "T1", NOW))
    assert await file_store.erase_traces()
    assert set((await rows_of(file_store, "T1")).values()) == {0}
    assert await rows_of(file_store, "T2") == before
    assert b"canary-T1" not in kept(tmp_path)
    assert b"canary-T2" in kept(tmp_path)


async def test_news_of_an_uninstall_that_came_late_spares_the_new_installation(store: Store) -> None:
    before = await rows_of(store, "T1")
    assert await store.write(lambda c: erasure.erase_team(c, "T1", NOW - timedelta(seconds=1))) == 0
    assert await rows_of(store, "T1") == before


async def test_erasing_twice_is_as_good_as_once(store: Store) -> None:
    await store.write(lambda c: erasure.erase_team(c, "T1", NOW))
    assert await store.write(lambda c: erasure.erase_team(c, "T1", NOW)) == 0
    assert await store.write(lambda c: erasure.erase_person(c, ADA)) == 0


@pytest.mark.parametrize(
    ("table", "span"),
    [
        (inbox, erasure.EVENTS),
        (memories, erasure.CONVERSATIONS),
        (deliveries, erasure.DELIVERIES),
        (corrections, erasure.CORRECTIONS),
        (opinions, erasure.OPINIONS),
        (onces, erasure.PEOPLE),
        (self_checks, erasure.PEOPLE),
        (journeys, erasure.PEOPLE),
    ],
)
async def test_what_is_old_goes_on_its_day_and_not_before(
    store: Store, table: Table, span: timedelta
) -> None:
    await store.write(lambda c: erasure.prune(c, NOW + span))
    assert (await rows_of(store, "T2"))[table.name] == 1
    await store.write(lambda c: erasure.prune(c, NOW + span + timedelta(seconds=1)))
    assert (await rows_of(store, "T2"))[table.name] == 0


async def test_open_work_is_never_pruned(store: Store) -> None:
    await reopen(store)
    await store.write(lambda c: erasure.prune(c, NOW + timedelta(days=600)))
    found = await rows_of(store, "T1")
    assert (found["inbox"], found["deliveries"]) == (1, 2)


async def test_a_person_who_is_still_nudged_is_kept_however_old(store: Store) -> None:
    later = NOW + erasure.PEOPLE + timedelta(days=1)
    await store.write(
        lambda c: c.execute(update(journeys).where(journeys.c.user == "UADA").values(sent_at=later))
    )
    await store.write(lambda c: erasure.prune(c, later))
    assert (await rows_of(store, "T1"))["journeys"] == 1
