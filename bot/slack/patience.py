"""How long Slack waits, and what we do within it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from bot.errors import StoreUnavailable

Done = TypeVar("Done")
PATIENCE = 2.0  # seconds for what needs the database; Slack gives three for the whole


async def promptly(work: Awaitable[Done]) -> Done:
    """What `work` gives within Slack's patience.

    Raises:
        StoreUnavailable: it took too long, and was called off.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            return await work
    except TimeoutError:
        raise StoreUnavailable from None
