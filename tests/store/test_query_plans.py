"""A tick with nothing due may not read everybody: each of its questions is answered from an index."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.career.journey import Journey
from bot.career.person import Person
from bot.career.rhythm import Rhythm
from bot.store import Store, deliveries, journeys, open_store
from bot.store.journeys import Connection

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PEOPLE = [Person("T1", "UADA"), Person("T1", "UGRACE"), Person("T2", "UKENJI")]
LEASE = timedelta(seconds=90)
QUESTIONS: dict[str, Callable[[Connection], Awaitable[object]]] = {
    "is anything due": lambda c: journeys.anything_due(c, NOW),
    "who is due": lambda c: journeys.take_due(c, NOW, 100),
    "whose time is too far": lambda c: journeys.take_too_far(c, NOW, 100),
    "whom to look up": lambda c: journeys.people_to_look_at(c, NOW, 100),
    "whom was looked up": lambda c: journeys.looked_at(c, [*PEOPLE, Person("T2", "UADA")]),
    "how old is the oldest": lambda c: journeys.oldest_due(c, NOW),
    "is a delivery open": lambda c: deliveries.anything_open(c, NOW),
    "which deliveries to claim": lambda c: deliveries.claim(c, NOW, NOW, LEASE, 20),
    "how old is the oldest delivery": lambda c: deliveries.oldest_open(c, NOW),
}


async def _enrolled(connection: Connection) -> None:
    """All of them are due, so that their roadmaps are read too."""
    for person in PEOPLE:
        journey = Journey(person=person, rhythm=Rhythm(zone="UTC"), roadmaps={}, own_at=NOW)
        await journeys.save(connection, journey, None)


async def statements(store: Store, ask: Callable[[Connection], Awaitable[object]]) -> list[tuple[str, Any]]:
    """What SQL a question is, with its parameters."""
    seen: list[tuple[str, Any]] = []

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        seen.append((statement, parameters))

    async def work(connection: Connection) -> None:
        event.listen(connection.sync_connection, "before_cursor_execute", note)
        try:
            await ask(connection)
        finally:
            event.remove(connection.sync_connection, "before_cursor_execute", note)

    await store.write(work)
    return seen


@pytest.mark.parametrize("question", QUESTIONS)
async def test_it_is_answered_from_an_index(question: str, tmp_path: Path) -> None:
    async with await open_store(f"sqlite:///{tmp_path}/career.db") as store:
        await store.write(_enrolled)
        asked = await statements(store, QUESTIONS[question])
        assert asked
        for statement, parameters in asked:

            async def explain(
                connection: Connection, statement: str = statement, parameters: Any = parameters
            ) -> list[str]:
                plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                return [row.detail for row in plan]

            steps = await store.read(explain)
            assert not [step for step in steps if step.startswith("SCAN") and "USING" not in step], steps
