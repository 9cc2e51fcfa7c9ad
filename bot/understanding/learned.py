"""What was learned from questions whose topics people told: how much each trait speaks for what.

The weights are of a multinomial logistic regression. `make learn` fits them anew to tests/questions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path

FILE = Path(__file__).with_name("learned.json")
OUTSIDE = "outside"  # asks for what guides don't hold
NOTHING = "nothing"  # asks for nothing
SCALE = 100  # weights are kept as whole hundredths


class Learned:
    """Tells what a span of words asks by its traits."""

    def __init__(self, classes: tuple[str, ...], bias: list[int], weights: Mapping[str, list[int]]) -> None:
        self.classes = classes
        self._bias = bias
        self._weights = weights

    def shares(self, traits: Mapping[str, float]) -> dict[str, float]:
        """How likely the span asks for each topic, for something else, or for nothing; 1 in all."""
        sums = [float(one) for one in self._bias]
        for trait, value in traits.items():
            weights = self._weights.get(trait)
            if weights:
                sums = [sum + value * weight for sum, weight in zip(sums, weights, strict=True)]
        most = max(sums)
        raised = [exp((sum - most) / SCALE) for sum in sums]
        whole = sum(raised)
        return {name: one / whole for name, one in zip(self.classes, raised, strict=True)}


@cache
def learned() -> Learned:
    """The weights that ship."""
    kept = json.loads(FILE.read_bytes())
    return Learned(tuple(kept["classes"]), kept["bias"], kept["weights"])
