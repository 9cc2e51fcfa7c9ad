"""What was learned from questions whose topics people told: how much each trait speaks for what.

The weights are of a multinomial logistic regression. `make learn` fits them anew to tests/questions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path

from bot.understanding.memo import Memo

FILE = Path(__file__).with_name("learned.json")
OUTSIDE = "outside"  # asks for what guides don't hold
VAGUE = "vague"  # asks about a role, and does not say what
NOTHING = "nothing"  # asks for nothing
SCALE = 100  # weights are kept as whole hundredths

# Most traits are there or not. Their weights for all classes are packed into one number each, a lane of bits
# a class, and added at once: a fifth of the time that adding them one by one takes.
_BITS = 32
_LANE = (1 << _BITS) - 1
_LIFT = 1 << 20  # keeps each lane positive; a thousand traits fit


class Learned:
    """Tells what a span of words asks by its traits."""

    def __init__(
        self, classes: Sequence[str], bias: Sequence[int], weights: Mapping[str, Sequence[int]]
    ) -> None:
        self.classes = tuple(classes)
        self.topics = tuple(name for name in classes if name not in (OUTSIDE, VAGUE, NOTHING))
        self._bias = tuple(bias)
        self._weights = weights
        self._packed = Memo(self._pack)
        self._shifts = [_BITS * place for place in range(len(self.classes))]

    def _pack(self, trait: str) -> int:
        weights = self._weights.get(trait, ())
        return sum((weight + _LIFT) << _BITS * place for place, weight in enumerate(weights))

    def shares(self, traits: Mapping[str, float]) -> dict[str, float]:
        """How likely the span asks for each topic, for something else, or for nothing; 1 in all."""
        packed = [
            number for trait, value in traits.items() if value == 1.0 and (number := self._packed[trait])
        ]
        total, lifted = sum(packed), _LIFT * len(packed)
        lanes = zip(self._shifts, self._bias, strict=True)
        sums = [float((total >> shift & _LANE) - lifted + bias) for shift, bias in lanes]
        for trait, value in traits.items():
            if value != 1.0 and (weights := self._weights.get(trait)):
                sums = [sum + value * weight for sum, weight in zip(sums, weights, strict=True)]
        most = max(sums)
        raised = [exp((sum - most) / SCALE) for sum in sums]
        whole = sum(raised)
        return {name: one / whole for name, one in zip(self.classes, raised, strict=True)}


@cache
def learned() -> Learned:
    """The weights that ship."""
    kept = json.loads(FILE.read_bytes())
    return Learned(kept["classes"], kept["bias"], kept["weights"])
