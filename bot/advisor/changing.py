"""Changing a journey: one request, one transaction, one result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.career import steering
from bot.career.journey import Journey, settled
from bot.career.library import Library
from bot.career.person import Person
from bot.career.roadmap import Roadmap, finished, step_at_hand
from bot.errors import NoRoadmap, NothingToUndo
from bot.store import changes, deliveries, journeys
from bot.store.journeys import Connection

Turn = Callable[[Journey], Journey]


@dataclass(frozen=True, slots=True)
class Request:
    """One change that a person asks for.

    `once` names what triggered it. `quiet`: what was planned and not posted yet is taken back.
    """

    person: Person
    what: str
    now: datetime
    slug: str | None = None
    once: str | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The journey after a request; `undo` is the change that can be taken back now."""

    journey: Journey
    slug: str | None
    changed: bool
    celebrate: bool = False
    undo: changes.Change | None = None


async def change(connection: Connection, library: Library, request: Request, turn: Turn) -> Result:
    """Turns the person's journey; NoRoadmap where there is none. A repeated request changes nothing."""
    before = await journeys.load(connection, request.person, lock=True)
    if before is None:
        raise NoRoadmap
    if await changes.done_already(connection, request.once):
        return await _unchanged(connection, before, request.slug)
    after = settle(turn(steering.touched(before, request.now)), library, request.now)
    if request.quiet or after.next_at is None:
        await deliveries.cancel_pending(connection, request.person, request.now)
    return await keep(connection, library, request, before, after, undoable=True)


async def keep(
    connection: Connection,
    library: Library,
    request: Request,
    before: Journey | None,
    after: Journey,
    *,
    undoable: bool,
) -> Result:
    """Keeps the journey, and the change where there was one."""
    changed = before is None or _choices(after) != _choices(before)
    after, celebrate = _celebrated(after, library, request)
    await journeys.save(connection, after, before)
    if changed:
        await changes.note(
            connection,
            request.person,
            request.what,
            request.now,
            slug=request.slug,
            before=before if undoable else None,
            once=request.once,
        )
    undo = await changes.last(connection, request.person)
    return Result(after, request.slug, changed, celebrate, undo)


async def take_back(
    connection: Connection, library: Library, person: Person, now: datetime, id: int | None
) -> Result:
    """Takes the last change back; NothingToUndo where there is none, or where it is not the one named."""
    before = await journeys.load(connection, person, lock=True)
    last = await changes.last(connection, person)
    if before is None or last is None or last.before is None or id not in (None, last.id):
        raise NothingToUndo
    back = steering.restored(steering.touched(before, now), last.before, now)
    after = settle(back, library, now)
    await journeys.save(connection, after, before)
    await changes.take_back(connection, last)
    return Result(after, last.slug, changed=True, undo=await changes.last(connection, person))


async def _unchanged(connection: Connection, journey: Journey, slug: str | None) -> Result:
    return Result(journey, slug, changed=False, undo=await changes.last(connection, journey.person))


def settle(journey: Journey, library: Library, now: datetime) -> Journey:
    """The journey with a next time exactly while a roadmap that is walked has something undone."""
    return settled(journey, any(undone(one, library) for one in journey.active), now)


def undone(roadmap: Roadmap, library: Library) -> bool:
    guide = library.guides.get(roadmap.slug)
    return guide is not None and step_at_hand(roadmap, guide.next_steps) is not None


def _celebrated(journey: Journey, library: Library, request: Request) -> tuple[Journey, bool]:
    """A roadmap that this request finished is celebrated, once in its life."""
    roadmap = journey.roadmaps.get(request.slug or "")
    guide = library.guides.get(request.slug or "")
    if roadmap is None or guide is None or roadmap.celebrated_at:
        return journey, False
    if not finished(roadmap, guide.next_steps):
        return journey, False
    noted = replace(roadmap, celebrated_at=request.now)
    return replace(journey, roadmaps={**journey.roadmaps, noted.slug: noted}), True


def _choices(journey: Journey) -> tuple[object, ...]:
    """What of a journey is the person's own choice: that they asked changes nothing by itself."""
    times = (journey.own_at, journey.extra_at, journey.snoozed_until)
    return (journey.rhythm, journey.state, journey.roadmaps, journey.each, *times)
