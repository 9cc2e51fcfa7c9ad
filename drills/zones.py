"""Every time zone, weekday and quarter hour over three years: one nudge in each local week, at its hour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from bot.career.falling_due import fall_due
from bot.career.journey import Journey, arranged
from bot.career.person import Person
from bot.career.rhythm import Rhythm, monday
from drills.report import Rig, Row, Rows
from drills.several import in_processes
from drills.stage import due_journey

START = datetime(2026, 1, 1, tzinfo=UTC)
WEEKS = 157
QUARTERS = tuple(time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45))
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)
LONGEST_GAP = timedelta(hours=2)
PERSON = Person("T01ACME", "U09000001")
Offsets = tuple[tuple[datetime, timedelta | None], ...]


async def drill(rig: Rig) -> Rows:
    alike: dict[Offsets, list[str]] = {}
    names = sorted(available_timezones())
    async for name, offsets in in_processes(offsets_of, names):
        alike.setdefault(offsets, []).append(name)
    wrong = [
        one
        async for found in in_processes(wrong_weeks, [zones[0] for zones in alike.values()])
        for one in found
    ]
    yield Row(
        what="each zone, weekday and quarter hour: one nudge a local week, at its wall time",
        runs=f"{len(names)} zones ({len(alike)} that differ) x 7 x 96 x {WEEKS} weeks",
        lost=len(wrong),
        figures=f"{len(alike) * 7 * 96 * WEEKS:,} weeks planned, {len(wrong)} wrong"
        + "".join(f"; {one}" for one in wrong[:3]),
    )


def offsets_of(name: str) -> tuple[str, Offsets]:
    """When a zone's offset changes in these years, to the quarter hour, and to what.

    Zones of which this is the same show the same wall clock all the time: one of them speaks for all.
    """
    zone = ZoneInfo(name)
    hours = [START + number * HOUR for number in range(-200, (WEEKS + 2) * 168)]
    changes = [(hours[0], hours[0].astimezone(zone).utcoffset())]
    for moment in hours:
        if moment.astimezone(zone).utcoffset() != changes[-1][1]:
            quarters = (moment - HOUR + number * HOUR / 4 for number in range(1, 5))
            exact = next(at for at in quarters if at.astimezone(zone).utcoffset() != changes[-1][1])
            changes.append((exact, exact.astimezone(zone).utcoffset()))
    return name, tuple(changes)


def wrong_weeks(zone: str) -> list[str]:
    """What is wrong in a zone, in words; empty when every local week has its one nudge at its hour."""
    return some_wrong_weeks(zone, range(7), QUARTERS)


def some_wrong_weeks(zone: str, weekdays: Iterable[int], quarters: Iterable[time]) -> list[str]:
    """The same for some weekdays and hours only."""
    rhythms = [Rhythm(weekday, at, zone) for weekday in weekdays for at in quarters]
    return [wrong for rhythm in rhythms for wrong in _wrong(rhythm, ZoneInfo(zone))]


def _wrong(rhythm: Rhythm, info: ZoneInfo) -> Iterable[str]:
    """The bot's planning, a nudge after the other, against a calendar that is walked week by week."""
    journey = arranged(replace(due_journey(PERSON), rhythm=rhythm), START)
    day = _first_day(rhythm, info)
    for _ in range(WEEKS):
        journey, shown, days = _next(journey, info)
        planned = datetime.combine(day, rhythm.at)
        right = shown == planned or _in_gap(planned, shown, info)
        if not right or days != [shown.date()] or monday(shown.date()) != monday(day):
            yield f"{rhythm} shows {shown}, planned for {days}, and not {planned}"
        day += WEEK


def _next(journey: Journey, info: ZoneInfo) -> tuple[Journey, datetime, list[date]]:
    """The journey after its next nudge, what the wall clock showed then, and the days that were planned."""
    assert journey.own_at is not None
    after, rows = fall_due(journey, journey.own_at)
    return after, journey.own_at.astimezone(info).replace(tzinfo=None), [row.day for row in rows]


def _first_day(rhythm: Rhythm, info: ZoneInfo) -> date:
    """The first day after the start on which the wall clock comes to the rhythm's time."""
    day = START.astimezone(info).date() - timedelta(days=7)
    day += timedelta(days=(rhythm.weekday - day.weekday()) % 7)
    while datetime.combine(day, rhythm.at, info).astimezone(UTC) <= START:
        day += WEEK
    return day


def _in_gap(planned: datetime, shown: datetime, info: ZoneInfo) -> bool:
    """Whether the clock never shows the planned time, and shows one a gap later instead."""
    there = planned.replace(tzinfo=info)
    never = there.astimezone(UTC).astimezone(info).replace(tzinfo=None) != planned
    return never and timedelta(0) < shown - planned <= LONGEST_GAP
