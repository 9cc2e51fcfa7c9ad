"""A lane: a thread with a loop of its own, on which work for one SQLite engine runs."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StoreUnavailable

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[T]]


@dataclass(slots=True, eq=False)
class Piece:
    """Work that somebody waits for, on another loop."""

    work: Work[Any]
    done: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None

    @property
    def given_up(self) -> bool:
        return self.done.cancelled()

    def tell(self) -> None:
        """Says what came of it; on the loop of whoever waits."""
        if self.done.done():
            return
        if self.error is not None:
            self.done.set_exception(self.error)
        else:
            self.done.set_result(self.result)


Serve = Callable[[AsyncEngine, Sequence[Piece]], Awaitable[None]]


class Lane:
    """Hands what has gathered to `serve`, which gives each piece its result or its error.

    `busy` counts the pieces that are waited for.
    """

    def __init__(self, engine: AsyncEngine, serve: Serve, *, name: str, most: int) -> None:
        self._engine = engine
        self._serve = serve
        self._most = most
        self.busy = 0
        self._waiting: deque[Piece] = deque()
        self._loop = asyncio.new_event_loop()
        self._work_came = asyncio.Event()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    async def do(self, work: Work[T]) -> T:
        """What `work` gives back."""
        if self._closing:
            raise StoreUnavailable("The store is closed.")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(Piece(work, done))
        self._loop.call_soon_threadsafe(self._work_came.set)
        self.busy += 1
        try:
            return await done
        finally:
            self.busy -= 1

    async def close(self) -> None:
        """Ends what was asked for, then the thread."""
        if self._closing:
            return
        self._closing = True
        self._loop.call_soon_threadsafe(self._work_came.set)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._work_off())
        finally:
            self._loop.close()

    async def _work_off(self) -> None:
        while self._waiting or not self._closing:
            await self._work_came.wait()
            self._work_came.clear()
            while self._waiting:
                size = min(len(self._waiting), self._most)
                pieces = [self._waiting.popleft() for _ in range(size)]
                await self._serve(self._engine, [one for one in pieces if not one.given_up])
                _tell(pieces)
        await self._engine.dispose()


def _tell(pieces: Sequence[Piece]) -> None:
    """One hop back for all who wait on the same loop; a loop that is gone waits for nothing."""
    for loop in {one.done.get_loop() for one in pieces}:
        theirs = [one for one in pieces if one.done.get_loop() is loop]
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_tell_all, theirs)


def _tell_all(pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        piece.tell()
