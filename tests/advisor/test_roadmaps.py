from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from bot.career.plan import Plan
from bot.career.rhythm import Rhythm
from bot.errors import NoRoadmap, NoSteps, NothingToUndo
from tests.advisor.world import ADA, ANALYST, BERLIN, FIRST, GRACE, MLOPS, SECOND, STEPS, World


async def plan_of(world: World) -> Plan:
    plan = await world.roadmaps.plan(ADA, world.now)
    assert plan is not None
    return plan


async def begun(world: World) -> World:
    await world.roadmaps.start(ADA, MLOPS, world.now, BERLIN)
    return world


async def test_a_fresh_plan_shows_every_step_and_the_first_at_hand(world: World) -> None:
    plan = await world.roadmaps.start(ADA, MLOPS, world.now, BERLIN)
    assert [step.name for step in plan.steps] == [step.name for step in STEPS]
    assert plan.at_hand == plan.steps[0]
    assert (plan.state, str(plan.progress), plan.undo) == ("on", "0 of 3 done", None)


async def test_a_welcome_is_not_followed_by_a_nudge_within_minutes(world: World) -> None:
    plan = await world.roadmaps.start(ADA, MLOPS, world.now, BERLIN)
    assert plan.next_at == datetime.fromisoformat("2026-11-30T09:00:00+01:00")
    chosen = await world.roadmaps.set_rhythm(ADA, plan.rhythm, world.now)
    assert chosen.next_at == datetime.fromisoformat("2026-11-23T09:00:00+01:00")


async def test_a_guide_without_steps_cannot_be_walked(world: World) -> None:
    with pytest.raises(NoSteps):
        await world.roadmaps.start(ADA, "thin", world.now, BERLIN)
    with pytest.raises(NoSteps):
        await world.roadmaps.start(ADA, "unheard-of", world.now, BERLIN)


async def test_without_a_roadmap_there_is_no_plan(world: World) -> None:
    assert await world.roadmaps.plan(ADA, world.now) is None
    assert await world.roadmaps.plans(ADA, world.now) == ()
    assert await world.roadmaps.export(ADA, world.now) is None
    with pytest.raises(NoRoadmap):
        await world.roadmaps.pause(ADA, world.now)
    with pytest.raises(NothingToUndo):
        await world.roadmaps.undo(ADA, world.now)


async def test_people_and_teams_see_only_their_own(world: World) -> None:
    await begun(world)
    assert await world.roadmaps.plan(GRACE, world.now) is None


async def test_starting_again_keeps_the_progress(world: World) -> None:
    await begun(world)
    await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now)
    await world.roadmaps.stop(ADA, world.now)
    plan = await world.roadmaps.start(ADA, MLOPS, world.now, BERLIN)
    assert (plan.state, plan.progress.done) == ("on", 1)
    assert plan.next_at is not None


async def test_done_and_undo_change_one_step_and_back(world: World) -> None:
    await begun(world)
    done = await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now, "wrote it up")
    assert (done.progress.done, done.undo, done.steps[0].note) == (1, "done", "wrote it up")
    undone = await world.roadmaps.undo(ADA, world.now)
    assert (undone.progress.done, undone.undo) == (0, None)
    with pytest.raises(NothingToUndo):
        await world.roadmaps.undo(ADA, world.now)


async def test_changes_are_undone_one_after_the_other(world: World) -> None:
    await begun(world)
    await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now)
    await world.roadmaps.mark(ADA, MLOPS, SECOND, "skipped", world.now)
    assert (await world.roadmaps.undo(ADA, world.now)).undo == "done"
    assert (await world.roadmaps.undo(ADA, world.now)).progress.done == 0


async def test_an_old_undo_button_takes_nothing_else_back(world: World) -> None:
    await begun(world)
    first = await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now)
    await world.roadmaps.mark(ADA, MLOPS, SECOND, "done", world.now)
    with pytest.raises(NothingToUndo):
        await world.roadmaps.undo(ADA, world.now, first.undo_id)
    assert (await plan_of(world)).progress.done == 2


@pytest.mark.parametrize("what", ["snooze", "pause", "stop", "rhythm", "pace", "each"])
async def test_everything_a_person_steers_can_be_undone(world: World, what: str) -> None:
    await begun(world)
    before = await plan_of(world)
    roadmaps, now = world.roadmaps, world.now
    changed = {
        "snooze": lambda: roadmaps.snooze(ADA, 7, now),
        "pause": lambda: roadmaps.pause(ADA, now),
        "stop": lambda: roadmaps.stop(ADA, now),
        "rhythm": lambda: roadmaps.set_rhythm(ADA, Rhythm(4, time(15), BERLIN, 2), now),
        "pace": lambda: roadmaps.set_pace(ADA, MLOPS, 0.5, now),
        "each": lambda: roadmaps.set_each(ADA, True, now),
    }
    plan = await changed[what]()
    assert plan.undo == what
    await roadmaps.undo(ADA, now)
    assert await plan_of(world) == before


async def test_a_second_press_changes_nothing(world: World) -> None:
    await begun(world)
    assert (await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now)).changed
    again = await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now)
    assert (again.changed, again.progress.done, again.undo) == (False, 1, "done")


async def test_one_trigger_makes_one_change(world: World) -> None:
    await begun(world)
    await world.roadmaps.snooze(ADA, 1, world.now, once="trigger-1")
    await world.roadmaps.undo(ADA, world.now)
    assert not (await world.roadmaps.snooze(ADA, 1, world.now, once="trigger-1")).changed
    assert (await plan_of(world)).snoozed_until is None


async def test_a_button_for_a_step_that_is_gone_does_nothing(world: World) -> None:
    await begun(world)
    plan = await world.roadmaps.mark(ADA, MLOPS, "a-step-of-last-year", "done", world.now)
    assert (plan.changed, plan.progress.done) == (False, 0)


async def test_finishing_is_celebrated_once_and_offers_what_can_come_next(world: World) -> None:
    await begun(world)
    for step in STEPS[:2]:
        assert not (await world.roadmaps.mark(ADA, MLOPS, step.key, "done", world.now)).celebrate
    last = await world.roadmaps.mark(ADA, MLOPS, STEPS[2].key, "done", world.now)
    assert (last.celebrate, last.state, last.next_at) == (True, "finished", None)
    assert last.leads_to == ("Head of MLOps",)
    await world.roadmaps.undo(ADA, world.now)
    again = await world.roadmaps.mark(ADA, MLOPS, STEPS[2].key, "done", world.now)
    assert (again.celebrate, again.state) == (False, "finished")


async def test_undoing_the_last_step_brings_the_nudges_back(world: World) -> None:
    await begun(world)
    for step in STEPS:
        await world.roadmaps.mark(ADA, MLOPS, step.key, "done", world.now)
    assert (await world.roadmaps.undo(ADA, world.now)).next_at is not None


async def test_a_pace_leads_to_a_month_and_replans_silently(world: World) -> None:
    await begun(world)
    plan = await world.roadmaps.set_pace(ADA, MLOPS, 0.5, world.now)
    assert plan.done_around is not None
    assert plan.done_around - world.now.date() == timedelta(weeks=6)
    later = await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now + timedelta(weeks=5))
    assert later.done_around is not None
    assert later.done_around - world.now.date() == timedelta(weeks=9)


async def test_two_roadmaps_are_two_plans(world: World) -> None:
    await begun(world)
    await world.roadmaps.start(ADA, ANALYST, world.now + timedelta(hours=1), BERLIN)
    plans = await world.roadmaps.plans(ADA, world.now)
    assert [plan.slug for plan in plans] == [ANALYST, MLOPS]
    named = await world.roadmaps.plan(ADA, world.now, MLOPS)
    assert named is not None
    assert named.slug == MLOPS


async def test_stopping_one_of_two_roadmaps_leaves_the_other(world: World) -> None:
    await begun(world)
    await world.roadmaps.start(ADA, ANALYST, world.now, BERLIN)
    stopped = await world.roadmaps.stop(ADA, world.now, ANALYST)
    assert (stopped.slug, stopped.state) == (ANALYST, "stopped")
    assert (await plan_of(world)).slug == MLOPS
    assert (await plan_of(world)).next_at is not None
    assert (await world.roadmaps.stop(ADA, world.now, MLOPS)).state == "stopped"
    assert (await world.roadmaps.resume(ADA, world.now)).state == "on"


async def test_forgetting_leaves_nothing(world: World) -> None:
    await world.start()
    await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now)
    await world.roadmaps.forget(ADA)
    assert await world.roadmaps.plan(ADA, world.now) is None
    with pytest.raises(NothingToUndo):
        await world.roadmaps.undo(ADA, world.now)


async def test_the_export_holds_every_step_with_its_state_and_evidence(world: World) -> None:
    await begun(world)
    await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now, "wrote it\nup")
    await world.roadmaps.mark(ADA, MLOPS, SECOND, "skipped", world.now)
    await world.roadmaps.set_pace(ADA, MLOPS, 1, world.now)
    assert await world.roadmaps.export(ADA, world.now) == (
        "# MLOps Manager\n"
        "\n"
        "1 of 3 done. At your pace, done around November 2026.\n"
        "A nudge every week, Monday at 09:00 (Europe/Berlin).\n"
        "\n"
        "1. [x] Audit releases (2026-11-23)\n"
        "   - wrote it up\n"
        "2. [-] Define metrics (skipped)\n"
        "3. [ ] Version models\n"
    )


async def test_the_calendar_has_the_nudges_at_wall_clock_time(world: World) -> None:
    await begun(world)
    written = await world.roadmaps.calendar(ADA, world.now)
    assert written is not None
    lines = written.split("\r\n")
    assert "DTSTART:20261130T090000" in lines
    assert "RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=3" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
