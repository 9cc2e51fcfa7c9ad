"""Composing: which roadmap and step a nudge is about."""

from __future__ import annotations

from datetime import date

from bot.career.guide import Guide, Step
from bot.career.journey import Journey
from bot.career.library import Library
from bot.career.nudge import Nudge
from bot.career.plan import done_around
from bot.career.roadmap import Progress, Roadmap, progress, step_at_hand
from bot.store.deliveries import Delivery


def compose(journey: Journey, library: Library, mine: Delivery, today: date) -> Nudge | None:
    """What to say: the step at hand of the roadmap whose nudge is longest ago; None where nothing is left."""
    if mine.kind == "farewell":
        return _farewell(journey, library, mine)
    for roadmap in journey.active:
        guide = library.guides.get(roadmap.slug)
        if guide is None or mine.slug not in (None, roadmap.slug):
            continue
        if nudge := _about(journey, roadmap, guide, mine, today):
            return nudge
    return None


def as_tried(journey: Journey | None, library: Library, mine: Delivery, today: date) -> Nudge:
    """What an earlier attempt said, as far as that is still known; its marker is the same in any case."""
    roadmap = journey.roadmaps.get(mine.slug or "") if journey else None
    guide = library.guides.get(mine.slug or "")
    step = guide.step(mine.step) if guide and mine.step else None
    if journey and roadmap and guide and step:
        return _saying(journey, roadmap, guide, step, mine, today)
    return _named(mine)


def _named(mine: Delivery) -> Nudge:
    """A nudge that says nothing but knows its marker."""
    nothing = Progress(0, 0, 0)
    slug = mine.slug or ""
    return Nudge(
        person=mine.person,
        occurrence=mine.occurrence,
        kind=mine.kind,
        slug=slug,
        title=slug,
        step=None,
        number=0,
        progress=nothing,
        wording=mine.wording,
    )


def _about(journey: Journey, roadmap: Roadmap, guide: Guide, mine: Delivery, today: date) -> Nudge | None:
    step = step_at_hand(roadmap, guide.next_steps)
    return _saying(journey, roadmap, guide, step, mine, today) if step else None


def _saying(
    journey: Journey, roadmap: Roadmap, guide: Guide, step: Step, mine: Delivery, today: date
) -> Nudge:
    so_far = progress(roadmap, guide.next_steps)
    return Nudge(
        person=journey.person,
        occurrence=mine.occurrence,
        kind=mine.kind,
        slug=roadmap.slug,
        title=guide.title,
        step=step,
        number=guide.next_steps.index(step) + 1,
        progress=so_far,
        wording=mine.wording if mine.attempts else journey.wording,
        postponed=mine.postponed,
        slowed=journey.slowed,
        done_around=done_around(roadmap.pace, so_far, today),
    )


def _farewell(journey: Journey, library: Library, mine: Delivery) -> Nudge | None:
    known = [one for one in journey.roadmaps.values() if one.slug in library.guides]
    if not known:
        return None
    roadmap = max(known, key=lambda one: one.nudged_at or one.started_at)
    guide = library.guides[roadmap.slug]
    step = step_at_hand(roadmap, guide.next_steps)
    return Nudge(
        person=journey.person,
        occurrence=mine.occurrence,
        kind="farewell",
        slug=roadmap.slug,
        title=guide.title,
        step=step,
        number=guide.next_steps.index(step) + 1 if step else 0,
        progress=progress(roadmap, guide.next_steps),
        wording=journey.wording,
    )
