"""What a drill reports: a row of the table, and whether it is good."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass

HEAD = "| drill | runs | lost | doubled | figures | seed |\n|---|---|---|---|---|---|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table.

    `lost`: due or asked, and never there; `doubled`: there more often than once; both must be 0. `missed`
    names each figure that was not reached.
    """

    what: str
    runs: str
    lost: int = 0
    doubled: int = 0
    figures: str = ""
    seed: int | None = None
    missed: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.missed)

    def __str__(self) -> str:
        """As a line of a Markdown table."""
        figures = "; ".join((self.figures, *(f"**MISSED: {one}**" for one in self.missed)))
        seed = "" if self.seed is None else str(self.seed)
        cells = (self.what, self.runs, str(self.lost), str(self.doubled), figures.strip("; "), seed)
        return f"| {' | '.join(cells)} |"


def missed(**figures: bool) -> tuple[str, ...]:
    """The names of those that do not hold, `_` read as a space."""
    return tuple(name.replace("_", " ") for name, holds in figures.items() if not holds)


Rows = AsyncIterator[Row]


def all_good(rows: Iterable[Row]) -> bool:
    """Whether there are any, and all of them are."""
    seen = list(rows)
    return bool(seen) and all(row.good for row in seen)


@dataclass(frozen=True, slots=True)
class Rig:
    """What every drill is given: fresh databases by kind, where to put files, and what to draw from."""

    fresh: Callable[[str], str]
    seed: int


Drill = Callable[[Rig], Rows]
KINDS = ("SQLite", "PostgreSQL")
