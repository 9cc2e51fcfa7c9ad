from __future__ import annotations

from datetime import time
from zoneinfo import available_timezones

import pytest

from drills.zones import some_wrong_weeks

# Those whose clocks change at odd hours, by odd amounts, or more than twice a year.
ODD = (
    "Africa/Casablanca",
    "America/Santiago",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Chatham",
    "UTC",
)


@pytest.mark.parametrize("zone", ODD)
def test_each_week_has_its_nudge_where_clocks_change(zone: str) -> None:
    night = [time(hour, minute) for hour in (0, 2) for minute in (0, 45)]
    assert some_wrong_weeks(zone, (0, 5, 6), night) == []


def test_each_week_has_its_nudge_all_over_the_world() -> None:
    """One in ten, with a day and an hour for each."""
    zones = sorted(available_timezones())
    wrong = [
        one
        for number, zone in enumerate(zones[::10])
        for one in some_wrong_weeks(zone, [number % 7], [time(number % 24, 15 * (number % 4))])
    ]
    assert len(zones) > 400
    assert wrong == []
