"""How alike a question is to each of many examples, without looking at any example twice.

Numpy is imported here and in what builds on it: import these modules only where a library has FAQ entries.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import LENGTH, Features

Vector = NDArray[np.float32]
_REMEMBERED = 4_000  # words and pairs whose part in the likeness is kept


class Postings:
    """For each feature the things that have it, and how much it weighs in them."""

    def __init__(self, things: Iterable[Mapping[str, float]]) -> None:
        which: dict[str, array[int]] = defaultdict(lambda: array("i"))
        weight: dict[str, array[float]] = defaultdict(lambda: array("f"))
        self._count = 0
        for at, features in enumerate(things):
            for feature, value in features.items():
                which[feature].append(at)
                weight[feature].append(value)
            self._count += 1
        self._found = {
            feature: (np.frombuffer(which[feature], np.int32), np.frombuffer(weight[feature], np.float32))
            for feature in which
        }

    def __contains__(self, feature: str) -> bool:
        return feature in self._found

    def shared(self, features: Mapping[str, float]) -> NDArray[np.float64]:
        """For each thing how much it shares with the given features."""
        found = [(*self._found[key], value) for key, value in features.items() if key in self._found]
        if not found:
            return np.zeros(self._count)
        which = np.concatenate([at for at, _, _ in found])
        weight = np.concatenate([has * value for _, has, value in found])
        return np.bincount(which, weight, self._count).astype(np.float64)


class Likeness:
    """Words are compared with the examples' words, pairs with the examples' pairs; both are remembered."""

    def __init__(self, examples: Sequence[Sequence[str]], entries: Sequence[int]) -> None:
        self.features = Features(examples, entries)
        self._count = len(examples)
        said = [word for words in examples for word in words]
        column = {word: at for at, word in enumerate(dict.fromkeys(said))}
        self._spellings = Postings(map(self.features.of_word, column))
        self._pairs = Postings(map(self.features.of_pairs, examples))
        lengths = [self.features.length(words) for words in examples]
        # each word said: which one, in which example, and its share there
        self._said = np.array([column[word] for word in said], np.intp)
        self._in = np.repeat(np.arange(len(examples)), list(map(len, examples)))
        self._share = 1 / np.array(lengths)[self._in]
        self._known: dict[str, Vector] = {}

    def to(self, words: Sequence[str]) -> Vector:
        """How alike a question is to each example: 0 not at all, 1 the same."""
        alike = np.zeros(self._count, np.float32)
        for word in words:
            alike += self.part(word)
        alike /= self.features.length(words)
        for pair, weight in self.features.of_pairs(words).items():
            if pair in self._pairs:
                alike += self._pair(pair) * np.float32(weight)
        return alike / np.float32(LENGTH)

    def part(self, word: str) -> Vector:
        """A word's part in the likeness to each example, for a question of length one."""
        known = self._known.get(word)
        return known if known is not None else self._remember(word, self._of_word(word))

    def _pair(self, pair: str) -> Vector:
        known = self._known.get(pair)
        return known if known is not None else self._remember(pair, self._pairs.shared({pair: 1.0}))

    def _of_word(self, word: str) -> NDArray[np.float64]:
        like = self._spellings.shared(self.features.of_word(word))
        return np.bincount(self._in, like[self._said] * self._share, self._count).astype(np.float64)

    def _remember(self, feature: str, part: NDArray[np.float64]) -> Vector:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[feature] = part.astype(np.float32)
        return self._known[feature]
