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
from bot.understanding.traits import WHOLE

FILE = Path(__file__).with_name("learned.json")
OUTSIDE = "outside"  # asks for what guides don't hold
VAGUE = "vague"  # asks about a role, and does not say what
NOTHING = "nothing"  # asks for nothing
SCALE = 100  # weights are kept as whole hundredths

# A trait's weights for all classes are packed into one number, a lane of bits a class, and added at once: a
# fifth of the time that adding them one by one takes.
_BITS = 40
_LANE = (1 << _BITS) - 1
_LIFT = 1 << 20  # keeps each lane positive; ten thousand traits fit


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

    def shares(self, traits: Mapping[str, int]) -> dict[str, float]:
        """How likely the span asks for each topic, for something else, or for nothing; 1 in all.

        Traits count in parts of WHOLE.
        """
        total = parts = 0
        packed = self._packed
        for trait, value in traits.items():
            if number := packed[trait]:
                total += number * value
                parts += value
        lifted = _LIFT * parts
        lanes = zip(self._shifts, self._bias, strict=True)
        sums = [((total >> shift & _LANE) - lifted) / WHOLE + bias for shift, bias in lanes]
        most = max(sums)
        raised = [exp((sum - most) / SCALE) for sum in sums]
        whole = sum(raised)
        return {name: one / whole for name, one in zip(self.classes, raised, strict=True)}


@cache
def learned() -> Learned:
    """The weights that ship."""
    kept = json.loads(FILE.read_bytes())
    return Learned(kept["classes"], kept["bias"], kept["weights"])
