from __future__ import annotations

from datetime import timedelta

from bot.advisor.signs import next_moment, vital_signs
from bot.advisor.speech import TeamGone
from tests.advisor.world import GRACE, MONDAY, World

HOUR = timedelta(hours=1)


async def test_a_fresh_store_has_no_pulse_and_nothing_old(world: World) -> None:
    signs = await vital_signs(world.store, world.now, world.now)
    assert (signs.tick, signs.due, signs.event, signs.silenced) == (None, None, None, 0)


async def test_a_round_leaves_its_pulse(world: World) -> None:
    await world.round()
    signs = await vital_signs(world.store, world.now, world.now + timedelta(seconds=30))
    assert signs.tick == 30


async def test_what_nobody_planned_or_delivered_is_overdue(world: World) -> None:
    await world.start()
    late = MONDAY + 3 * HOUR
    assert (await vital_signs(world.store, late, late)).due == 2 * 3600
    await world.pass_time(3 * HOUR)
    assert (await vital_signs(world.store, late, late)).due is None


async def test_a_team_that_refused_us_is_counted_and_does_not_make_us_late(world: World) -> None:
    await world.start()
    world.mail.answers = [lambda _: TeamGone("token_revoked")]
    await world.pass_time(3 * HOUR)
    signs = await vital_signs(world.store, world.now, world.now)
    assert (signs.silenced, signs.due) == (1, None)


async def test_the_next_moment_is_the_next_nudge(world: World) -> None:
    assert await next_moment(world.store, world.now) is None
    await world.start(GRACE)
    assert await next_moment(world.store, world.now) == MONDAY + HOUR
    await world.pass_time(HOUR)
    assert await next_moment(world.store, world.now) == MONDAY + HOUR + timedelta(days=7)
