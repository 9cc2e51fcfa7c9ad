"""A plan: what a person sees of a roadmap of theirs, after a change or when they ask."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.career.guide import Guide
from bot.career.journey import Journey
from bot.career.person import Person
from bot.career.rhythm import Rhythm, local
from bot.career.roadmap import Progress, Roadmap, StepState, progress, step_at_hand

PlanState = Literal["on", "paused", "stopped", "finished"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """A step of the guide with where the person stands. `number` starts at 1."""

    key: str
    name: str
    number: int
    state: StepState
    first_action: str | None = None
    note: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A roadmap as a whole.

    `next_at` is the next nudge (aware, UTC), None while there is none. `why` says in a word why nudges
    rest where the person did not ask for it ("ignored", "gone"). `undo` names the last change that can
    be taken back ("done", "skip", "snooze", ...), `undo_id` that one alone. `changed` is false when a
    request found everything as it wanted it (a second press of a button). `celebrate` is true once:
    on the change that finished the roadmap for the first time; `leads_to` is what can come next.
    `pace` is in steps a week, `done_around` the day it leads to.
    """

    person: Person
    slug: str
    title: str
    steps: tuple[PlanStep, ...]
    at_hand: PlanStep | None
    progress: Progress
    rhythm: Rhythm
    next_at: datetime | None
    state: PlanState
    why: str | None = None
    snoozed_until: datetime | None = None
    slowed: bool = False
    each: bool = False
    undo: str | None = None
    undo_id: int | None = None
    changed: bool = True
    celebrate: bool = False
    leads_to: tuple[str, ...] = ()
    pace: float | None = None
    done_around: date | None = None


def plan_of(
    journey: Journey,
    roadmap: Roadmap,
    guide: Guide,
    now: datetime,
    *,
    undo: str | None = None,
    undo_id: int | None = None,
    changed: bool = True,
    celebrate: bool = False,
) -> Plan:
    """The plan of one of the person's roadmaps, at `now`."""
    steps = plan_steps(roadmap, guide)
    at_hand = step_at_hand(roadmap, guide.next_steps)
    so_far = progress(roadmap, guide.next_steps)
    snoozed = journey.snoozed_until
    return Plan(
        person=journey.person,
        slug=roadmap.slug,
        title=guide.title,
        steps=steps,
        at_hand=next((step for step in steps if at_hand and step.key == at_hand.key), None),
        progress=so_far,
        rhythm=journey.rhythm,
        next_at=journey.next_at if roadmap.active and so_far.left else None,
        state=_state(journey, roadmap, so_far),
        why=journey.why,
        snoozed_until=snoozed if snoozed and snoozed > now else None,
        slowed=journey.slowed,
        each=journey.each,
        undo=undo,
        undo_id=undo_id,
        changed=changed,
        celebrate=celebrate,
        leads_to=tuple(item.name for item in guide.progression.leads_to),
        pace=roadmap.pace,
        done_around=done_around(roadmap.pace, so_far, local(now, journey.rhythm.zone).date()),
    )


def plan_steps(roadmap: Roadmap, guide: Guide) -> tuple[PlanStep, ...]:
    """The guide's steps with where the person stands on each."""
    return tuple(
        PlanStep(
            key=step.key,
            name=step.name,
            number=number,
            state=roadmap.state(step.key),
            first_action=step.first_action,
            note=mark.note if (mark := roadmap.marks.get(step.key)) else None,
            at=mark.at if mark else None,
        )
        for number, step in enumerate(guide.next_steps, 1)
    )


def done_around(pace: float | None, so_far: Progress, today: date) -> date | None:
    """The day on which a pace (steps a week) leads to the end; reckoned anew each time, so never late."""
    if not pace or not so_far.left:
        return None
    return today + timedelta(days=math.ceil(so_far.left / pace * 7))


def _state(journey: Journey, roadmap: Roadmap, so_far: Progress) -> PlanState:
    if so_far.total and not so_far.left:
        return "finished"
    return journey.state if roadmap.active else "stopped"
