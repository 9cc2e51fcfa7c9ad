from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.career.rhythm import Rhythm, instant, known_zone, local, monday, next_due, zone_info

ZONES = sorted(available_timezones())
EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
moments = st.integers(0, 6 * 365 * 24 * 60).map(lambda minutes: EPOCH + timedelta(minutes=minutes))
rhythms = st.builds(
    Rhythm,
    weekday=st.integers(0, 6),
    at=st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45))),
    zone=st.sampled_from(ZONES),
    every=st.sampled_from((1, 2)),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_the_next_time_is_the_chosen_weekday_and_hour() -> None:
    rhythm = Rhythm(weekday=0, at=time(9), zone="Europe/Berlin")
    assert next_due(rhythm, at("2026-11-24T12:00:00Z")) == at("2026-11-30T09:00:00+01:00")


def test_a_rhythm_is_due_today_if_its_hour_is_still_to_come() -> None:
    rhythm = Rhythm(weekday=1, at=time(18), zone="America/New_York")
    assert next_due(rhythm, at("2026-11-24T12:00:00Z")) == at("2026-11-24T18:00:00-05:00")


def test_the_hour_stays_when_the_clocks_change() -> None:
    rhythm = Rhythm(weekday=0, at=time(9), zone="Europe/Berlin")
    before = next_due(rhythm, at("2026-03-20T00:00:00Z"))
    after = next_due(rhythm, before)
    assert (before, after) == (at("2026-03-23T09:00:00+01:00"), at("2026-03-30T09:00:00+02:00"))


def test_an_hour_that_is_left_out_comes_later_that_day() -> None:
    rhythm = Rhythm(weekday=6, at=time(2, 30), zone="Europe/Berlin")
    assert next_due(rhythm, at("2026-03-28T12:00:00Z")) == at("2026-03-29T03:30:00+02:00")


def test_of_an_hour_that_comes_twice_the_first_counts() -> None:
    rhythm = Rhythm(weekday=6, at=time(1, 30), zone="America/New_York")
    first = next_due(rhythm, at("2026-10-31T12:00:00Z"))
    assert first == at("2026-11-01T01:30:00-04:00")
    assert next_due(rhythm, first) == at("2026-11-08T01:30:00-05:00")


def test_every_second_week_leaves_one_out() -> None:
    rhythm = Rhythm(weekday=0, at=time(9), every=2)
    assert next_due(rhythm, at("2026-11-23T09:00:00Z"), date(2026, 11, 23)) == at("2026-12-07T09:00:00Z")


def test_a_day_chosen_later_adds_no_second_time_this_week() -> None:
    friday = Rhythm(weekday=4, at=time(9))
    assert next_due(friday, at("2026-11-23T10:00:00Z"), date(2026, 11, 23)) == at("2026-12-04T09:00:00Z")


@pytest.mark.parametrize("zone", [None, "", "Mars/Olympus", "../etc/passwd", "Europe/Berlin\0"])
def test_an_unknown_zone_is_utc(zone: str | None) -> None:
    assert known_zone(zone) == "UTC"


@given(rhythms, moments)
def test_the_next_time_is_ahead_on_its_day_and_at_most_a_week_away(rhythm: Rhythm, now: datetime) -> None:
    due = next_due(rhythm, now)
    wall = local(due, rhythm.zone)
    assert now < due <= now + timedelta(days=7, hours=3)
    assert wall.weekday() == rhythm.weekday
    planned = datetime.combine(wall.date(), rhythm.at)
    assert timedelta() <= wall - planned <= timedelta(hours=2)
    exists = local(instant(wall.date(), rhythm.at, rhythm.zone), rhythm.zone) == planned
    assert wall == planned or not exists


@given(rhythms, moments)
def test_each_local_week_has_exactly_one_time(rhythm: Rhythm, now: datetime) -> None:
    last, weeks = None, []
    for _ in range(60):
        now = next_due(rhythm, now, last)
        last = local(now, rhythm.zone).date()
        weeks.append(monday(last))
    step = timedelta(weeks=rhythm.every)
    assert weeks == [weeks[0] + number * step for number in range(60)]


@given(st.sampled_from(ZONES), moments)
def test_the_wall_clock_and_back_is_the_same_hour(zone: str, now: datetime) -> None:
    wall = local(now, zone)
    back = instant(wall.date(), wall.time(), zone)
    assert local(back, zone) == wall
    assert zone_info(zone) is not None
