"""`INSERT ... ON CONFLICT`, which both databases know and SQLAlchemy spells twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
Rows = Sequence[Mapping[str, Any]]


def inserting(connection: AsyncConnection, table: Table) -> Any:
    """This database's own INSERT, which knows ON CONFLICT."""
    return _INSERT[connection.dialect.name](table)


async def upsert(connection: AsyncConnection, table: Table, rows: Rows) -> None:
    """Inserts the rows, or updates those whose primary key is there already."""
    if not rows:
        return
    statement = _upsert(connection.dialect.name, table, tuple(rows[0]))
    await connection.execute(statement, list(rows))


@lru_cache(maxsize=64)  # building one costs more than running it
def _upsert(dialect: str, table: Table, names: tuple[str, ...]) -> Any:
    statement = _INSERT[dialect](table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


async def insert_new(connection: AsyncConnection, table: Table, rows: Rows) -> None:
    """Inserts the rows that break no unique rule and leaves the others as they are."""
    if rows:
        await connection.execute(new_only(connection.dialect.name, table), list(rows))


@lru_cache(maxsize=64)
def new_only(dialect: str, table: Table) -> Any:
    """An INSERT, to be executed with rows, that leaves alone what breaks a unique rule."""
    return _INSERT[dialect](table).on_conflict_do_nothing()
