from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from bot.errors import SchemaMissing, SchemaTooNew
from bot.store import Store, migrate_database, open_store
from bot.store.engine import database_url, open_engine
from bot.store.migrating import migrate, scripts
from bot.store.tables import metadata
from tests.databases import Postgres


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def test_the_migrations_make_the_tables_that_the_code_knows(store: Store) -> None:
    assert await store.read(lambda connection: connection.run_sync(differences)) == []


async def test_indexes_cover_only_what_is_open(store: Store) -> None:
    def wheres(connection: Connection) -> list[str]:
        indexes = inspect(connection).get_indexes("deliveries")
        chosen = next(index for index in indexes if index["name"] == "ix_deliveries_open")
        return [str(value) for value in chosen["dialect_options"].values()]

    assert any("closed_at IS NULL" in where for where in await store.read(lambda c: c.run_sync(wheres)))


async def test_migrating_again_changes_nothing(database: str) -> None:
    assert await migrate_database(database) == await migrate_database(database)


@pytest.mark.postgres
async def test_postgres_must_be_migrated_first(postgres: Postgres) -> None:
    url = postgres.fresh(migrated=False)
    with pytest.raises(SchemaMissing, match="career migrate"):
        await open_store(url)
    await migrate_database(url)
    await (await open_store(url)).close()


async def test_a_newer_schema_is_refused(database: str) -> None:
    await migrate_database(database)
    engine = open_engine(database_url(database))
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'from-the-future'"))
    with pytest.raises(SchemaTooNew):
        await migrate(engine)
    await engine.dispose()
    with pytest.raises(SchemaTooNew):
        await open_store(database)


def test_there_is_one_line_of_migrations() -> None:
    assert len(scripts().get_heads()) == 1


async def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    async with await open_store(f"sqlite:///{tmp_path}/new/folder/career.db"):
        assert (tmp_path / "new" / "folder" / "career.db").exists()
