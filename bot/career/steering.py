"""How a person steers their journey: begin, snooze, pause, resume, stop, undo. Pure, with `now` handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.career.journey import Journey, arranged
from bot.career.person import Person
from bot.career.rhythm import DAY, Rhythm, instant, known_zone, local, monday
from bot.career.roadmap import Roadmap

LONGEST_SNOOZE = 28  # days
WELCOME_LASTS = timedelta(hours=48)


def begun(journey: Journey | None, person: Person, slug: str, now: datetime, zone: str | None) -> Journey:
    """The journey with that roadmap walked; nudges are on, its own rhythm and progress stay.

    Who chose no day yet has just been welcomed: their first nudge leaves them two days.
    """
    fresh = journey or Journey(person=person, rhythm=Rhythm(zone=known_zone(zone)))
    roadmap = fresh.roadmaps.get(slug) or Roadmap(slug=slug, started_at=now)
    roadmaps = {**fresh.roadmaps, slug: replace(roadmap, active=True)}
    walked = replace(fresh, roadmaps=roadmaps)
    return woken(walked, now) if journey else arranged(walked, now + WELCOME_LASTS)


def touched(journey: Journey, now: datetime) -> Journey:
    """The person did something: nothing counts as ignored, and a slowed rhythm is theirs again."""
    fresh = replace(journey, touched_at=now, ignored=0, slowed=False)
    return arranged(fresh, now) if journey.slowed and journey.own_at else fresh


def beating(journey: Journey, rhythm: Rhythm, now: datetime) -> Journey:
    """The journey in a rhythm that was chosen; a snooze yields to it."""
    fresh = replace(journey, rhythm=replace(rhythm, zone=known_zone(rhythm.zone)), extra_at=None)
    fresh = replace(fresh, snoozed_until=None)
    return arranged(fresh, now) if journey.own_at else fresh


def snoozed(journey: Journey, days: int, now: datetime) -> Journey:
    """Quiet for that many days, then one nudge at the usual hour: the week's own if it falls on that day."""
    rhythm = journey.rhythm
    day = local(now, rhythm.zone).date() + timedelta(days=max(1, min(days, LONGEST_SNOOZE)))
    while day.weekday() >= 5 and not rhythm.weekends:
        day += DAY
    until = instant(day, rhythm.at, rhythm.zone)
    quiet = arranged(replace(journey, snoozed_until=until), now)
    own_day = quiet.own_at and local(quiet.own_at, rhythm.zone).date()
    return replace(quiet, extra_at=None if own_day == day or quiet.own_at is None else until)


def paused(journey: Journey) -> Journey:
    return replace(journey, state="paused", why=None, own_at=None, extra_at=None, look_at=None)


def stopped(journey: Journey, why: str | None = None) -> Journey:
    """No roadmap is walked any more; progress stays."""
    roadmaps = {slug: replace(one, active=False) for slug, one in journey.roadmaps.items()}
    still = replace(journey, state="stopped", why=why, own_at=None, extra_at=None, look_at=None)
    return replace(still, roadmaps=roadmaps, snoozed_until=None)


def left(journey: Journey, slug: str) -> Journey:
    """One roadmap is not walked any more; without another the nudges stop."""
    roadmaps = {**journey.roadmaps, slug: replace(journey.roadmaps[slug], active=False)}
    after = replace(journey, roadmaps=roadmaps)
    return after if after.active else stopped(after)


def resumed(journey: Journey, now: datetime) -> Journey:
    """Nudges are on again; after a stop, for all roadmaps that were begun."""
    roadmaps: Mapping[str, Roadmap] = journey.roadmaps
    if not journey.active:
        roadmaps = {slug: replace(one, active=True) for slug, one in roadmaps.items()}
    return woken(replace(journey, roadmaps=roadmaps), now)


def woken(journey: Journey, now: datetime) -> Journey:
    """On, with no grudge kept and a next time."""
    on = replace(journey, state="on", why=None, ignored=0, slowed=False, sent_at=None)
    if journey.state == "on" and journey.own_at and not journey.slowed:
        return on
    return arranged(replace(on, snoozed_until=None, extra_at=None), now)


def restored(journey: Journey, before: Journey, now: datetime) -> Journey:
    """The journey as it was before a change, but for what has happened since and can't be taken back."""
    roadmaps = {slug: _with_history(one, journey.roadmaps.get(slug)) for slug, one in before.roadmaps.items()}
    back = replace(
        journey,
        rhythm=before.rhythm,
        state=before.state,
        why=before.why,
        roadmaps=roadmaps,
        own_at=before.own_at,
        extra_at=before.extra_at,
        snoozed_until=before.snoozed_until,
        look_at=before.look_at,
        each=before.each,
    )
    return arranged(back, now) if back.own_at and _passed(back) else back


def _with_history(before: Roadmap, now: Roadmap | None) -> Roadmap:
    if now is None:
        return before
    return replace(before, nudged_at=now.nudged_at, celebrated_at=now.celebrated_at)


def _passed(journey: Journey) -> bool:
    """Whether the week of the next time has had its nudge already."""
    if journey.own_at is None or journey.last is None:
        return False
    return monday(local(journey.own_at, journey.rhythm.zone).date()) <= monday(journey.last)
