"""Figures as Markdown tables."""

from __future__ import annotations

from collections.abc import Sequence

from bench.measure import Figures

Row = tuple[str, Figures, Figures]
HEAD = "| | {first} | {second} | AUROC | kept at 90 % turned away | ms, median | ms, 99th | times ours |"
RULE = "|---|---|---|---|---|---|---|---|"


def table(first: str, second: str, rows: Sequence[Row]) -> list[str]:
    """A row a matcher, ours first: right in the first and in the second set, then the rest of both together.

    AUROC, what is kept and the median time are the mean of the two sets; the longest times are the longer.
    """
    ours = (rows[0][1].median + rows[0][2].median) / 2
    return [HEAD.format(first=first, second=second), RULE, *(_row(row, ours) for row in rows)]


def _row(row: Row, ours: float) -> str:
    name, one, other = row
    median = (one.median + other.median) / 2
    cells = [
        name,
        _share(one.right),
        _share(other.right),
        _share((one.auroc + other.auroc) / 2),
        _share((one.kept + other.kept) / 2),
        f"{median:.2f}",
        f"{max(one.slowest, other.slowest):.2f}",
        f"{median / ours:.1f}",
    ]
    return f"| {' | '.join(cells)} |"


def _share(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")
