"""A rhythm: when a person wants to be nudged. Wall-clock arithmetic first, the zone last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Every = Literal[1, 2]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`weekday` is 0 for Monday to 6; `at` is local time in `zone`, an IANA name; `every` counts weeks."""

    weekday: int = 0
    at: time = time(9)
    zone: str = "UTC"
    every: Every = 1

    @property
    def weekends(self) -> bool:
        """Whether the person chose a weekend day, so that weekends are no quiet time for them."""
        return self.weekday >= 5


@lru_cache(maxsize=1024)
def zone_info(zone: str) -> ZoneInfo | None:
    """The zone of that IANA name, or None when this machine's data has none."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def known_zone(zone: str | None) -> str:
    """That zone's name, or UTC where it is missing or unknown."""
    return zone if zone and zone_info(zone) else "UTC"


def local(moment: datetime, zone: str) -> datetime:
    """The wall clock in that zone (UTC if unknown) at an aware moment, as a naive datetime."""
    return moment.astimezone(zone_info(zone) or UTC).replace(tzinfo=None)


def instant(day: date, at: time, zone: str) -> datetime:
    """When the wall clock shows that time on that day, in UTC: in a gap later, in an overlap the first."""
    return datetime.combine(day, at, zone_info(zone) or UTC).astimezone(UTC)


def monday(day: date) -> date:
    """The first day of that day's ISO week."""
    return day - timedelta(days=day.weekday())


def next_due(rhythm: Rhythm, after: datetime, last: date | None = None) -> datetime:
    """The first time after `after` (aware) at which the rhythm is due, in UTC.

    `last` is the local date of the last nudge of the week's own: the next one falls at least `every`
    ISO weeks later, whatever day was chosen since.
    """
    day = local(after, rhythm.zone).date() - DAY  # a gap of a day may carry yesterday's time to today
    if last is not None:
        day = max(day, monday(last) + WEEK * rhythm.every)
    day += timedelta(days=(rhythm.weekday - day.weekday()) % 7)
    while (due := instant(day, rhythm.at, rhythm.zone)) <= after:
        day += WEEK
    return due
