"""Salaries as a table in text: words and figures first, bars for the eye beside them."""

from __future__ import annotations

from bot.career.guide import Band, Salary
from bot.career.wording import amounts

WIDTH = 20  # cells; a phone shows some 30 letters in a row


def salary_table(salary: Salary) -> str:
    """A row for each band with its bar below, all on the same scale."""
    most = max((band.high for band in salary.bands), default=0)
    label = max((len(band.level) for band in salary.bands), default=0)
    rows = []
    for band in salary.bands:
        rows.append(f"{band.level.capitalize():<{label}}  {amounts(band, salary.currency)}")
        rows.append(" " * (label + 2) + bar(band, most))
    return "\n".join(rows)


def bar(band: Band, most: int) -> str:
    """Where the band lies between nothing and the highest pay of all."""
    low = round(WIDTH * band.low / most) if most else 0
    high = max(round(WIDTH * band.high / most), low + 1) if most else 1
    return "·" * low + "█" * (high - low) + "·" * (WIDTH - high)
