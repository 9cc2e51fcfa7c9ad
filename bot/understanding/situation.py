"""What was said, of which role, in which conversation, and what was decided of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.career.memory import Memory
from bot.understanding.deciding import Decision
from bot.understanding.hearing import Heard
from bot.understanding.items import Entries


@dataclass(frozen=True, slots=True)
class Situation:
    """`slug` is the role that is meant, `entries` are those of its guide, `memory` is of what came before."""

    text: str
    heard: Heard
    slug: str | None
    entries: Entries | None
    memory: Memory
    decision: Decision
