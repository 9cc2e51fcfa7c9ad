"""Waiting for something to happen without asking again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.errors import CareerError

Seen = TypeVar("Seen")


class NothingHappened(CareerError):
    """What was waited for did not happen in time."""


class Bell:
    """Rings on every change of the playground; whoever waits looks again at each ring."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Future[None]] = set()
        self.count = 0

    def ring(self) -> None:
        self.count += 1
        listeners, self._listeners = self._listeners, set()
        for listener in listeners:
            if not listener.done():
                listener.set_result(None)

    async def next(self) -> None:
        """Return at the next ring."""
        listener = asyncio.get_running_loop().create_future()
        self._listeners.add(listener)
        try:
            await listener
        finally:
            self._listeners.discard(listener)

    async def until(self, look: Callable[[], Seen], seconds: float) -> Seen:
        """What `look` sees, as soon as that is truthy.

        Raises:
            NothingHappened: it was not within `seconds`.
        """
        try:
            async with asyncio.timeout(seconds):
                while not (seen := look()):
                    await self.next()
                return seen
        except TimeoutError:
            raise NothingHappened(f"Nothing like that happened within {seconds:g} s.") from None
