"""Pay: bands, amounts held against them, levels compared, and what the figures leave open."""

from __future__ import annotations

import pytest

from bot.career.guide import Band, Salary
from bot.career.money import salary_section
from bot.career.question import Details

SALARY = Salary(
    (Band("entry", 130_000, 170_000), Band("mid", 170_000, 220_000), Band("senior", 220_000, 300_000)), "USD"
)


def levels(details: Details) -> list[str]:
    section, _ = salary_section("Salary", details, SALARY)
    assert section.salary is not None
    return [band.level for band in section.salary.bands]


def test_all_bands_are_told_unless_one_is_asked_for() -> None:
    assert levels(Details()) == ["entry", "mid", "senior"]
    assert levels(Details(levels=("mid",))) == ["mid"]


@pytest.mark.parametrize(
    ("amount", "asked", "verdict", "bands", "said"),
    [
        (250_000, (), "yes", ["senior"], "Yes, USD 250,000 lies in the senior level band:"),
        (
            170_000,
            (),
            "yes",
            ["entry", "mid"],
            "Yes, USD 170,000 lies in the entry level and mid level band:",
        ),
        (250_000, ("senior",), "yes", ["senior"], "Yes, USD 250,000 lies within this band:"),
        (250_000, ("entry",), "no", ["entry", "senior"], "No, USD 250,000 lies above this band."),
        (400_000, (), "no", ["entry", "mid", "senior"], "The highest figure in this guide is USD 300,000."),
        (90_000, (), "no", ["entry", "mid", "senior"], "The lowest figure in this guide is USD 130,000."),
    ],
)
def test_an_amount_is_held_against_the_bands(
    amount: int, asked: tuple[str, ...], verdict: str, bands: list[str], said: str
) -> None:
    details = Details(amount=amount, levels=asked)
    section, given = salary_section("Salary", details, SALARY)
    assert given == verdict
    assert levels(details) == bands
    assert section.lead is not None
    assert said in section.lead


@pytest.mark.parametrize(
    ("low", "high", "bands", "said"),
    [
        (
            150_000,
            200_000,
            ["entry", "mid"],
            "USD 150,000 to USD 200,000 reaches into the entry level and mid",
        ),
        (170_000, 220_000, ["mid"], "reaches into the mid level band:"),
        (350_000, 400_000, ["entry", "mid", "senior"], "reaches into none of the bands."),
    ],
)
def test_a_range_is_held_against_the_bands(low: int, high: int, bands: list[str], said: str) -> None:
    details = Details(amount=low, up_to=high)
    section, given = salary_section("Salary", details, SALARY)
    assert given is None
    assert levels(details) == bands
    assert section.lead is not None
    assert said in section.lead


def test_levels_are_compared_with_the_arithmetic_shown() -> None:
    section, _ = salary_section("Salary", Details(levels=("senior", "mid"), compare=True), SALARY)
    assert section.lead == (
        "From mid level (USD 170,000 to 220,000) to senior level (USD 220,000 to 300,000): "
        "USD 50,000 more at the low end and USD 80,000 at the high end."
    )


def test_the_same_difference_at_both_ends_is_said_once() -> None:
    even = Salary((Band("a", 10_000, 20_000), Band("b", 15_000, 25_000)), "EUR")
    section, _ = salary_section("Salary", Details(levels=("a", "b"), compare=True), even)
    assert section.lead is not None
    assert section.lead.endswith("EUR 5,000 more at both ends.")


def test_what_the_figures_leave_open_is_said() -> None:
    section, _ = salary_section("Salary", Details(), SALARY)
    assert section.note == "Median salary range. The guide names no date, region or source for these figures."
    dated = Salary(SALARY.bands, "USD", region="United States", as_of="2026")
    section, _ = salary_section("Salary", Details(), dated)
    assert section.note == "Median salary range, United States, as of 2026."
