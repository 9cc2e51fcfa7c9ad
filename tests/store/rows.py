"""Rows for any table, made from its columns, so that a new table can't be forgotten by a test."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, LargeBinary, Table, Time, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.career.person import Person
from bot.store.tables import Moment, metadata

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def row(table: Table, person: Person, at: datetime = NOW) -> dict[str, Any]:
    """A row in which every column has a value that names the team, and the person where it is personal."""
    if not any(name in table.c for name in ("user", "thread", "body")):
        person = Person(person.team, "everybody")
    known = {"team": person.team, "user": person.user, "thread": person.user}
    known["channel"] = f"D-{person.team}-{person.user}"
    columns = [column for column in table.columns if not _numbered(column)]
    return {column.name: known.get(column.name, _value(column, person, at)) for column in columns}


async def fill(connection: AsyncConnection, *people: Person, at: datetime = NOW) -> None:
    """A row for each person in every table that knows of people or teams."""
    for table in metadata.sorted_tables:
        if "team" not in table.c:
            continue
        for person in people if "user" in table.c or "thread" in table.c else _one_a_team(people):
            await connection.execute(insert(table).values(row(table, person, at)))


async def count(connection: AsyncConnection, table: Table, team: str) -> int:
    rows = await connection.execute(table.select().where(table.c.team == team))
    return len(rows.all())


def _one_a_team(people: tuple[Person, ...]) -> list[Person]:
    return list({person.team: person for person in reversed(people)}.values())


def _numbered(column: Column[Any]) -> bool:
    return column.name == "id" and isinstance(column.type, Integer)


def _value(column: Column[Any], person: Person, at: datetime) -> Any:
    text = f"canary-{person.team}-{person.user}"
    made: dict[type, Any] = {
        Moment: at,
        DateTime: at,
        Boolean: True,
        Integer: 1,
        Float: 1.0,
        Date: date(2026, 11, 23),
        Time: time(9),
        JSON: {"said": text},
        LargeBinary: text.encode(),
    }
    fitting = [value for kind, value in made.items() if isinstance(column.type, kind)]
    return (
        fitting[0]
        if fitting
        else f"{text}-{column.name}"[:16]
        if getattr(column.type, "length", 99) == 16
        else text
    )
