"""The store: one database, opened once, handed to whoever remembers something."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.engine import database_url, open_engine, open_reader
from bot.store.lanes import T, Work
from bot.store.memories import Memories
from bot.store.migrating import check_schema, migrate
from bot.store.writing import Doing, OwnTransactions, Reads, gathered_writes

READERS = 2


class Store:
    """Reads and writes are functions of a connection, found in this package's modules by what they keep.

    They run where the database is spoken to, which may be another thread: besides the connection they use
    what stands still.
    """

    def __init__(self, writing: Doing, reading: Doing, dialect: str) -> None:
        self._writing = writing
        self._reading = reading
        self.dialect = dialect
        self.memories = Memories(self.read, self.write)

    async def write(self, work: Work[T]) -> T:
        """What `work` returns, once its changes are committed; StoreUnavailable where they can't be."""
        return await self._writing.do(work)

    async def read(self, work: Work[T]) -> T:
        """What `work` finds in what is committed; StoreUnavailable where nobody can tell."""
        return await self._reading.do(work)

    async def erase_traces(self) -> bool:
        """After an erasure: cuts SQLite's log, which still holds the pages as they were before.

        False where somebody reads or writes meanwhile; the log is then cut the next time.
        """
        if self.dialect != "sqlite":
            return True
        return await self.read(_cut_log)

    async def close(self) -> None:
        """Commits what has gathered and lets the database go."""
        await self._writing.close()
        await self._reading.close()

    async def __aenter__(self) -> Store:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


async def _cut_log(connection: AsyncConnection) -> bool:
    """Outside any transaction, and so on the driver's own connection."""
    driver: Any = (await connection.get_raw_connection()).driver_connection
    async with driver.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
        busy, *_ = await cursor.fetchone()
    return not busy


async def open_store(url: str, *, migrated: bool | None = None) -> Store:
    """The store at `url`; SQLite is brought to this version's tables, PostgreSQL must be (`career migrate`).

    `migrated` False brings any database there, True none. Raises ConfigError where the URL or its tables
    can't be used, StoreUnavailable where the database can't be reached.
    """
    parsed = database_url(url)
    engine = open_engine(parsed)
    light = parsed.get_backend_name() == "sqlite"
    try:
        if light if migrated is None else not migrated:
            await migrate(engine)
        else:
            await check_schema(engine)
    except BaseException:
        await engine.dispose()
        raise
    if not light:
        transactions = OwnTransactions(engine)
        return Store(transactions, transactions, "postgresql")
    await engine.dispose()  # what it has connected belongs to this thread
    return Store(gathered_writes(engine), Reads([open_reader(parsed) for _ in range(READERS)]), "sqlite")


async def migrate_database(url: str) -> str:
    """Brings the database at `url` to this version's tables and returns their revision."""
    engine = open_engine(database_url(url))
    try:
        return await migrate(engine)
    finally:
        await engine.dispose()
