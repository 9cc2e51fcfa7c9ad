"""Roadmaps: what a person does with theirs. Each request is one transaction and gives back a fresh plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.advisor.changing import Request, Result, Turn, change, keep, settle, take_back, undone
from bot.career import steering
from bot.career.export import calendar, markdown
from bot.career.falling_due import Due
from bot.career.guide import Guide
from bot.career.journey import Journey
from bot.career.library import Library
from bot.career.person import Person
from bot.career.plan import Plan, plan_of
from bot.career.rhythm import Rhythm, local
from bot.career.roadmap import Roadmap, StepState, mark
from bot.errors import NoRoadmap, NoSteps
from bot.store import Store, changes, deliveries, journeys
from bot.store.journeys import Connection

_DID: dict[StepState, str] = {"done": "done", "skipped": "skip", "doing": "doing", "open": "open"}


class Roadmaps:
    """`library` may be replaced when the knowledge base was read again.

    `now` is people's time. `once` names a trigger: a second request with the same one changes nothing.
    `changed` hears whose roadmaps are other ones now, so that what they see of them can be shown anew.
    """

    def __init__(
        self, store: Store, library: Library, changed: Callable[[Person], None] = lambda person: None
    ) -> None:
        self._store = store
        self._changed = changed
        self.library = library

    async def start(
        self, person: Person, slug: str, now: datetime, zone: str | None = None, *, once: str | None = None
    ) -> Plan:
        """Begins the guide's roadmap, or takes it up again; a first begin plans the welcome message."""
        guide = self._guide(slug)
        request = Request(person, "start", now, slug, once)

        async def work(connection: Connection) -> Result:
            before = await journeys.load(connection, person, lock=True)
            if before and await changes.done_already(connection, once):
                return Result(before, slug, changed=False)
            after = settle(steering.begun(before, person, slug, now, zone), self.library, now)
            await deliveries.plan(connection, [(person, _welcome(after, guide, now))])
            return await keep(connection, self.library, request, before, after, undoable=False)

        result = await self._store.write(work)
        self._changed(person)
        return self._plan(result, now)

    async def plan(self, person: Person, now: datetime, slug: str | None = None) -> Plan | None:
        """The plan of that roadmap, or of the one that the person was last at; None without one."""
        journey = await self._store.read(lambda connection: journeys.load(connection, person))
        if journey is None:
            return None
        slug = slug or self._at(journey)
        if slug not in journey.roadmaps or slug not in self.library.guides:
            return None
        undo = await self._store.read(lambda connection: changes.last(connection, person))
        return self._plan(Result(journey, slug, changed=False, undo=undo), now)

    async def plans(self, person: Person, now: datetime) -> tuple[Plan, ...]:
        """All plans of the person, those still walked first, the last one begun first."""
        journey = await self._store.read(lambda connection: journeys.load(connection, person))
        if journey is None:
            return ()
        known = [one for one in journey.roadmaps.values() if one.slug in self.library.guides]
        known.sort(key=lambda one: (one.active, one.started_at), reverse=True)
        return tuple(self._plan(Result(journey, one.slug, changed=False), now) for one in known)

    async def export(self, person: Person, now: datetime) -> str | None:
        """The person's plans as Markdown; None where there is none."""
        plans = await self.plans(person, now)
        return markdown(plans) if plans else None

    async def calendar(self, person: Person, now: datetime) -> str | None:
        """The person's nudges as an iCalendar file; None where there is no plan."""
        plans = await self.plans(person, now)
        return calendar(plans, now) if plans else None

    async def mark(
        self,
        person: Person,
        slug: str,
        step_key: str,
        state: StepState,
        now: datetime,
        note: str | None = None,
        *,
        once: str | None = None,
    ) -> Plan:
        """Puts a step into a state, with a line of evidence if one is given."""
        known = self._guide(slug).step(step_key) is not None

        def turn(journey: Journey) -> Journey:
            roadmap = journey.roadmaps.get(slug)
            if roadmap is None:
                raise NoRoadmap
            marked = mark(roadmap, step_key, state, now, note) if known else roadmap
            return replace(journey, roadmaps={**journey.roadmaps, slug: marked})

        return await self._change(Request(person, _DID[state], now, slug, once), turn)

    async def set_rhythm(
        self, person: Person, rhythm: Rhythm, now: datetime, *, once: str | None = None
    ) -> Plan:
        """Chooses weekday, hour, zone and every week or every second."""
        request = Request(person, "rhythm", now, once=once)
        return await self._change(request, lambda journey: steering.beating(journey, rhythm, now))

    async def snooze(self, person: Person, days: int, now: datetime, *, once: str | None = None) -> Plan:
        """Quiet for that many days (28 at most), then one nudge at the usual hour."""
        request = Request(person, "snooze", now, once=once, quiet=True)
        return await self._change(request, lambda journey: steering.snoozed(journey, days, now))

    async def pause(self, person: Person, now: datetime, *, once: str | None = None) -> Plan:
        """No nudges until they are resumed."""
        return await self._change(Request(person, "pause", now, once=once, quiet=True), steering.paused)

    async def resume(self, person: Person, now: datetime, *, once: str | None = None) -> Plan:
        """Nudges again, after a pause or a stop."""
        request = Request(person, "resume", now, once=once)
        return await self._change(request, lambda journey: steering.resumed(journey, now))

    async def stop(
        self, person: Person, now: datetime, slug: str | None = None, *, once: str | None = None
    ) -> Plan:
        """No nudges for that roadmap, or for any; progress stays."""

        def turn(journey: Journey) -> Journey:
            if slug is None:
                return steering.stopped(journey)
            if slug not in journey.roadmaps:
                raise NoRoadmap
            return steering.left(journey, slug)

        return await self._change(Request(person, "stop", now, slug, once, quiet=slug is None), turn)

    async def set_pace(
        self, person: Person, slug: str, pace: float | None, now: datetime, *, once: str | None = None
    ) -> Plan:
        """Says how many steps a week the person means to take; None for no pace."""

        def turn(journey: Journey) -> Journey:
            if slug not in journey.roadmaps:
                raise NoRoadmap
            paced = replace(journey.roadmaps[slug], pace=pace)
            return replace(journey, roadmaps={**journey.roadmaps, slug: paced})

        return await self._change(Request(person, "pace", now, slug, once), turn)

    async def set_each(self, person: Person, each: bool, now: datetime, *, once: str | None = None) -> Plan:
        """One nudge a week for each roadmap, or one in all."""
        request = Request(person, "each", now, once=once)
        return await self._change(request, lambda journey: replace(journey, each=each))

    async def undo(self, person: Person, now: datetime, id: int | None = None) -> Plan:
        """Takes back the last change; NothingToUndo where there is none, or where it is not that one."""

        result = await self._store.write(lambda c: take_back(c, self.library, person, now, id))
        self._changed(person)
        return self._plan(result, now)

    async def touch(self, person: Person, now: datetime) -> None:
        """The person did something that changes nothing: what was sent was not ignored."""

        async def work(connection: Connection) -> None:
            before = await journeys.load(connection, person, lock=True)
            if before is not None:
                await journeys.save(connection, steering.touched(before, now), before)

        await self._store.write(work)

    async def learn_channel(self, person: Person, channel: str) -> None:
        """Keeps which conversation the person's messages are in, where that is not known yet."""
        if await self._store.read(lambda connection: journeys.without_channel(connection, person)):
            await self._store.write(lambda connection: journeys.set_channel(connection, person, channel))

    async def forget(self, person: Person) -> None:
        """Erases everything that is kept of the person's roadmaps and nudges."""
        await self._store.write(lambda connection: journeys.forget(connection, person))
        self._changed(person)

    async def _change(self, request: Request, turn: Turn) -> Plan:
        result = await self._store.write(lambda c: change(c, self.library, request, turn))
        self._changed(request.person)
        return self._plan(result, request.now)

    def _guide(self, slug: str) -> Guide:
        guide = self.library.guides.get(slug)
        if guide is None or not guide.next_steps:
            raise NoSteps
        return guide

    def _at(self, journey: Journey) -> str | None:
        """The roadmap that the person was last at, an unfinished one first."""
        known = [one for one in journey.roadmaps.values() if one.slug in self.library.guides]
        last = max(known, key=lambda one: (one.active, undone(one, self.library), _moment(one)), default=None)
        return last.slug if last else None

    def _plan(self, result: Result, now: datetime) -> Plan:
        journey = result.journey
        slug = result.slug if result.slug in journey.roadmaps else self._at(journey)
        if slug is None:
            raise NoRoadmap
        return plan_of(
            journey,
            journey.roadmaps[slug],
            self._guide(slug),
            now,
            undo=result.undo.what if result.undo else None,
            undo_id=result.undo.id if result.undo else None,
            changed=result.changed,
            celebrate=result.celebrate,
        )


def _welcome(journey: Journey, guide: Guide, now: datetime) -> Due:
    person = journey.person
    named = f"{person.team}:{person.user}:welcome:{guide.slug}"
    day = local(now, journey.rhythm.zone).date()
    return Due(occurrence=named, kind="welcome", at=now, day=day, slug=guide.slug)


def _moment(roadmap: Roadmap) -> datetime:
    moments = [mark.at for mark in roadmap.marks.values()]
    return max([roadmap.started_at, *moments, *([roadmap.nudged_at] if roadmap.nudged_at else [])])
