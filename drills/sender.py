"""A sender: what the bot's worker does, in a process that may be killed at any moment."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.advisor.nudges import nudge_round
from bot.advisor.speech import Speak, Whereabouts
from bot.advisor.terms import Terms
from bot.career.guide import Guide, Step
from bot.career.library import Library
from bot.career.person import Person
from bot.slack.calls import Slack, TokenOf, new_session
from bot.slack.delivery import Delivery
from bot.store import Store, open_store

TEAM = "T01ACME"
STEPS = tuple(Step(f"Step number {number}") for number in range(1, 9))
GUIDE = Guide(slug="mlops-manager", title="MLOps Manager", next_steps=STEPS)
LIBRARY = Library(guides={GUIDE.slug: GUIDE}, topics={})

# As in real life, but for the scale: the lease outlasts a post and the time it may take to show.
SCALED = Terms(
    timeout=timedelta(milliseconds=800),
    settle=timedelta(milliseconds=1500),
    lease=timedelta(milliseconds=2500),
    second_look=timedelta(milliseconds=150),
    turn=timedelta(0),
    breath=timedelta(0),
    retry=timedelta(milliseconds=100),
)


@dataclass(frozen=True, slots=True)
class Errand:
    """What a sender needs to know, small enough to be handed to another process."""

    database: str
    api_url: str
    token: str
    now: datetime
    terms: Terms = SCALED
    limit: int = 20
    start_at: float = 0.0
    idle_after: float | None = None


class Nobody:
    """Looks nobody up: where people are is no part of these drills."""

    async def look(self, person: Person) -> Whereabouts | None:
        return None


class AsItIs:
    """What a sender is wrapped in: nothing. Others get in between at one of these."""

    async def road(self, api_url: str) -> str:
        """Where the sender's requests go on their way to Slack."""
        return api_url

    def store(self, store: Store) -> Store:
        return store

    def speech(self, speak: Speak) -> Speak:
        return speak


PLAIN = AsItIs()


def send(errand: Errand, wrap: AsItIs = PLAIN) -> None:
    """Runs rounds until it is killed, or idle for as long as the errand says. A process's whole life."""
    logging.disable(logging.CRITICAL)  # what goes wrong here goes wrong on purpose
    asyncio.run(_send(errand, wrap))


async def _send(errand: Errand, wrap: AsItIs) -> None:
    api_url = await wrap.road(errand.api_url)
    async with new_session() as session, await open_store(errand.database, migrated=True) as opened:
        store = wrap.store(opened)
        speak = wrap.speech(Delivery(Slack(session, api_url, _always(errand.token))))
        await asyncio.sleep(max(0.0, errand.start_at - time.time()))
        idle_since = time.monotonic()
        while errand.idle_after is None or time.monotonic() - idle_since < errand.idle_after:
            report = await nudge_round(
                store,
                LIBRARY,
                speak,
                Nobody(),
                errand.now,
                clock=lambda: datetime.now(UTC),
                terms=errand.terms,
                limit=errand.limit,
            )
            if report.planned or report.outcomes:
                idle_since = time.monotonic()
            else:
                await asyncio.sleep(0.02)


def _always(token: str) -> TokenOf:
    async def token_of(team: str) -> str | None:
        return token

    return token_of


def die() -> None:
    """What the power cut does: no handler runs, nothing is flushed."""
    os.kill(os.getpid(), 9)
