"""What is measured of a matcher: how often it is right, whether it knows what it can't, how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from time import process_time
from typing import Protocol

TURNED_AWAY = 0.9  # share of the unanswerable that must be turned away where "kept" is measured


class Matcher(Protocol):
    """Finds what a question is about: the best id, or none, and how sure that is on any scale."""

    @property
    def name(self) -> str: ...

    def best(self, text: str) -> tuple[str | None, float]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the ids that are right for it; none where it can't be answered."""

    text: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """`right` of the answerable; `auroc` of telling these from the unanswerable; `kept` is the share right
    and kept where nine of ten of the unanswerable are turned away. Times are milliseconds a question, of the
    processor: what else the machine does is left out."""

    right: float
    auroc: float
    kept: float
    median: float
    slowest: float


def measure(matcher: Matcher, questions: Sequence[Asked]) -> Figures:
    """The figures of a matcher, after one round to warm up."""
    for asked in questions:
        matcher.best(asked.text)
    found, times = [], []
    for asked in questions:
        start = process_time()
        found.append(matcher.best(asked.text))
        times.append((process_time() - start) * 1e3)
    hits = [
        (id in asked.right, score) for asked, (id, score) in zip(questions, found, strict=True) if asked.right
    ]
    away = [score for asked, (_, score) in zip(questions, found, strict=True) if not asked.right]
    least = _quantile(away, TURNED_AWAY)
    return Figures(
        right=_share([hit for hit, _ in hits]),
        auroc=auroc([score for _, score in hits], away),
        kept=_share([hit and score > least for hit, score in hits]),
        median=_quantile(times, 0.5),
        slowest=_quantile(times, 0.99),
    )


def auroc(high: Sequence[float], low: Sequence[float]) -> float:
    """How often one of `high` is above one of `low`, draws counting half; 0.5 is chance."""
    if not high or not low:
        return 0.5
    above = sum((one > other) + 0.5 * (one == other) for one in high for other in low)
    return above / (len(high) * len(low))


def _quantile(values: Sequence[float], share: float) -> float:
    if len(values) < 2:
        return values[0] if values else 0.0
    return quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0
