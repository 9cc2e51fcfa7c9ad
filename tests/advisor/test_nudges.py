from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.advisor.speech import NotSent, Outcome, PersonGone, Refused, TeamGone, Unmarked, Whereabouts
from bot.career.nudge import Nudge
from bot.career.person import Person
from bot.store import deliveries, gates
from tests.advisor.world import ADA, BERLIN, FIRST, GRACE, MLOPS, MONDAY, STEPS, UNREADABLE, World

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


async def states(world: World) -> dict[str, int]:
    return await world.store.read(deliveries.counted)


async def test_starting_a_roadmap_welcomes_once_and_learns_the_conversation(world: World) -> None:
    await world.start()
    await world.start()
    assert [one.kind for one in world.mail.arrived] == ["welcome"]
    plan = await world.roadmaps.plan(ADA, world.now)
    assert plan is not None
    assert plan.next_at == datetime.fromisoformat("2026-11-23T09:00:00+01:00")


async def test_a_nudge_comes_once_a_week_at_the_hour_of_the_person(world: World) -> None:
    await world.start()
    await world.pass_time(HOUR - MINUTE, HOUR - MINUTE)
    assert world.mail.nudges() == []
    await world.pass_time(MINUTE, MINUTE)
    assert [one.step for one in world.mail.nudges()] == [STEPS[0]]
    await world.days(6)
    assert len(world.mail.nudges()) == 1
    await world.days(1)
    assert len(world.mail.nudges()) == 2


async def test_done_moves_the_next_nudge_to_the_next_step(world: World) -> None:
    await world.start()
    await world.days(1)
    await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now)
    await world.days(7)
    last = world.mail.nudges()[-1]
    assert (last.step, last.number, str(last.progress)) == (STEPS[1], 2, "1 of 3 done")


async def test_nothing_comes_once_everything_is_done(world: World) -> None:
    await world.start()
    for step in STEPS:
        await world.roadmaps.mark(ADA, MLOPS, step.key, "done", world.now)
    await world.days(30)
    assert world.mail.nudges() == []


async def test_a_message_that_arrived_though_the_line_broke_is_found_and_not_sent_again(world: World) -> None:
    await world.start()
    world.mail.answers = [world.mail.take_and_hang_up]
    await world.pass_time(2 * HOUR, MINUTE)
    assert len(world.mail.tries) == 2  # the welcome and one nudge
    assert await states(world) == {"sent": 2}


async def test_a_message_that_was_lost_is_sent_again_after_two_looks(world: World) -> None:
    await world.start()
    world.mail.answers = [world.mail.hang_up]
    await world.pass_time(2 * HOUR, MINUTE)
    assert world.mail.looks == 2
    assert len(world.mail.nudges()) == 1
    assert await states(world) == {"sent": 2}


async def test_nothing_is_guessed_while_the_conversation_cannot_be_read(world: World) -> None:
    await world.start()
    world.mail.answers = [world.mail.hang_up]
    world.mail.finds = [UNREADABLE] * 5
    await world.pass_time(2 * HOUR, MINUTE)
    assert world.mail.looks == 7
    assert len(world.mail.nudges()) == 1


async def test_what_stays_unclear_for_a_day_is_left_to_the_operator(world: World) -> None:
    await world.start()
    world.mail.answers = [world.mail.hang_up]
    world.mail.finds = [UNREADABLE] * 1000
    await world.days(2)
    assert world.mail.nudges() == []
    assert await states(world) == {"sent": 1, "unknown": 1}


async def test_a_message_without_its_markers_is_never_repeated(world: World) -> None:
    await world.start()
    world.mail.answers = [world.mail.take_and_hang_up]
    world.mail.finds = [Unmarked()]
    await world.days(2)
    assert len(world.mail.nudges()) == 1
    assert await states(world) == {"sent": 1, "unknown": 1}


async def test_a_limited_team_waits_and_others_go_on(world: World) -> None:
    await world.start()
    await world.start(GRACE)
    world.mail.answers = [lambda _: NotSent("ratelimited", timedelta(minutes=3))]
    await world.pass_time(HOUR, HOUR)
    tried = len(world.mail.tries)
    await world.pass_time(2 * MINUTE, MINUTE / 2)
    assert len(world.mail.tries) == tried, "nothing goes to the team before its time"
    await world.pass_time(10 * MINUTE, MINUTE)
    assert {one.person for one in world.mail.nudges()} == {ADA, GRACE}
    assert len(world.mail.nudges()) == 2


async def test_someone_who_is_gone_is_left_alone_and_keeps_their_progress(world: World) -> None:
    await world.start()
    await world.roadmaps.mark(ADA, MLOPS, FIRST, "done", world.now)
    world.mail.answers = [lambda _: PersonGone("user_disabled")]
    await world.days(30)
    plan = await world.roadmaps.plan(ADA, world.now)
    assert plan is not None
    assert (plan.state, plan.why, plan.progress.done, plan.next_at) == ("stopped", "gone", 1, None)
    assert world.mail.nudges() == []


async def test_a_team_that_refuses_us_is_tried_once_and_catches_up_when_heard_again(world: World) -> None:
    await world.start()
    await world.start(GRACE)
    welcomes = len(world.mail.tries)
    world.mail.answers = [lambda _: TeamGone("token_revoked")] * 2
    await world.days(1)
    assert len(world.mail.tries) - welcomes <= 2
    assert world.mail.nudges() == []
    await world.store.write(gates.hear_again)
    await world.round()
    assert {one.person for one in world.mail.nudges()} == {ADA, GRACE}


async def test_a_message_that_is_refused_is_told_to_the_operator(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.start()
    world.mail.answers = [lambda _: Refused("msg_too_long")]
    await world.days(1)
    assert await states(world) == {"failed": 1, "sent": 1}
    assert "refused" in caplog.text


async def test_a_nudge_that_is_a_day_late_is_sent_once(world: World) -> None:
    await world.start()
    world.now += timedelta(days=1, hours=20)
    await world.round()
    await world.round()
    assert len(world.mail.nudges()) == 1


async def test_what_is_older_than_two_days_is_skipped_and_recorded(world: World) -> None:
    await world.start()
    world.now += timedelta(days=3)
    await world.round()
    assert world.mail.nudges() == []
    assert await states(world) == {"sent": 1, "skipped": 1}
    await world.days(5)
    assert len(world.mail.nudges()) == 1


async def test_an_outage_of_weeks_is_followed_by_one_nudge(world: World) -> None:
    await world.start()
    world.now += timedelta(weeks=3, hours=2)
    await world.round()
    assert len(world.mail.nudges()) == 1
    await world.days(6)
    assert len(world.mail.nudges()) == 1


async def test_a_clock_that_ran_ahead_and_back_sends_at_most_one_a_week(world: World) -> None:
    await world.start()
    await world.days(1)
    true_now = world.now
    world.now = true_now + timedelta(days=3650)
    await world.round()
    world.now = true_now
    for _ in range(4):
        await world.roadmaps.touch(ADA, world.now)
        await world.days(7)
    weeks = [one.occurrence.removeprefix("T1:UADA:") for one in world.mail.nudges()]
    assert weeks == ["2026-W48", "2026-W49", "2026-W50", "2026-W51", "2026-W52"]


async def test_someone_who_moved_is_nudged_at_their_new_hour(world: World) -> None:
    await world.start()
    world.mail.whereabouts[ADA] = Whereabouts(zone="America/New_York")
    await world.pass_time(6 * HOUR, HOUR)
    assert world.mail.nudges() == []
    await world.pass_time(HOUR, HOUR)
    assert len(world.mail.nudges()) == 1
    await world.pass_time(timedelta(days=7) - MINUTE, HOUR)
    assert len(world.mail.nudges()) == 1
    plan = await world.roadmaps.plan(ADA, world.now)
    assert plan is not None
    assert plan.rhythm.zone == "America/New_York" != BERLIN


async def test_a_round_that_is_called_off_leaves_no_post_in_doubt(world: World) -> None:
    await world.start()
    world.now += HOUR
    on_its_way = asyncio.Event()
    post = world.mail.post

    async def slowly(nudge: Nudge, channel: str | None) -> Outcome:
        on_its_way.set()
        await asyncio.sleep(0.1)
        return await post(nudge, channel)

    world.mail.post = slowly  # type: ignore[method-assign]
    called_off = asyncio.create_task(world.round())
    await on_its_way.wait()
    called_off.cancel()
    with pytest.raises(asyncio.CancelledError):
        await called_off
    assert await states(world) == {"sent": 2}
    assert len(world.mail.nudges()) == 1


async def test_an_unknown_zone_is_utc_and_said_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.now = MONDAY - timedelta(days=5)
    await world.start()
    world.mail.whereabouts[ADA] = Whereabouts(zone="Mars/Olympus")
    await world.days(6)
    plan = await world.roadmaps.plan(ADA, world.now)
    assert plan is not None
    assert plan.rhythm.zone == "UTC"
    assert "Mars/Olympus" in caplog.text
    assert len(world.mail.nudges()) == 1


async def test_people_and_rounds_change_a_journey_at_once_without_a_deadlock(world: World) -> None:
    people = [Person("T1", f"U{number}") for number in range(6)]
    world.holiday = {MONDAY.date() + timedelta(days=days): "Rest Day" for days in range(7)}.get
    for person in people:
        await world.start(person)
    world.now += HOUR

    async def press(person: Person) -> None:
        for _ in range(3):
            await world.roadmaps.pause(person, world.now)
            await world.roadmaps.undo(person, world.now)

    await asyncio.gather(world.round(), world.round(), *map(press, people))
    assert world.mail.nudges() == []
