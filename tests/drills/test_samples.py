"""A sample of the drills: real processes, killed and restarted. All of them run by `make drill`."""

from __future__ import annotations

import pytest

from drills import clocks, exact_points
from drills.claims import workers
from drills.crashes import POINTS
from drills.random_kills import random_kills
from drills.report import Rig

EITHER = pytest.mark.parametrize("kind", ["SQLite", pytest.param("PostgreSQL", marks=pytest.mark.postgres)])
pytestmark = pytest.mark.postgres


async def test_nothing_is_lost_or_doubled_when_senders_are_killed_at_random(rig: Rig) -> None:
    row = await random_kills("SQLite", rig.fresh("SQLite"), due=60, kills=10, seed=rig.seed)
    assert row.good, row


@EITHER
async def test_nothing_is_lost_or_doubled_when_a_sender_dies_between_post_and_record(
    rig: Rig, kind: str
) -> None:
    (point,) = (point for point in POINTS if point.name == "after the post, before the record")
    row = await exact_points.at_point(kind, rig.fresh(kind), point, 1, rig.seed)
    assert row.good, row


@EITHER
async def test_workers_at_once_share_what_is_due(rig: Rig, kind: str) -> None:
    row = await workers(kind, rig.fresh(kind), count=3, due=30)
    assert row.good, row


async def test_clocks_that_jump_bring_nobody_two_nudges_a_week(rig: Rig) -> None:
    row = await clocks.nobody_twice("SQLite", rig, shuffles=1, weeks=2)
    assert row.good, row
