"""SQLite called where the work runs, and not in a thread for each connection.

A thread that does nothing else may wait for a database. On such a lane (lanes.py), a transaction of thirty
calls costs one hop between threads and not thirty.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Generator
from queue import SimpleQueue
from typing import Any

import aiosqlite

Call = tuple[asyncio.Future[Any] | None, Callable[[], Any]]


class _AtOnce(SimpleQueue[Call]):
    """A queue whose work is done when it is put in."""

    def put_nowait(self, item: Call) -> None:
        future, function = item
        result = function()
        if future is not None:
            future.set_result(result)


class InlineConnection(aiosqlite.Connection):
    """To be opened, used and closed in one thread. Nothing it does waits on the loop."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._tx = _AtOnce()  # SQLAlchemy puts some calls straight into the queue of the thread

    def __await__(self) -> Generator[Any, None, InlineConnection]:
        return self._opened().__await__()

    async def _opened(self) -> InlineConnection:
        self._connection = self._connector()
        return self

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return fn(*args, **kwargs)

    def stop(self) -> None:
        """Closes at once."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    async def close(self) -> None:
        self.stop()


def inline_connection(*args: Any, **kwargs: Any) -> InlineConnection:
    """What SQLAlchemy opens in place of aiosqlite's own connection."""
    return InlineConnection(lambda: sqlite3.connect(*args, **kwargs))
