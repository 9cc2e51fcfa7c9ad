"""Writing and reading: transactions of their own on PostgreSQL, gathered ones on SQLite.

SQLite has one writer, and a commit costs a flush to the disk: gathering makes it cost one for many.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StoreUnavailable
from bot.store.lanes import Lane, Piece, T, Work

GATHER_AT_MOST = 200


class Doing(Protocol):
    """Does work on a connection."""

    async def do(self, work: Work[T]) -> T:
        """What `work` gives back; of work that raises, nothing stays."""

    async def close(self) -> None: ...


class OwnTransactions:
    """Each piece of work is a transaction, several run at once."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._closed = False

    async def do(self, work: Work[T]) -> T:
        if self._closed:
            raise StoreUnavailable("The store is closed.")
        try:
            async with self._engine.begin() as connection:
                return await work(connection)
        except (DBAPIError, PoolTimeout) as error:
            raise unavailable(error) from error

    async def close(self) -> None:
        self._closed = True
        await self._engine.dispose()


def gathered_writes(engine: AsyncEngine) -> Lane:
    """Work queues up; what has gathered is committed in one transaction, a savepoint for each piece."""
    return Lane(engine, _commit, name="store writer", most=GATHER_AT_MOST)


class Reads:
    """Each piece of work reads what is committed when it begins, on the lane with the least to do."""

    def __init__(self, engines: Sequence[AsyncEngine]) -> None:
        self._lanes = [Lane(engine, _read, name="store reader", most=1) for engine in engines]

    async def do(self, work: Work[T]) -> T:
        return await min(self._lanes, key=lambda lane: lane.busy).do(work)

    async def close(self) -> None:
        for lane in self._lanes:
            await lane.close()


async def _commit(engine: AsyncEngine, pieces: Sequence[Piece]) -> None:
    if not pieces:
        return
    try:
        async with engine.begin() as connection:
            for piece in pieces:
                await _attempt(connection, piece)
    except (SQLAlchemyError, OSError) as error:
        for piece in pieces:
            piece.error = unavailable(error)


async def _attempt(connection: AsyncConnection, piece: Piece) -> None:
    """Runs one piece in a savepoint; its caller hears of it only after the commit.

    A caller who gave up meanwhile has told somebody that nothing was done: then nothing is done.
    Where the database itself fails, SQLite may have undone the whole transaction: that is for all to hear.
    """
    if piece.given_up:
        return
    driver = await _driver(connection)
    driver.execute("SAVEPOINT piece")
    try:
        piece.result = await piece.work(connection)
        if piece.given_up:
            driver.execute("ROLLBACK TO piece")
    except OperationalError:
        raise
    except Exception as error:  # whatever it is, it belongs to the caller who waits
        driver.execute("ROLLBACK TO piece")
        piece.error = error
    driver.execute("RELEASE piece")


async def _driver(connection: AsyncConnection) -> sqlite3.Connection:
    """SQLite itself, called right here: a savepoint of SQLAlchemy's costs more than most pieces do."""
    raw: Any = (await connection.get_raw_connection()).driver_connection
    inner: sqlite3.Connection = raw._conn
    return inner


async def _read(engine: AsyncEngine, pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        try:
            async with engine.connect() as connection:
                piece.result = await piece.work(connection)
        except (SQLAlchemyError, OSError) as error:
            piece.error = unavailable(error)
        except Exception as error:  # as above
            piece.error = error


def unavailable(error: BaseException) -> BaseException:
    """StoreUnavailable where trying again can help, else the error itself (a mistake of ours)."""
    passing = isinstance(error, PoolTimeout | OSError | OperationalError | InterfaceError)
    return StoreUnavailable() if passing else error
