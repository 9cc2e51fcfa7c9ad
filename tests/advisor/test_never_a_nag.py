"""What a person lives through, week by week. The clock is turned by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.advisor.speech import Whereabouts
from bot.career.rhythm import Rhythm, local
from bot.store import Store, open_store
from tests.advisor.world import ADA, ANALYST, BERLIN, FIRST, MLOPS, World


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await open_store(f"sqlite:///{tmp_path}/career.db") as opened:
        yield opened


async def until(world: World, day: str) -> list[str]:
    """Lets time go by until noon of that day; the local days and hours of the nudges that arrived."""
    arrived: list[str] = []
    end = datetime.fromisoformat(f"{day}T11:00").replace(tzinfo=UTC)
    while world.now < end:
        before = len(world.mail.nudges())
        await world.skip_to_next(end)
        now = local(world.now, BERLIN)
        arrived += [f"{now:%d %H}"] * (len(world.mail.nudges()) - before)
    return arrived


async def test_a_snooze_for_a_day_brings_it_back_tomorrow_at_the_usual_hour(world: World) -> None:
    await world.start()
    assert await until(world, "2026-11-23") == ["23 09"]
    await world.roadmaps.snooze(ADA, 1, world.now)
    assert await until(world, "2026-12-01") == ["24 09", "30 09"]


async def test_a_snooze_for_a_week_is_the_next_week_s_own(world: World) -> None:
    await world.start()
    await until(world, "2026-11-23")
    await world.roadmaps.snooze(ADA, 7, world.now)
    assert await until(world, "2026-12-08") == ["30 09", "07 09"]


async def test_a_snooze_from_midweek_takes_the_place_of_what_comes_before(world: World) -> None:
    await world.start()
    await until(world, "2026-11-25")
    await world.roadmaps.snooze(ADA, 7, world.now)
    assert await until(world, "2026-12-08") == ["02 09", "07 09"]


async def test_a_snooze_on_friday_comes_back_on_monday_with_the_week_s_own(world: World) -> None:
    await world.start()
    await until(world, "2026-11-27")
    await world.roadmaps.snooze(ADA, 1, world.now)
    assert await until(world, "2026-12-01") == ["30 09"]


async def test_nothing_comes_while_it_is_paused(world: World) -> None:
    await world.start()
    await world.roadmaps.pause(ADA, world.now)
    assert await until(world, "2026-12-15") == []
    await world.roadmaps.resume(ADA, world.now)
    assert await until(world, "2026-12-22") == ["21 09"]


async def test_a_pause_takes_back_what_was_planned(world: World) -> None:
    await world.start()
    world.mail.whereabouts[ADA] = Whereabouts(away=True)
    await until(world, "2026-11-23")
    world.mail.whereabouts.clear()
    await world.roadmaps.pause(ADA, world.now)
    assert await until(world, "2026-11-28") == []


async def test_changing_the_day_adds_no_second_nudge_this_week(world: World) -> None:
    await world.start()
    assert await until(world, "2026-11-23") == ["23 09"]
    await world.roadmaps.set_rhythm(ADA, Rhythm(3, time(15), BERLIN), world.now)
    assert await until(world, "2026-12-11") == ["03 15", "10 15"]


async def test_every_second_week_leaves_one_out(world: World) -> None:
    await world.start()
    await world.roadmaps.set_rhythm(ADA, Rhythm(0, time(9), BERLIN, every=2), world.now)
    assert await until(world, "2026-12-22") == ["23 09", "07 09", "21 09"]


async def test_two_ignored_slow_down_and_four_stop_with_one_last_word(world: World) -> None:
    await world.start()
    assert await until(world, "2027-02-01") == ["23 09", "30 09", "14 09", "28 09", "11 09"]
    kinds = [(one.kind, one.slowed) for one in world.mail.nudges()]
    assert kinds[:4] == [("nudge", False), ("nudge", False), ("nudge", True), ("nudge", True)]
    assert kinds[4][0] == "farewell"
    plan = await world.roadmaps.plan(ADA, world.now)
    assert plan is not None
    assert (plan.state, plan.why, plan.next_at) == ("stopped", "ignored", None)
    await world.roadmaps.resume(ADA, world.now)
    assert await until(world, "2027-02-09") == ["08 09"]


async def test_any_sign_of_life_brings_the_weekly_rhythm_back(world: World) -> None:
    await world.start()
    await until(world, "2026-12-15")
    await world.roadmaps.touch(ADA, world.now)
    assert await until(world, "2026-12-29") == ["21 09", "28 09"]


async def test_words_rotate(world: World) -> None:
    await world.start()
    for _ in range(4):
        await world.roadmaps.touch(ADA, world.now)
        await world.days(7)
    assert [one.wording for one in world.mail.nudges()] == [0, 1, 2, 3]


async def test_a_holiday_moves_the_nudge_to_the_next_working_day_and_says_why(world: World) -> None:
    world.holiday = {date(2026, 11, 23): "Founders' Day", date(2026, 11, 24): "Rest Day"}.get
    await world.start()
    assert await until(world, "2026-12-01") == ["25 09", "30 09"]
    first, second = world.mail.nudges()
    assert first.postponed is not None
    assert (first.postponed.reason, first.postponed.planned) == ("holiday", date(2026, 11, 23))
    assert first.postponed.name == "Founders' Day"
    assert second.postponed is None


async def test_a_postponement_past_sunday_merges_into_the_next_week(world: World) -> None:
    world.holiday = {date(2026, 11, 27): "Founders' Day"}.get
    await world.start()
    await world.roadmaps.set_rhythm(ADA, Rhythm(4, time(9), BERLIN), world.now)
    assert await until(world, "2026-12-05") == ["04 09"]
    (only,) = world.mail.nudges()
    assert only.postponed is not None
    assert only.postponed.planned == date(2026, 11, 27)


async def test_nobody_waits_a_month_for_a_holiday(world: World) -> None:
    world.holiday = {date(2026, 11, 27): "Founders' Day"}.get
    await world.start()
    await world.roadmaps.set_rhythm(ADA, Rhythm(4, time(9), BERLIN, every=2), world.now)
    assert await until(world, "2026-12-19") == ["30 09", "18 09"]


async def test_an_away_status_is_waited_for(world: World) -> None:
    await world.start()
    back = datetime.fromisoformat("2026-11-26T00:00:00+01:00")
    world.mail.whereabouts[ADA] = Whereabouts(zone=BERLIN, away=True, away_until=back)
    assert await until(world, "2026-11-28") == ["26 09"]
    (only,) = world.mail.nudges()
    assert only.postponed is not None
    assert only.postponed.reason == "away"


async def test_three_weeks_away_are_followed_by_one_nudge(world: World) -> None:
    await world.start()
    world.mail.whereabouts[ADA] = Whereabouts(away=True)
    assert await until(world, "2026-12-13") == []
    world.mail.whereabouts.clear()
    assert await until(world, "2026-12-15") == ["14 09"]


async def test_do_not_disturb_is_waited_for(world: World) -> None:
    await world.start()
    world.mail.whereabouts[ADA] = Whereabouts(quiet_until=datetime.fromisoformat("2026-11-23T11:00:00+01:00"))
    assert await until(world, "2026-11-24") == ["23 11"]


async def test_weekends_are_quiet_unless_chosen(world: World) -> None:
    await world.start()
    await world.roadmaps.set_rhythm(ADA, Rhythm(5, time(10), BERLIN), world.now)
    assert await until(world, "2026-11-30") == ["28 10"]


async def test_a_late_friday_nudge_does_not_come_on_saturday(world: World) -> None:
    await world.start()
    await world.roadmaps.set_rhythm(ADA, Rhythm(4, time(9), BERLIN), world.now)
    world.now = datetime(2026, 11, 28, 9, tzinfo=UTC)
    await world.round()
    assert await until(world, "2026-12-05") == ["04 09"]


async def test_two_roadmaps_share_one_nudge_a_week_in_turn(world: World) -> None:
    await world.start()
    world.now += timedelta(minutes=5)
    await world.start(slug=ANALYST)
    for _ in range(4):
        await world.roadmaps.touch(ADA, world.now)
        await world.days(7)
    assert [one.slug for one in world.mail.nudges()] == [MLOPS, ANALYST, MLOPS, ANALYST]


async def test_each_roadmap_has_its_own_nudge_where_that_was_asked_for(world: World) -> None:
    await world.start()
    await world.start(slug=ANALYST)
    await world.roadmaps.set_each(ADA, True, world.now)
    await world.days(6)
    assert sorted(one.slug for one in world.mail.nudges()) == [ANALYST, MLOPS]


async def test_a_finished_roadmap_leaves_its_turn_to_the_other(world: World) -> None:
    await world.start()
    await world.start(slug=ANALYST)
    for step in world.library.guides[ANALYST].next_steps:
        await world.roadmaps.mark(ADA, ANALYST, step.key, "done", world.now)
    await world.days(14)
    assert {one.slug for one in world.mail.nudges()} == {MLOPS}


async def test_undoing_a_pause_brings_the_nudge_of_the_week_back(world: World) -> None:
    await world.start()
    await world.roadmaps.pause(ADA, world.now)
    await world.roadmaps.undo(ADA, world.now)
    assert await until(world, "2026-11-24") == ["23 09"]


async def test_undoing_done_names_the_step_again(world: World) -> None:
    await world.start()
    await until(world, "2026-11-23")
    await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now)
    await world.roadmaps.undo(ADA, world.now)
    await until(world, "2026-12-01")
    assert [one.number for one in world.mail.nudges()] == [1, 1]
