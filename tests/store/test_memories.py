from __future__ import annotations

from datetime import UTC, datetime

from bot.career.memory import Memory
from bot.career.question import Details
from bot.store import Store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
KEY = ("T1", "C1", "1.0")
FULL = Memory(
    role="mlops-manager",
    topics=("salary", "skills"),
    details=Details(
        levels=("senior",),
        amount=210_000,
        steps=(3, 4),
        items=("Kubernetes",),
        unlisted=("Elbonia",),
        membership=True,
        compare=True,
    ),
    at=NOW,
    turns=3,
)


async def test_a_conversation_is_remembered_as_it_was(store: Store) -> None:
    await store.memories.put(KEY, FULL, NOW)
    assert await store.memories.get(KEY) == FULL


async def test_the_last_memory_counts(store: Store) -> None:
    await store.memories.put(KEY, FULL, NOW)
    await store.memories.put(KEY, Memory(), NOW)
    assert await store.memories.get(KEY) == Memory()


async def test_other_conversations_are_other_memories(store: Store) -> None:
    await store.memories.put(KEY, FULL, NOW)
    assert await store.memories.get(("T2", "C1", "1.0")) is None
    assert await store.memories.get(("T1", "C2", "1.0")) is None
    assert await store.memories.get(("T1", "C1", "2.0")) is None
