"""Two roles side by side: which skills one keeps, which are new, and what the pay does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.career.guide import Band, Guide, Item, Salary


@dataclass(frozen=True, slots=True)
class PayChange:
    """The same level in both roles, in the first one's currency."""

    level: str
    first: Band
    second: Band

    @property
    def low(self) -> int:
        return self.second.low - self.first.low

    @property
    def high(self) -> int:
        return self.second.high - self.first.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """From `first` to `second`. `note` says why the pay can't be compared, where it can't."""

    first: Guide
    second: Guide
    kept: tuple[str, ...]
    new: tuple[str, ...]
    left: tuple[str, ...]
    pay: tuple[PayChange, ...] = ()
    note: str | None = None


def compare(first: Guide, second: Guide) -> Comparison:
    """What changes for somebody who goes from the first role to the second, in the guides' own words."""
    mine, theirs = _names(first.skills), _names(second.skills)
    pay, note = _pay(first, second)
    return Comparison(
        first=first,
        second=second,
        kept=tuple(item.name for item in second.skills if _key(item.name) in mine),
        new=tuple(item.name for item in second.skills if _key(item.name) not in mine),
        left=tuple(item.name for item in first.skills if _key(item.name) not in theirs),
        pay=pay,
        note=note,
    )


def _pay(first: Guide, second: Guide) -> tuple[tuple[PayChange, ...], str | None]:
    """Level by level, where both guides mean the same by their figures."""
    a, b = first.salary, second.salary
    if a is None or b is None:
        without = [guide.title for guide in (first, second) if guide.salary is None]
        return (), f"The pay can't be compared: no salaries in the guide to {' or '.join(without)}."
    if differs := _differs(a, b):
        return (), f"The pay can't be compared: the guides give another {differs}."
    changes = tuple(
        PayChange(band.level, band, other) for band in a.bands if (other := b.band(band.level)) is not None
    )
    return changes, None if changes else "The pay can't be compared: the guides name other levels."


def _differs(a: Salary, b: Salary) -> str | None:
    for word, one, other in (
        ("currency", a.currency, b.currency),
        ("period", a.period, b.period),
        ("region", a.region, b.region),
    ):
        if one != other:
            return word
    return None


def _names(items: Sequence[Item]) -> set[str]:
    return {_key(item.name) for item in items}


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
