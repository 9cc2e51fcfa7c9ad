"""Self-checks: kept for a person only where they ask for it, and seen by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.career.guide import Guide
from bot.career.person import Person
from bot.career.selfcheck import Findings, SelfCheck, findings
from bot.store import Store, selfchecks


@dataclass(frozen=True, slots=True)
class Checked:
    """A self-check that was kept, with what it comes to by the guide as it is now."""

    guide: Guide
    findings: Findings
    at: datetime


class SelfChecks:
    """`changed` hears whose own page is another one now."""

    def __init__(self, store: Store, changed: Callable[[Person], None]) -> None:
        self._store = store
        self._changed = changed

    async def keep(self, person: Person, check: SelfCheck) -> None:
        """Keep it instead of an earlier one about the same role."""
        await self._store.write(lambda connection: selfchecks.keep(connection, person, check))
        self._changed(person)

    async def kept(self, person: Person) -> tuple[SelfCheck, ...]:
        """All that the person kept, the newest first."""
        return await self._store.read(lambda connection: selfchecks.kept(connection, person))

    async def remove(self, person: Person, slug: str | None = None) -> int:
        """Forget the one about that role, or all; returns how many those were."""
        removed = await self._store.write(lambda connection: selfchecks.remove(connection, person, slug))
        self._changed(person)
        return removed


def checked(guide: Guide, check: SelfCheck) -> Checked:
    return Checked(guide, findings(guide, check.levels), check.at)
