"""Recording: what each outcome means for a delivery and for its person, in one transaction each.

A journey is always locked before a delivery, as when its person changes something: two that wait for each
other would else be told to come back later.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.advisor.speech import NotSent, Outcome, PersonGone, Refused, Sent, TeamGone, Unknown
from bot.advisor.terms import Terms
from bot.career.journey import Journey
from bot.career.steering import stopped
from bot.store import deliveries, gates, journeys
from bot.store.deliveries import Delivery
from bot.store.journeys import Connection

log = logging.getLogger(__name__)


async def record(
    connection: Connection, mine: Delivery, outcome: Outcome, now: datetime, clock: datetime, terms: Terms
) -> str:
    """Closes the row or gives it back, and returns what became of it, in a word.

    Nothing is changed where another process has taken the row meanwhile.
    """
    match outcome:
        case Sent(channel, ts):
            return await record_sent(connection, mine, channel, ts, now, clock)
        case NotSent():
            return await _try_again(connection, mine, outcome, clock, terms)
        case Unknown(why):
            free_at = clock + terms.settle
            kept = await deliveries.reopen(connection, mine, "ambiguous", free_at, why=why, looks=0)
            return "ambiguous" if kept else "lost"
        case PersonGone(why):
            return await record_gone(connection, mine, why, clock)
        case TeamGone(why):
            log.error("nothing more is sent to team %s: %s", mine.person.team, why)
            await gates.silence(connection, mine.person.team, why, clock)
            kept = await deliveries.reopen(connection, mine, "pending", clock, why=why)
            return "team gone" if kept else "lost"
        case Refused(why):
            log.error("a nudge was refused and will not arrive: %s", why)
            return "failed" if await deliveries.close(connection, mine, "failed", clock, why=why) else "lost"
        case _:
            assert_never(outcome)


async def record_sent(
    connection: Connection, mine: Delivery, channel: str, ts: str, now: datetime, clock: datetime
) -> str:
    """It arrived, now or in an earlier try."""
    journey = await journeys.load(connection, mine.person, lock=True)
    if not await deliveries.close(connection, mine, "sent", clock, channel=channel, ts=ts, why=None):
        log.warning("another process has taken a delivery that was just sent")
        return "lost"
    if journey is not None:
        await journeys.save(connection, _after(journey, mine, channel, now), journey)
    return "sent"


def _after(journey: Journey, mine: Delivery, channel: str, now: datetime) -> Journey:
    journey = replace(journey, channel=channel)
    if mine.kind not in ("nudge", "snooze"):
        return journey
    roadmaps = dict(journey.roadmaps)
    if mine.slug in roadmaps:
        roadmaps[mine.slug] = replace(roadmaps[mine.slug], nudged_at=now)
    return replace(journey, roadmaps=roadmaps, sent_at=now, wording=journey.wording + 1)


async def record_gone(connection: Connection, mine: Delivery, why: str, clock: datetime) -> str:
    """The person can't be written to: their nudges stop, their progress stays."""
    journey = await journeys.load(connection, mine.person, lock=True)
    if not await deliveries.close(connection, mine, "failed", clock, why=why):
        return "lost"
    if journey is not None:
        await journeys.save(connection, stopped(journey, "gone"), journey)
    await deliveries.cancel_pending(connection, mine.person, clock)
    return "person gone"


async def _try_again(
    connection: Connection, mine: Delivery, outcome: NotSent, clock: datetime, terms: Terms
) -> str:
    wait = outcome.wait or terms.backoff(mine.attempts)
    if outcome.wait is not None:
        await gates.shut_until(connection, mine.person.team, gates.POST, clock + wait, clock)
    kept = await deliveries.reopen(connection, mine, "pending", clock + wait, why=outcome.why)
    return "not sent" if kept else "lost"
