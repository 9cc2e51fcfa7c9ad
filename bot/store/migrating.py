"""Bringing a database to this version's tables, by one process at a time."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SchemaMissing, SchemaTooNew
from bot.store.writing import unavailable

_LOCK = 4_207_311_902  # names our migrations among PostgreSQL's advisory locks


def scripts() -> ScriptDirectory:
    """The migrations in this package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


async def migrate(engine: AsyncEngine) -> str:
    """Applies what is missing, in one transaction, and returns the revision; or raises SchemaTooNew."""
    try:
        async with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            return await connection.run_sync(_upgrade)
    except DBAPIError as error:
        raise unavailable(error) from error


async def check_schema(engine: AsyncEngine) -> None:
    """Raises SchemaMissing or SchemaTooNew where the database is not at this version."""
    try:
        async with engine.connect() as connection:
            at = await connection.run_sync(_revision)
    except DBAPIError as error:
        raise unavailable(error) from error
    if at != scripts().get_current_head():
        _refuse_unknown(at)
        raise SchemaMissing


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> str:
    directory = scripts()
    _refuse_unknown(_revision(connection))
    head = directory.get_current_head()
    assert head is not None
    environment = EnvironmentContext(
        Config(), directory, fn=lambda revision, context: directory._upgrade_revs(head, revision)
    )
    with environment:
        environment.configure(connection=connection)
        environment.run_migrations()
    return head


def _refuse_unknown(at: str | None) -> None:
    known = {script.revision for script in scripts().walk_revisions()}
    if at is not None and at not in known:
        raise SchemaTooNew
