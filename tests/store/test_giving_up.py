"""Whoever gives up waiting for the database has told somebody that nothing was done.

Work may run on a thread of its own: what it waits for here is known to all threads.
"""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import Store, heartbeats, open_store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def beaten(store: Store, name: str) -> bool:
    return await store.read(lambda c: heartbeats.last_beat(c, name)) is not None


async def test_a_write_that_nobody_waits_for_any_more_is_not_done(database: str) -> None:
    async with await open_store(database) as holder, await open_store(database) as store:
        held, release = threading.Event(), threading.Event()

        async def hold(connection: AsyncConnection) -> None:
            await heartbeats.beat(connection, "late", NOW)
            held.set()
            await asyncio.to_thread(release.wait)

        holding = asyncio.create_task(holder.write(hold))
        await asyncio.to_thread(held.wait)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await store.write(lambda c: heartbeats.beat(c, "late", NOW.replace(year=2099)))
        release.set()
        await holding
        await store.write(lambda c: heartbeats.beat(c, "next", NOW))
        assert await beaten(store, "next")
        assert await store.read(lambda c: heartbeats.last_beat(c, "late")) == NOW


async def test_one_that_gives_up_in_the_middle_takes_nobody_with_it(database: str) -> None:
    async with await open_store(database) as store:
        begun = threading.Event()

        async def slow(connection: AsyncConnection) -> None:
            await heartbeats.beat(connection, "slow", NOW)
            begun.set()
            await asyncio.sleep(0.3)

        giving_up = asyncio.create_task(store.write(slow))
        staying = asyncio.create_task(store.write(lambda c: heartbeats.beat(c, "staying", NOW)))
        await asyncio.to_thread(begun.wait)
        giving_up.cancel()
        await staying
        await asyncio.gather(giving_up, return_exceptions=True)
        assert await beaten(store, "staying")
        assert not await beaten(store, "slow")
