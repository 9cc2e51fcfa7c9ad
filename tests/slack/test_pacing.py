"""Ten answers a minute to a person in a channel; then one word about it, then silence."""

from __future__ import annotations

from bot.career.person import Person
from bot.slack.pacing import ANSWERS, SPAN, Pacing

ADA, GRACE = Person("T1", "UADA"), Person("T1", "UGRACE")


class Clock:
    """Seconds that stand still until they are moved."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_ten_are_answered_and_the_eleventh_is_held_back() -> None:
    pacing = Pacing(Clock())
    assert [pacing.pause(ADA, "C1") for _ in range(ANSWERS)] == [None] * ANSWERS
    assert [pacing.pause(ADA, "C1") for _ in range(3)] == [0, 1, 2], "the first of them is told so"


def test_others_and_other_channels_are_not_held_back_with_it() -> None:
    pacing = Pacing(Clock())
    for _ in range(ANSWERS + 1):
        pacing.pause(ADA, "C1")
    assert pacing.pause(GRACE, "C1") is None
    assert pacing.pause(ADA, "C2") is None


def test_a_minute_later_all_is_well_again() -> None:
    clock = Clock()
    pacing = Pacing(clock)
    for _ in range(ANSWERS + 1):
        pacing.pause(ADA, "C1")
    clock.at += SPAN
    assert pacing.pause(ADA, "C1") is None
