"""The inbox: what was acknowledged is not lost. Times here are real ones."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.errors import CareerError
from bot.store import Store, events
from bot.store.events import Event

__all__ = ["Event", "Handle", "finish", "inbox_round", "note_attempt", "receive", "withdraw_attempt"]

log = logging.getLogger(__name__)
Handle = Callable[[Event], Awaitable[None]]
LEASE = timedelta(seconds=60)
TRIES, PATIENT_TRIES = 5, 60


async def receive(store: Store, event: Event, now: datetime, *, lease: timedelta = LEASE) -> bool:
    """Keeps an event before it is acknowledged, leased to its receiver; False if it was seen before."""
    return await store.write(lambda connection: events.add(connection, event, now, now + lease))


async def note_attempt(store: Store, event: Event, now: datetime) -> bool:
    """Notes that an answer is about to be posted; False where another process has taken the event over."""
    return await store.write(lambda connection: events.note_attempt(connection, event, now))


async def finish(store: Store, event: Event, now: datetime) -> bool:
    """The event is answered, or will never be: its body is erased."""
    return await store.write(lambda connection: events.close(connection, event, now))


async def withdraw_attempt(store: Store, event: Event) -> bool:
    """The answer surely did not arrive: the next try need not look for it."""
    return await store.write(lambda connection: events.note_attempt(connection, event, None))


async def inbox_round(
    store: Store, handle: Handle, now: datetime, *, lease: timedelta = LEASE, limit: int = 20
) -> int:
    """Handles events whose lease ran out, all at once, and returns how many.

    One that `handle` raises for is taken again when its lease ends: five times at most where the mistake is
    ours, for about an hour where Slack or the database can't be reached.
    """
    left = await store.write(lambda connection: events.take(connection, now, now + lease, limit))
    await asyncio.gather(*(_handled(store, handle, event, now) for event in left))
    return len(left)


async def _handled(store: Store, handle: Handle, event: Event, now: datetime) -> None:
    try:
        await handle(event)
    except CareerError as error:
        log.warning("An event has to wait, try %s of %s: %s", event.attempts, PATIENT_TRIES, error)
        if event.attempts < PATIENT_TRIES:
            return
    except Exception:
        log.exception("An event was not answered, try %s of %s", event.attempts, TRIES)
        if event.attempts < TRIES:
            return
    await finish(store, event, now)
