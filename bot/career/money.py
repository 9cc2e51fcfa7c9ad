"""Answers about pay: the bands that were asked for, amounts held against them, levels compared."""

from __future__ import annotations

from bot.career.answer import Section, Verdict
from bot.career.guide import SALARY, Band, Salary
from bot.career.question import Details
from bot.career.wording import amount, amounts, level_name, listed


def salary_section(label: str, details: Details, salary: Salary) -> tuple[Section, Verdict | None]:
    """What was asked about pay, and a verdict where an amount is held against the bands."""
    bands = tuple(band for band in salary.bands if band.level in details.levels)
    lead, verdict, shown = None, None, bands or salary.bands
    if details.amount is not None and details.up_to is not None:
        lead, shown = _held_range(details.amount, details.up_to, salary)
    elif details.amount is not None:
        lead, verdict, shown = _held_against(details.amount, bands, salary)
    elif details.compare and len(bands or salary.bands) > 1:
        lead = _compared(bands or salary.bands, salary)
    return _section(label, lead, shown, salary), verdict


def _section(label: str, lead: str | None, bands: tuple[Band, ...], salary: Salary) -> Section:
    shown = Salary(bands, salary.currency, salary.period, salary.region, salary.as_of)
    return Section(SALARY, label, lead, salary=shown, note=_missing(salary))


def _missing(salary: Salary) -> str:
    """What the figures leave open, or where and when they hold."""
    told = [text for text in (salary.region, f"as of {salary.as_of}" if salary.as_of else None) if text]
    if told:
        return f"Median salary range, {', '.join(told)}."
    return "Median salary range. The guide names no date, region or source for these figures."


def _held_against(sum: int, asked: tuple[Band, ...], salary: Salary) -> tuple[str, Verdict, tuple[Band, ...]]:
    """Whether an amount lies in the bands asked about (or in any), and in which it does."""
    said = amount(sum, salary.currency)
    within = tuple(band for band in salary.bands if band.low <= sum <= band.high)
    if asked:
        fits = tuple(band for band in asked if band in within)
        if fits:
            return f"Yes, {said} lies within this band:", "yes", fits
        elsewhere = f" It lies in the {_names(within)} band." if within else _beyond(sum, salary)
        return f"No, {said} lies {_side(sum, asked)} this band.{elsewhere}", "no", asked + within
    if within:
        return f"Yes, {said} lies in the {_names(within)} band:", "yes", within
    return f"No, {said} is in none of the bands.{_beyond(sum, salary)}", "no", salary.bands


def _held_range(low: int, high: int, salary: Salary) -> tuple[str, tuple[Band, ...]]:
    """Which bands a range of pay reaches into."""
    said = f"{amount(low, salary.currency)} to {amount(high, salary.currency)}"
    reached = tuple(band for band in salary.bands if band.low < high and low < band.high)
    if not reached:
        return f"{said} reaches into none of the bands.", salary.bands
    return f"{said} reaches into the {_names(reached)} band{'s' if len(reached) > 1 else ''}:", reached


def _names(bands: tuple[Band, ...]) -> str:
    return listed([level_name(band.level).lower() for band in bands])


def _side(sum: int, bands: tuple[Band, ...]) -> str:
    return "above" if sum > max(band.high for band in bands) else "below"


def _beyond(sum: int, salary: Salary) -> str:
    low = min(band.low for band in salary.bands)
    high = max(band.high for band in salary.bands)
    if sum > high:
        return f" The highest figure in this guide is {amount(high, salary.currency)}."
    return f" The lowest figure in this guide is {amount(low, salary.currency)}." if sum < low else ""


def _compared(bands: tuple[Band, ...], salary: Salary) -> str:
    """The difference between the first and the last level, at both ends."""
    first, last = sorted((bands[0], bands[-1]), key=lambda band: band.low)
    low, high = last.low - first.low, last.high - first.high
    names = [level_name(band.level).lower() for band in (first, last)]
    if low == high:
        difference = f"{amount(low, salary.currency)} more at both ends."
    else:
        lower, upper = amount(low, salary.currency), amount(high, salary.currency)
        difference = f"{lower} more at the low end and {upper} at the high end."
    before, after = (amounts(band, salary.currency) for band in (first, last))
    return f"From {names[0]} ({before}) to {names[1]} ({after}): {difference}"
