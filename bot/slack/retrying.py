"""Sending again what surely did not arrive, while somebody waits for it. Nothing else is ever sent twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.slack.failures import CallFailed

T = TypeVar("T")
PAUSES = (0.5, 2.0, 6.0)  # seconds, where Slack asks for none of its own
LONGEST = 30.0  # seconds in all; whoever asked has gone on by then, and the lease of an event ends soon


async def until_sent(send: Callable[[], Awaitable[T]]) -> T:
    """What `send` gives. Where Slack limits the rate its own pause is kept.

    Raises:
        CallFailed: it may have arrived, never will, or did not within half a minute.
    """
    waited = 0.0
    for pause in PAUSES:
        try:
            return await send()
        except CallFailed as failed:
            wait = failed.failure.wait.total_seconds() if failed.failure.wait else pause
            if failed.failure.kind != "unsent" or waited + wait > LONGEST:
                raise
        waited += wait
        await asyncio.sleep(wait)
    return await send()
