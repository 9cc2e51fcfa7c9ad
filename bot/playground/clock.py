"""People's time in the playground: it runs like the real one until somebody moves it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Hands out the time. `runs=False` holds it still between moves, for tests that count seconds."""

    def __init__(self, start: datetime | None = None, *, runs: bool = True) -> None:
        real = datetime.now(UTC)
        self._shift = (start or real).astimezone(UTC) - real
        self._held = None if runs else real + self._shift
        self.on_move: list[Callable[[], Awaitable[object]]] = []

    def now(self) -> datetime:
        """The playground's time, aware, in UTC."""
        return self._held if self._held is not None else datetime.now(UTC) + self._shift

    async def move_to(self, when: datetime) -> None:
        """Jump to an aware moment, then await every hook, so that what became due has been done."""
        await self.advance(when.astimezone(UTC) - self.now())

    async def advance(self, delta: timedelta) -> None:
        """Jump by `delta` (backwards too), then await every hook."""
        self._shift += delta
        if self._held is not None:
            self._held += delta
        for hook in list(self.on_move):
            await hook()
