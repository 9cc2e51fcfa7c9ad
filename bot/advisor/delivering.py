"""Delivering: one claimed row, from the question whether now is the moment to what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.advisor import recording
from bot.advisor.composing import as_tried, compose
from bot.advisor.speech import (
    Absent,
    Found,
    People,
    Seen,
    Speak,
    Unknown,
    Unmarked,
    Unreadable,
    Whereabouts,
)
from bot.advisor.terms import Terms
from bot.career.falling_due import CATCH_UP, STALE
from bot.career.journey import Journey, relocated, same_week
from bot.career.library import Library
from bot.career.nudge import Nudge
from bot.career.postponing import Holiday, Later, Quiet, postpone
from bot.career.rhythm import instant, local
from bot.store import Store, deliveries, gates, journeys
from bot.store.deliveries import Delivery
from bot.store.journeys import Connection

_SOON = timedelta(milliseconds=5)
_NOBODY_KNOWS = Whereabouts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivering:
    """What a round delivers with. `now` is people's time and stands still; `clock` is the real one."""

    store: Store
    library: Library
    speak: Speak
    people: People
    now: datetime
    clock: Callable[[], datetime]
    holiday: Holiday
    terms: Terms

    async def deliver(self, mine: Delivery) -> str:
        """What became of the row, in a word."""
        journey = await self.store.read(lambda connection: journeys.load(connection, mine.person))
        if mine.state != "pending":
            return await self._reconcile(journey, mine)
        if journey is None or not _wanted(journey, mine):
            return await self._close(mine, "cancelled", "not wanted")
        if self.now - mine.due_at > CATCH_UP:
            return await self._close(mine, "skipped", STALE)
        return await self._at_the_right_moment(journey, mine)

    async def _at_the_right_moment(self, journey: Journey, mine: Delivery) -> str:
        if mine.kind == "welcome":
            return await self._say(journey, mine)
        found = await self.people.look(mine.person) or _NOBODY_KNOWS
        if found.gone:
            return await self.store.write(lambda c: recording.record_gone(c, mine, "gone", self.clock()))
        if found.zone and found.zone != journey.rhythm.zone:
            journey = await self._moved(mine, found.zone) or journey
            hour = instant(mine.day, journey.rhythm.at, journey.rhythm.zone)
            if mine.kind == "nudge" and mine.postponed is None and hour > self.now:
                return await self._later(mine, Later(hour, None))
        quiet = Quiet(self.holiday, found.away, found.away_until, found.quiet_until)
        later = postpone(journey.rhythm, mine.day, quiet, self.now)
        if later is None:
            return await self._say(journey, mine)
        day = local(later.at, journey.rhythm.zone).date()
        if mine.kind == "nudge" and not same_week(day, mine.day):
            return await self.store.write(lambda connection: self._merge(connection, mine, later))
        return await self._later(mine, later)

    async def _moved(self, mine: Delivery, zone: str) -> Journey | None:
        """The person's journey in the zone where they are now."""

        async def work(connection: Connection) -> Journey | None:
            journey = await journeys.load(connection, mine.person, lock=True)
            if journey is None:
                return None
            after = relocated(journey, zone, self.now)
            await journeys.save(connection, after, journey)
            return after

        return await self.store.write(work)

    async def _later(self, mine: Delivery, later: Later) -> str:
        """The row again at a better moment."""
        why = later.postponed or mine.postponed

        async def work(connection: Connection) -> bool:
            return await deliveries.reopen(
                connection, mine, "pending", self.clock(), due_at=later.at, postponed=why
            )

        return "postponed" if await self.store.write(work) else "lost"

    async def _merge(self, connection: Connection, mine: Delivery, later: Later) -> str:
        """Past Sunday: the next week's nudge takes this one along, and says why it did not come."""
        journey = await journeys.load(connection, mine.person, lock=True)
        if not await deliveries.close(connection, mine, "skipped", self.clock(), why="merged"):
            return "lost"
        if journey is not None:
            after = replace(journey, carried=later.postponed or mine.postponed)
            if journey.own_at and journey.own_at > later.at and journey.pulse.every == 2:
                after = replace(after, own_at=later.at)  # nobody waits a month for a holiday
            await journeys.save(connection, after, journey)
        return "merged"

    async def _say(self, journey: Journey, mine: Delivery) -> str:
        today = local(self.now, journey.rhythm.zone).date()
        nudge = compose(journey, self.library, mine, today)
        if nudge is None:
            return await self._close(mine, "skipped", "nothing left")
        noted = await self._noted(mine, nudge)
        return noted if isinstance(noted, str) else await uninterrupted(self._send(journey, noted, nudge))

    async def _send(self, journey: Journey, noted: Delivery, nudge: Nudge) -> str:
        try:
            async with asyncio.timeout(self.terms.timeout.total_seconds()):
                outcome = await self.speak.post(nudge, journey.channel)
        except TimeoutError:
            outcome = Unknown("timeout")
        return await self.store.write(
            lambda connection: recording.record(
                connection, noted, outcome, self.now, self.clock(), self.terms
            )
        )

    async def _noted(self, mine: Delivery, nudge: Nudge) -> Delivery | str:
        """The row with its attempt noted, once it is this message's turn; else what became of it."""
        turn: datetime | None = None
        while True:
            step = await self.store.write(partial(self._step_up, mine=mine, nudge=nudge, turn=turn))
            if not isinstance(step, datetime):
                return step
            turn = step
            await asyncio.sleep(max(0.0, (turn - self.clock()).total_seconds()))

    async def _step_up(
        self, connection: Connection, mine: Delivery, nudge: Nudge, turn: datetime | None
    ) -> Delivery | datetime | str:
        """Notes the attempt if it may be made now, else says from when on."""
        clock, team = self.clock(), mine.person.team
        wait = await gates.shut(connection, team, gates.POST, clock)
        if wait is None and turn is None:
            wait = await gates.take_turn(connection, team, gates.POST, self.terms.turn, clock)
        last = await deliveries.last_tried(connection, mine.person)
        wait = max((at for at in (wait, last and last + self.terms.breath) if at), default=clock)
        if wait > clock + self.terms.patience:
            kept = await deliveries.reopen(connection, mine, mine.state, wait)
            return "waiting" if kept else "lost"
        if wait > clock + _SOON:
            return wait
        until = clock + self.terms.lease
        step = nudge.step.key if nudge.step else None
        noted = await deliveries.note_attempt(
            connection, mine, slug=nudge.slug, step=step, wording=nudge.wording, clock=clock, until=until
        )
        return noted or "lost"

    async def _reconcile(self, journey: Journey | None, mine: Delivery) -> str:
        """Whether an attempt arrived, by its marker; only what was absent twice is sent again."""
        channel = mine.channel or (journey.channel if journey else None)
        if channel is None:
            return await self._unclear(mine, "no conversation is known", None)
        match await self._found(journey, mine, channel):
            case Seen(ts):
                clock = self.clock()
                return await self.store.write(
                    lambda c: recording.record_sent(c, mine, channel, ts, self.now, clock)
                )
            case Unmarked():
                return await self._close(mine, "unknown", "markers are gone")
            case Unreadable(why, wait):
                return await self._unclear(mine, why, wait)
            case Absent():
                return await self._absent(journey, mine)

    async def _found(self, journey: Journey | None, mine: Delivery, channel: str) -> Found:
        nudge = as_tried(journey, self.library, mine, mine.day)
        try:
            async with asyncio.timeout(self.terms.timeout.total_seconds()):
                return await self.speak.find(nudge, channel)
        except TimeoutError:
            return Unreadable("timeout")

    async def _absent(self, journey: Journey | None, mine: Delivery) -> str:
        if not mine.looks:
            again = self.clock() + self.terms.second_look
            kept = await self.store.write(
                lambda connection: deliveries.reopen(connection, mine, "ambiguous", again, looks=1)
            )
            return "looked" if kept else "lost"
        if journey is None or not _wanted(journey, mine):
            return await self._close(mine, "cancelled", "not wanted")
        if self.now - mine.due_at > CATCH_UP:
            return await self._close(mine, "skipped", STALE)
        return await self._say(journey, mine)

    async def _unclear(self, mine: Delivery, why: str, wait: timedelta | None) -> str:
        """Nothing is guessed: looked up again later, and after a day left for the operator."""
        clock = self.clock()
        if mine.attempted_at is not None and clock - mine.attempted_at > self.terms.give_up:
            return await self._close(mine, "unknown", why)
        free_at = clock + (wait or self.terms.backoff(mine.looks + mine.fence))

        async def work(connection: Connection) -> bool:
            if wait is not None:
                await gates.shut_until(connection, mine.person.team, gates.FIND, free_at, clock)
            return await deliveries.reopen(connection, mine, "ambiguous", free_at, why=why)

        return "unclear" if await self.store.write(work) else "lost"

    async def _close(self, mine: Delivery, state: deliveries.Closed, why: str) -> str:
        clock = self.clock()
        kept = await self.store.write(lambda c: deliveries.close(c, mine, state, clock, why=why))
        return state if kept else "lost"


async def uninterrupted(work: Coroutine[Any, Any, str]) -> str:
    """Ends what was begun, and only then hears that it was called off: a post without a record is a doubt."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


def _wanted(journey: Journey, mine: Delivery) -> bool:
    """Whether the person still wants it: nudges while they are on, the farewell while they are not."""
    if mine.kind == "welcome":
        return True
    return (journey.state == "on") != (mine.kind == "farewell")
