"""What holds for any journey, whatever its person does and whatever clocks do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.career import steering
from bot.career.falling_due import CATCH_UP, Due, fall_due
from bot.career.journey import FARTHEST, Journey, mended, relocated, settled
from bot.career.person import Person
from bot.career.postponing import Quiet, no_holidays, postpone
from bot.career.rhythm import Rhythm, local, monday

ADA = Person("T1", "UADA")
START = datetime(2026, 1, 1, tzinfo=UTC)
ZONES = sorted(available_timezones())
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

zones = st.sampled_from(ZONES)
moments = st.integers(0, 3 * 365 * 96).map(lambda quarters: START + quarters * HOUR / 4)
rhythms = st.builds(
    Rhythm,
    weekday=st.integers(0, 6),
    at=st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45))),
    zone=zones,
    every=st.sampled_from((1, 2)),
)


class AnyLife(RuleBasedStateMachine):
    """A person who presses whatever there is, while time goes on and now and then jumps."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.planned: list[Due] = []

    @initialize(zone=zones, now=moments)
    def begin(self, zone: str, now: datetime) -> None:
        self.now = now
        self.journey = steering.begun(None, ADA, "mlops-manager", now, zone)
        self.before = self.journey

    def turn(self, journey: Journey) -> None:
        self.before, self.journey = self.journey, settled(journey, True, self.now)

    @rule(hours=st.integers(1, 24 * 20))
    def time_goes_by(self, hours: int) -> None:
        for _ in range(0, hours, 6):
            self.now += 6 * HOUR
            self.fall_due()

    @rule(days=st.sampled_from((-3650, -7, -1, 1, 7, 60, 3650)))
    def the_clock_jumps(self, days: int) -> None:
        self.now = min(max(START, self.now + days * DAY), START + 8000 * DAY)
        self.fall_due()
        if self.journey.next_at and self.journey.next_at > self.now + FARTHEST:
            self.journey = mended(self.journey, self.now)

    def fall_due(self) -> None:
        self.journey, due = fall_due(self.journey, self.now)
        self.planned += due
        if any(one.kind == "nudge" and not one.skipped for one in due):
            self.journey = replace(self.journey, sent_at=self.now)

    @rule(rhythm=rhythms)
    def choose_a_rhythm(self, rhythm: Rhythm) -> None:
        self.turn(steering.beating(steering.touched(self.journey, self.now), rhythm, self.now))

    @rule(days=st.integers(-3, 400))
    def snooze(self, days: int) -> None:
        if self.journey.state == "on":
            self.turn(steering.snoozed(steering.touched(self.journey, self.now), days, self.now))

    @rule()
    def pause(self) -> None:
        self.turn(steering.paused(self.journey))

    @rule()
    def stop(self) -> None:
        self.turn(steering.stopped(self.journey))

    @rule()
    def resume(self) -> None:
        self.turn(steering.resumed(self.journey, self.now))

    @rule()
    def undo(self) -> None:
        self.turn(steering.restored(self.journey, self.before, self.now))

    @rule(zone=zones)
    def move(self, zone: str) -> None:
        self.journey = relocated(self.journey, zone, self.now)

    @invariant()
    def a_next_time_is_there_exactly_while_nudges_are_on(self) -> None:
        assert (self.journey.own_at is not None) == (self.journey.state == "on")
        assert self.journey.state == "on" or self.journey.next_at is None

    @invariant()
    def a_week_has_one_nudge_of_its_own(self) -> None:
        own = [one.occurrence for one in self.planned if one.kind == "nudge" and not one.skipped]
        assert len(set(own)) == len(own)

    @invariant()
    def nothing_is_planned_before_it_is_due_or_long_after(self) -> None:
        for one in self.planned:
            assert one.at.tzinfo is UTC

    @invariant()
    def the_next_time_is_never_far(self) -> None:
        if self.journey.own_at is not None and not self.planned:
            assert self.journey.own_at <= self.now + FARTHEST


TestAnyLife = AnyLife.TestCase
TestAnyLife.settings = settings(max_examples=40, stateful_step_count=30)


@given(rhythms, moments, st.integers(0, 14))
def test_ignored_nudges_slow_down_and_end(rhythm: Rhythm, now: datetime, days: int) -> None:
    journey = steering.begun(None, ADA, "mlops-manager", now, rhythm.zone)
    journey = steering.beating(journey, rhythm, now)
    kinds: list[str] = []
    for _ in range(200):
        if journey.own_at is None:
            break
        now = journey.own_at + timedelta(minutes=5)
        journey, due = fall_due(journey, now)
        kinds += (one.kind for one in due)
        if due:
            journey = replace(journey, sent_at=now)
    assert kinds == ["nudge"] * 4 + ["farewell"]
    assert (journey.state, journey.why) == ("stopped", "ignored")


@given(rhythms, moments)
def test_a_person_who_answers_is_nudged_in_each_of_their_weeks(rhythm: Rhythm, now: datetime) -> None:
    journey = steering.begun(None, ADA, "mlops-manager", now, rhythm.zone)
    journey = steering.beating(journey, rhythm, now)
    weeks: list[date] = []
    for _ in range(60):
        assert journey.own_at is not None
        now = journey.own_at
        journey, due = fall_due(journey, now)
        weeks += (monday(one.day) for one in due)
        journey = steering.touched(replace(journey, sent_at=now), now + HOUR)
    assert weeks == [weeks[0] + number * rhythm.every * 7 * DAY for number in range(60)]


@given(rhythms, moments, st.integers(0, 400))
def test_an_outage_is_followed_by_at_most_one_nudge_and_none_is_older_than_two_days(
    rhythm: Rhythm, now: datetime, hours: int
) -> None:
    journey = steering.begun(None, ADA, "mlops-manager", now, rhythm.zone)
    journey = steering.beating(journey, rhythm, now)
    assert journey.own_at is not None
    missed, now = journey.own_at, journey.own_at + hours * HOUR
    journey, due = fall_due(journey, now)
    sent = [one for one in due if not one.skipped]
    assert len(sent) <= 1
    assert all(now - one.at <= CATCH_UP for one in sent)
    assert [one.at for one in due if one.skipped] == ([missed] if now - missed > CATCH_UP else [])
    assert journey.own_at is not None
    assert journey.own_at > now


@given(rhythms, moments, st.integers(-3, 60))
def test_a_snooze_is_quiet_until_its_day_and_then_speaks_at_the_usual_hour(
    rhythm: Rhythm, now: datetime, days: int
) -> None:
    journey = steering.begun(None, ADA, "mlops-manager", now, rhythm.zone)
    journey = steering.snoozed(steering.beating(journey, rhythm, now), days, now)
    next_at = journey.next_at
    assert next_at is not None
    first = local(next_at, rhythm.zone)
    today = local(now, rhythm.zone).date()
    assert first.date() >= today + DAY * min(max(days, 1), 28)
    assert first.date() <= today + DAY * (28 + 2)
    assert rhythm.weekends or first.weekday() < 5
    if journey.own_at and journey.extra_at:
        assert local(journey.own_at, rhythm.zone).date() != local(journey.extra_at, rhythm.zone).date()


@given(rhythms, moments, zones)
def test_who_moves_keeps_their_day_and_hour(rhythm: Rhythm, now: datetime, zone: str) -> None:
    journey = steering.begun(None, ADA, "mlops-manager", now, rhythm.zone)
    journey = steering.beating(journey, rhythm, now)
    moved = relocated(journey, zone, now)
    assert journey.own_at
    assert moved.own_at
    day = local(journey.own_at, rhythm.zone).date()
    there = local(moved.own_at, zone)
    assert timedelta(0) <= there - datetime.combine(day, rhythm.at) <= timedelta(hours=24)


@given(
    rhythms,
    moments,
    st.booleans(),
    st.none() | st.integers(1, 24 * 40),
    st.none() | st.integers(1, 20),
    st.sets(st.integers(0, 30), max_size=10),
)
def test_a_postponed_nudge_comes_on_a_day_that_is_not_quiet(
    rhythm: Rhythm,
    now: datetime,
    away: bool,
    away_hours: int | None,
    quiet_hours: int | None,
    holidays: set[int],
) -> None:
    today = local(now, rhythm.zone).date()
    days = {today + number * DAY: f"Holiday {number}" for number in holidays}
    quiet = Quiet(
        days.get,
        away=away,
        away_until=now + away_hours * HOUR if away and away_hours else None,
        quiet_until=now + quiet_hours * HOUR if quiet_hours else None,
    )
    later = postpone(rhythm, today, quiet, now)
    if later is None:
        assert today not in days
        assert not away
        assert quiet_hours is None
        return
    assert later.at > now
    back = local(later.at, rhythm.zone)
    assert back.date() not in days
    assert rhythm.weekends or back.weekday() < 5
    assert quiet.away_until is None or later.at >= quiet.away_until
    assert quiet.quiet_until is None or later.at >= quiet.quiet_until


def test_a_calendar_of_nothing_but_holidays_does_not_search_for_ever() -> None:
    later = postpone(Rhythm(), date(2026, 1, 5), Quiet(lambda day: "Forever Day"), START)
    assert later is not None
    assert no_holidays(date(2026, 1, 1)) is None
