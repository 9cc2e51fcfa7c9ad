"""What is remembered of a conversation, so that "and for juniors?" can be understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.career.question import Details

SPAN = timedelta(minutes=30)
TURNS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The last understood question of a thread. It fades after half an hour or fifteen turns without one."""

    role: str | None = None
    other_role: str | None = None
    topics: tuple[str, ...] = ()
    details: Details = Details()
    at: datetime | None = None
    turns: int = 0

    def fresh(self, now: datetime) -> Memory:
        """This memory, or an empty one once it has faded."""
        faded = self.at is None or abs(now - self.at) > SPAN or self.turns >= TURNS
        return Memory() if faded else self
