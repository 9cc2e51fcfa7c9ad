"""A journey: all that is a person's own, their roadmaps and where the nudging stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from bot.career.nudge import Postponed
from bot.career.person import Person
from bot.career.rhythm import Rhythm, instant, known_zone, local, monday, next_due
from bot.career.roadmap import Roadmap

State = Literal["on", "paused", "stopped"]
LOOK_AHEAD = timedelta(hours=24)
FARTHEST = timedelta(
    weeks=8
)  # a fortnight and the longest snooze: a next time beyond came from a wrong clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """`own_at` is when the week's own nudge is due, `extra_at` a snoozed one, both aware UTC or None.

    `last` is the planned local date of the last nudge of the week's own: there is never a second in its
    ISO week. `sent_at` is the last nudge whose reception was not judged yet; `ignored` counts those that
    nothing followed; `slowed` says that this made every second week of every week. `look_at` is when the
    person's zone should be looked up before the next nudge. `carried` is why the last one was merged
    into the next. `wording` counts nudges, so that their words can rotate.
    """

    person: Person
    rhythm: Rhythm = Rhythm()
    state: State = "on"
    why: str | None = None
    roadmaps: Mapping[str, Roadmap] = field(default_factory=dict)
    own_at: datetime | None = None
    extra_at: datetime | None = None
    snoozed_until: datetime | None = None
    look_at: datetime | None = None
    last: date | None = None
    sent_at: datetime | None = None
    touched_at: datetime | None = None
    ignored: int = 0
    slowed: bool = False
    each: bool = False
    wording: int = 0
    carried: Postponed | None = None
    channel: str | None = None

    @property
    def pulse(self) -> Rhythm:
        """The rhythm as it is now: every second week while nudges go unanswered."""
        return replace(self.rhythm, every=2) if self.slowed else self.rhythm

    @property
    def active(self) -> tuple[Roadmap, ...]:
        """The roadmaps that are walked, the one whose nudge is longest ago first."""
        walked = (roadmap for roadmap in self.roadmaps.values() if roadmap.active)
        return tuple(sorted(walked, key=lambda one: (one.nudged_at or _NEVER, one.started_at, one.slug)))

    @property
    def next_at(self) -> datetime | None:
        """When the next nudge of any kind is due."""
        return min((at for at in (self.own_at, self.extra_at) if at), default=None)


_NEVER = datetime.min.replace(tzinfo=UTC)


def arranged(journey: Journey, after: datetime) -> Journey:
    """The journey with its own next time newly reckoned: past `after`, and past any snooze."""
    if journey.state != "on":
        return replace(journey, own_at=None, extra_at=None, look_at=None)
    if journey.snoozed_until is not None:
        after = max(after, _midnight(journey) - timedelta(microseconds=1))
    own_at = next_due(journey.pulse, after, journey.last)
    return replace(journey, own_at=own_at, look_at=own_at - LOOK_AHEAD)


def _midnight(journey: Journey) -> datetime:
    """The start of the day that the person snoozed to."""
    assert journey.snoozed_until is not None
    zone = journey.rhythm.zone
    return instant(local(journey.snoozed_until, zone).date(), time(), zone)


def settled(journey: Journey, undone: bool, now: datetime) -> Journey:
    """The journey with a next time exactly while it is on and something is undone."""
    if journey.state != "on" or not undone:
        return replace(journey, own_at=None, extra_at=None, look_at=None)
    return journey if journey.own_at else arranged(journey, now)


def relocated(journey: Journey, zone: str | None, now: datetime) -> Journey:
    """The journey in the zone where its person is now: the same days and hours on that zone's clock."""
    zone = known_zone(zone)
    if zone == journey.rhythm.zone:
        return journey
    moved = replace(journey, rhythm=replace(journey.rhythm, zone=zone))
    if journey.own_at is not None and journey.own_at > now:
        moved = replace(moved, own_at=_moved(journey.own_at, journey.rhythm, zone))
    if journey.extra_at is not None and journey.extra_at > now:
        moved = replace(moved, extra_at=_moved(journey.extra_at, journey.rhythm, zone))
    return moved


def _moved(at: datetime, rhythm: Rhythm, zone: str) -> datetime:
    return instant(local(at, rhythm.zone).date(), rhythm.at, zone)


def mended(journey: Journey, now: datetime) -> Journey:
    """The journey after its next time was set by a clock that ran far ahead: no earlier than next week."""
    today = local(now, journey.rhythm.zone).date()
    last = min(journey.last, today) if journey.last else None
    snoozed = journey.snoozed_until
    if snoozed and snoozed > now + FARTHEST:
        snoozed = None
    extra = journey.extra_at if journey.extra_at and journey.extra_at <= now + FARTHEST else None
    return arranged(replace(journey, last=last, snoozed_until=snoozed, extra_at=extra), now)


def same_week(one: date, other: date) -> bool:
    """Whether two local dates lie in the same ISO week."""
    return monday(one) == monday(other)
