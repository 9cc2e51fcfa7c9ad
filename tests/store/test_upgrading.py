"""An older database with rows in every state: brought to this version, nothing of it is lost."""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import Connection, MetaData, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.career.person import Person
from bot.store import migrate_database, open_store
from bot.store.engine import database_url, open_engine
from bot.store.migrating import scripts
from tests.databases import Postgres
from tests.store.rows import row

Rows = dict[str, list[dict[str, Any]]]
OLD = [script.revision for script in scripts().walk_revisions()][1:]
STATES = {
    "journeys": ("on", "paused", "stopped"),
    "deliveries": ("pending", "sending", "ambiguous", "sent", "skipped", "cancelled", "failed", "unknown"),
}
COPIES = 3


def upgrade_to(revision: str) -> Callable[[Connection], None]:
    """What brought a database to an older version, then."""
    directory = scripts()
    environment = EnvironmentContext(
        Config(), directory, fn=lambda at, context: directory._upgrade_revs(revision, at)
    )

    def upgrade(connection: Connection) -> None:
        with environment:
            environment.configure(connection=connection)
            environment.run_migrations()

    return upgrade


def fill(connection: Connection) -> None:
    """Rows in every state, in every table that there was, each some times open and some times closed."""
    tables = MetaData()
    tables.reflect(connection)
    for table in tables.sorted_tables:
        if table.name == "alembic_version":
            continue
        states, names = STATES.get(table.name, (None,)), list(table.c.keys())
        for number, (state, closed) in enumerate(itertools.product(states, (False, True) * COPIES)):
            person = Person(f"T{number % 2}", f"U{number}")
            values = row(table, person) | {"team": f"T{number}"} | {"state": state}
            values |= {name: f"{name}-{number}" for name in ("occurrence", "event", "once", "digest", "name")}
            values |= {} if closed else {"closed_at": None}
            connection.execute(insert(table).values({key: values[key] for key in names if key in values}))


def read(connection: Connection, columns: dict[str, list[str]] | None = None) -> Rows:
    """All rows by table, as they are; of those columns if given."""
    tables = MetaData()
    tables.reflect(connection)
    found: Rows = {}
    for table in tables.sorted_tables:
        if table.name == "alembic_version" or (columns is not None and table.name not in columns):
            continue
        names = columns[table.name] if columns else list(table.c.keys())
        chosen = connection.execute(select(*(table.c[name] for name in names))).mappings()
        found[table.name] = sorted((dict(one) for one in chosen), key=str)
    return found


async def older(engine: AsyncEngine, revision: str) -> Rows:
    """A database of that version, filled; returns what it holds."""
    async with engine.begin() as connection:
        await connection.run_sync(upgrade_to(revision))
        await connection.run_sync(fill)
        return await connection.run_sync(read)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/career.db"
    server: Postgres = request.getfixturevalue("postgres")
    return server.fresh(migrated=False)


@pytest.mark.parametrize("revision", OLD)
async def test_every_row_of_an_older_version_is_there_afterwards(bare: str, revision: str) -> None:
    engine = open_engine(database_url(bare))
    before = await older(engine, revision)
    assert len(before["deliveries"]) == len(STATES["deliveries"]) * 2 * COPIES
    await migrate_database(bare)
    columns = {table: list(rows[0]) for table, rows in before.items()}
    async with engine.connect() as connection:
        after = await connection.run_sync(lambda c: read(c, columns))
    await engine.dispose()
    assert after == before
    async with await open_store(bare) as store:
        assert store.dialect in bare


def migrate_until_killed(url: str) -> None:
    """A migration that is killed in the middle, after its first statements."""
    import asyncio

    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    statements = itertools.count()

    def kill(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if "CREATE TABLE" in statement and next(statements) == 1:
            os.kill(os.getpid(), 9)

    event.listen(Engine, "after_cursor_execute", kill)
    asyncio.run(migrate_database(url))


async def test_a_migration_killed_in_the_middle_is_simply_done_again(bare: str) -> None:
    engine = open_engine(database_url(bare))
    before = await older(engine, OLD[-1])
    victim = multiprocessing.get_context("spawn").Process(target=migrate_until_killed, args=(bare,))
    victim.start()
    victim.join(30)
    assert victim.exitcode == -9
    await migrate_database(bare)
    columns = {table: list(rows[0]) for table, rows in before.items()}
    async with engine.connect() as connection:
        assert await connection.run_sync(lambda c: read(c, columns)) == before
    await engine.dispose()


@pytest.mark.postgres
async def test_two_machines_may_migrate_at_once(postgres: Postgres) -> None:
    url = postgres.fresh(migrated=False)
    context = multiprocessing.get_context("spawn")
    machines = [context.Process(target=_migrate, args=(url,)) for _ in range(2)]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join(60)
    assert [machine.exitcode for machine in machines] == [0, 0]


def _migrate(url: str) -> None:
    import asyncio

    asyncio.run(migrate_database(url))
