from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.career.guide import Step
from bot.career.roadmap import Roadmap, finished, mark, progress, step_at_hand

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
STEPS = tuple(Step(name) for name in ("Audit releases", "Define metrics", "Version models"))
FIRST, SECOND, THIRD = (step.key for step in STEPS)


def begun() -> Roadmap:
    return Roadmap(slug="mlops-manager", started_at=NOW)


def test_a_fresh_roadmap_begins_with_the_first_step() -> None:
    assert step_at_hand(begun(), STEPS) == STEPS[0]
    assert str(progress(begun(), STEPS)) == "0 of 3 done"


def test_a_done_step_moves_on_to_the_next() -> None:
    roadmap = mark(begun(), FIRST, "done", NOW)
    assert step_at_hand(roadmap, STEPS) == STEPS[1]
    assert str(progress(roadmap, STEPS)) == "1 of 3 done"


def test_a_skipped_step_moves_on_without_counting_as_done() -> None:
    roadmap = mark(begun(), FIRST, "skipped", NOW)
    assert step_at_hand(roadmap, STEPS) == STEPS[1]
    assert str(progress(roadmap, STEPS)) == "0 of 3 done"


def test_a_step_under_way_comes_before_open_ones() -> None:
    assert step_at_hand(mark(begun(), THIRD, "doing", NOW), STEPS) == STEPS[2]


def test_the_same_mark_twice_changes_nothing() -> None:
    once = mark(begun(), FIRST, "done", NOW)
    assert mark(once, FIRST, "done", NOW) is once


def test_evidence_stays_with_a_done_step_and_goes_with_an_open_one() -> None:
    noted = mark(mark(begun(), FIRST, "done", NOW), FIRST, "done", NOW, "wrote the audit")
    assert noted.marks[FIRST].note == "wrote the audit"
    assert mark(noted, FIRST, "open", NOW).marks[FIRST].note is None


def test_a_step_that_the_guide_dropped_no_longer_counts() -> None:
    roadmap = mark(begun(), FIRST, "done", NOW)
    assert str(progress(roadmap, STEPS[1:])) == "0 of 2 done"


def test_skipping_everything_is_not_finishing() -> None:
    roadmap = begun()
    for step in STEPS:
        roadmap = mark(roadmap, step.key, "skipped", NOW)
    assert step_at_hand(roadmap, STEPS) is None
    assert not finished(roadmap, STEPS)


states = st.sampled_from(("open", "doing", "done", "skipped"))


@given(st.lists(st.tuples(st.sampled_from(STEPS), states), max_size=20))
def test_there_is_a_step_at_hand_exactly_while_something_is_undone(moves: list[tuple[Step, str]]) -> None:
    roadmap = begun()
    for step, state in moves:
        roadmap = mark(roadmap, step.key, state, NOW)  # type: ignore[arg-type]
    so_far = progress(roadmap, STEPS)
    assert (step_at_hand(roadmap, STEPS) is None) == (so_far.left == 0)
    assert so_far.done + so_far.skipped + so_far.left == len(STEPS)
    assert finished(roadmap, STEPS) == (so_far.left == 0 and so_far.done > 0)
