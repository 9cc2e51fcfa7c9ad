from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from bot.errors import StoreUnavailable
from bot.store import Store, heartbeats, open_store
from bot.store.engine import database_url, open_engine
from bot.store.journeys import Connection
from bot.store.writing import gathered_writes

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def beats(store: Store) -> set[str]:
    async def work(connection: Connection) -> set[str]:
        return set((await connection.execute(text("SELECT name FROM heartbeats"))).scalars())

    return await store.read(work)


async def test_what_is_written_is_read(store: Store) -> None:
    await store.write(lambda connection: heartbeats.beat(connection, "tick", NOW))
    assert await store.read(lambda connection: heartbeats.last_beat(connection, "tick")) == NOW


async def test_work_that_raises_leaves_nothing_and_harms_no_other(store: Store) -> None:
    async def fails(connection: Connection) -> None:
        await heartbeats.beat(connection, "lost", NOW)
        raise LookupError("mine")

    results = await asyncio.gather(
        store.write(lambda connection: heartbeats.beat(connection, "before", NOW)),
        store.write(fails),
        store.write(lambda connection: heartbeats.beat(connection, "after", NOW)),
        return_exceptions=True,
    )
    assert isinstance(results[1], LookupError)
    assert await beats(store) == {"before", "after"}


async def test_a_broken_rule_is_told_to_its_writer_alone(store: Store) -> None:
    async def twice(connection: Connection) -> None:
        for _ in range(2):
            await connection.execute(text("INSERT INTO silenced_teams VALUES ('T1', 'why', '2026-11-23')"))

    kept = store.write(lambda connection: heartbeats.beat(connection, "kept", NOW))
    results = await asyncio.gather(store.write(twice), kept, return_exceptions=True)
    assert isinstance(results[0], IntegrityError)
    assert await beats(store) == {"kept"}


async def test_sqlite_commits_gathered_writes_together(tmp_path: Path) -> None:
    url = database_url(f"sqlite:///{tmp_path}/career.db")
    async with await open_store(f"sqlite:///{tmp_path}/career.db"):
        engine = open_engine(url)
        commits: list[object] = []
        event.listen(engine.sync_engine, "commit", commits.append)
        writer = gathered_writes(engine)
        names = [f"beat {number}" for number in range(100)]
        await asyncio.gather(*(writer.do(partial(heartbeats.beat, name=name, clock=NOW)) for name in names))
        await writer.close()
        assert len(commits) < 10


async def test_a_locked_database_is_unavailable_and_works_again_later(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/career.db"
    async with await open_store(url):
        pass
    impatient = open_engine(database_url(url))
    event.listen(
        impatient.sync_engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout = 50").close()
    )
    writer = gathered_writes(impatient)
    other = open_engine(database_url(url))
    async with other.begin():
        with pytest.raises(StoreUnavailable):
            await writer.do(lambda connection: heartbeats.beat(connection, "tick", NOW))
    await writer.do(lambda connection: heartbeats.beat(connection, "tick", NOW))
    await writer.close()
    await other.dispose()


async def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/career.db")
    await store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        await store.write(lambda connection: heartbeats.beat(connection, "tick", NOW))
    with pytest.raises(StoreUnavailable, match="closed"):
        await store.read(lambda connection: heartbeats.last_beat(connection, "tick"))
