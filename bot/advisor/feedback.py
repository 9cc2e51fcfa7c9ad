"""Feedback: whether an answer helped, what was meant instead, and what is said only once."""

from __future__ import annotations

from datetime import datetime

from bot.career.person import Person
from bot.store import Store
from bot.store.opinions import Correction, Opinion, first_time, note_correction, note_opinion

__all__ = ["Correction", "Feedback", "Opinion"]


class Feedback:
    """Keeps what people say about answers. All of it may be said twice; the last word counts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def think(self, person: Person, opinion: Opinion, now: datetime) -> None:
        """An answer helped or did not.

        Raises:
            StoreUnavailable: it was not kept.
        """
        await self._store.write(lambda connection: note_opinion(connection, person, opinion, now))

    async def correct(self, team: str, correction: Correction, now: datetime) -> None:
        """Something else was meant: kept for authors, without who said it.

        Raises:
            StoreUnavailable: it was not kept.
        """
        await self._store.write(lambda connection: note_correction(connection, team, correction, now))

    async def first_time(self, person: Person, what: str, now: datetime) -> bool:
        """True once for each person and thing.

        Raises:
            StoreUnavailable: nobody can tell.
        """
        return await self._store.write(lambda connection: first_time(connection, person, what, now))
