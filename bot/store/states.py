"""States: installations under way. Each that was handed out is good once, for ten minutes at most."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import oauth_states

SPAN = timedelta(minutes=10)


async def issue(connection: AsyncConnection, now: datetime) -> str:
    """A new state, of which only a digest is kept. Those that have run out go on the occasion."""
    state = secrets.token_urlsafe(32)
    await connection.execute(delete(oauth_states).where(oauth_states.c.good_until <= now))
    await connection.execute(insert(oauth_states).values(digest=_digest(state), good_until=now + SPAN))
    return state


async def consume(connection: AsyncConnection, state: str, now: datetime) -> bool:
    """Whether this state was handed out, is still good and was not used before; now it is used."""
    handed_out = oauth_states.c.digest == _digest(state)
    taken = delete(oauth_states).where(handed_out, oauth_states.c.good_until > now)
    return (await connection.execute(taken)).rowcount == 1


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()
