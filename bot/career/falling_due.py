"""What falls due on a journey, and how nudges slow down when nobody wants them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.career.journey import Journey, arranged
from bot.career.nudge import Kind, Postponed, occurrence
from bot.career.rhythm import local
from bot.career.steering import stopped

CATCH_UP = timedelta(hours=48)
STALE = "stale"
SLOW_AFTER, STOP_AFTER = 2, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One row to plan. `day` is its planned local date; `skipped` says why it is recorded and not sent."""

    occurrence: str
    kind: Kind
    at: datetime
    day: date
    slug: str | None = None
    skipped: str | None = None
    postponed: Postponed | None = None


def fall_due(journey: Journey, now: datetime) -> tuple[Journey, tuple[Due, ...]]:
    """The journey moved past everything due by `now`, and what to plan: at most one of the week's own.

    Missed by up to 48 hours is sent once; what is older is recorded as skipped. A week's own takes a
    snoozed one along.
    """
    if journey.own_at is not None and journey.own_at <= now:
        return _own(judged(replace(journey, extra_at=_still_to_come(journey, now))), now)
    if journey.extra_at is not None and journey.extra_at <= now:
        return _extra(journey, journey.extra_at, now)
    return journey, ()


def judged(journey: Journey) -> Journey:
    """The journey after asking whether anything followed the last nudge."""
    if journey.sent_at is None:
        return journey
    ignored = journey.touched_at is None or journey.touched_at < journey.sent_at
    return replace(journey, sent_at=None, ignored=journey.ignored + 1 if ignored else 0)


def _still_to_come(journey: Journey, now: datetime) -> datetime | None:
    return journey.extra_at if journey.extra_at and journey.extra_at > now else None


def _own(journey: Journey, now: datetime) -> tuple[Journey, tuple[Due, ...]]:
    assert journey.own_at is not None
    if journey.ignored >= STOP_AFTER:
        return _farewell(journey, journey.own_at)
    if journey.ignored >= SLOW_AFTER and not journey.slowed:
        slowed = replace(journey, slowed=True)
        journey = arranged(slowed, now - CATCH_UP) if journey.rhythm.every == 1 else slowed
    missed: tuple[Due, ...] = ()
    assert journey.own_at is not None
    if now - journey.own_at > CATCH_UP:
        missed = (_row(journey, journey.own_at, skipped=STALE),)
        journey = arranged(journey, now - CATCH_UP)
    assert journey.own_at is not None
    if journey.own_at > now:
        return journey, missed
    rows = tuple(_row(journey, journey.own_at, slug=slug) for slug in _slugs(journey))
    moved = replace(journey, last=rows[0].day, carried=None, snoozed_until=None)
    return arranged(moved, now), missed + rows


def _slugs(journey: Journey) -> tuple[str | None, ...]:
    """One row in all, or one for each roadmap where the person asked for that."""
    return tuple(one.slug for one in journey.active) or (None,) if journey.each else (None,)


def _row(journey: Journey, at: datetime, slug: str | None = None, skipped: str | None = None) -> Due:
    day = local(at, journey.rhythm.zone).date()
    return Due(
        occurrence=occurrence(journey.person, day, slug),
        kind="nudge",
        at=at,
        day=day,
        slug=slug,
        skipped=skipped,
        postponed=journey.carried,
    )


def _farewell(journey: Journey, at: datetime) -> tuple[Journey, tuple[Due, ...]]:
    day = local(at, journey.rhythm.zone).date()
    named = f"{occurrence(journey.person, day)}:farewell"
    return stopped(journey, "ignored"), (Due(occurrence=named, kind="farewell", at=at, day=day),)


def _extra(journey: Journey, at: datetime, now: datetime) -> tuple[Journey, tuple[Due, ...]]:
    day = local(at, journey.rhythm.zone).date()
    named = f"{occurrence(journey.person, day)}:snooze:{day}"
    stale = STALE if now - at > CATCH_UP else None
    row = Due(occurrence=named, kind="snooze", at=at, day=day, skipped=stale)
    return replace(journey, extra_at=None, snoozed_until=None), (row,)
