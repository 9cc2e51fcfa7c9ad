from __future__ import annotations

from datetime import date

import pytest

from bot.advisor.holidays import named_calendar
from bot.errors import ConfigError


def test_a_country_has_its_holidays_in_english() -> None:
    assert named_calendar("DE")(date(2026, 12, 25)) == "Christmas Day"
    assert named_calendar("DE")(date(2026, 12, 28)) is None


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    womens_day = date(2027, 3, 8)
    assert named_calendar("DE-BE")(womens_day)
    assert named_calendar("de-by")(womens_day) is None


@pytest.mark.parametrize("name", [None, ""])
def test_without_a_name_there_are_none(name: str | None) -> None:
    assert named_calendar(name)(date(2026, 12, 25)) is None


@pytest.mark.parametrize("name", ["Germany", "XX", "DE-XX"])
def test_an_unknown_calendar_is_refused_by_name(name: str) -> None:
    with pytest.raises(ConfigError, match="HOLIDAYS"):
        named_calendar(name)
