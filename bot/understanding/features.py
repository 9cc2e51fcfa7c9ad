"""What makes two questions alike: shared word stems, stem pairs and spelling, the telling ones most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt

from bot.understanding.frequency import zipf
from bot.understanding.stems import stem

_RARITY = 0.55  # how much of a word's weight is its rarity in English, the rest being that in the library
_PAIRS = 0.09  # what stem pairs count for beside words (1) and their spelling (1)
_SHORTEST, _LONGEST = 2, 4  # letters of the pieces that stand for a word's spelling
_START, _END = "^", "$"

LENGTH = 2 + _PAIRS  # of a question's features altogether: words, their spelling, and pairs

Weights = Mapping[str, float]


@lru_cache(maxsize=50_000)
def rarity(word: str) -> float:
    """How telling a word is by its rarity in English at large: 1 for "the", 8 for a word that no list has."""
    return min(8.0, max(1.0, 8.0 - zipf(word)))


def pieces(word: str) -> Counter[str]:
    """The runs of two to four letters of a word, its borders marked."""
    bordered = f"{_START}{word}{_END}"
    sizes = range(_SHORTEST, min(_LONGEST, len(bordered)) + 1)
    return Counter(bordered[at : at + size] for size in sizes for at in range(len(bordered) - size + 1))


def pairs(words: Sequence[str]) -> list[str]:
    """The neighbouring stems of a question, its ends included."""
    stems = [_START, *map(stem, words), _END]
    return [f"{one} {other}" for one, other in pairwise(stems)]


def _together(words: Iterable[str], spelled: Mapping[str, frozenset[str]]) -> Set[str]:
    return frozenset().union(*(spelled[word] for word in words))


class Features:
    """The features of questions, weighted by how telling they are among the given examples.

    A word tells by how few entries use it at all: one entry may well use it in every example.
    """

    def __init__(self, examples: Sequence[Sequence[str]], entries: Sequence[int]) -> None:
        self._count = len(examples)
        self._entries = len(set(entries))
        said = {(entry, stem(word)) for entry, words in zip(entries, examples, strict=True) for word in words}
        self._stems = Counter(root for _, root in said)
        self._weights = {word: self._weighed(word) for words in examples for word in words}
        self._pairs = Counter(pair for words in examples for pair in set(pairs(words)))
        spelled = {word: frozenset(pieces(word)) for words in examples for word in words}
        self._pieces = Counter(piece for words in examples for piece in _together(words, spelled))

    def knows(self, word: str) -> bool:
        """Whether a word of the same family is in the examples."""
        return stem(word) in self._stems

    def weight(self, word: str) -> float:
        """How telling a word is, here and in English at large."""
        known = self._weights.get(word)
        return known if known is not None else self._weighed(word)

    def _weighed(self, word: str) -> float:
        here = log((1 + self._entries) / (1 + self._stems[stem(word)])) + 1
        return (1 - _RARITY) * here + _RARITY * rarity(word)

    def of_word(self, word: str) -> Weights:
        """A word's own features: its stem, and its spelling of the same weight in all."""
        weight = self.weight(word)
        spelling = {piece: n * self._rare(self._pieces, piece) for piece, n in pieces(word).items()}
        length = sqrt(sum(value * value for value in spelling.values()))
        features = {f"-{piece}": weight * value / length for piece, value in spelling.items()}
        features[stem(word)] = weight
        return features

    def of_pairs(self, words: Sequence[str]) -> dict[str, float]:
        """A question's pairs, of length one together and then weighted."""
        values = {pair: self._rare(self._pairs, pair) for pair in pairs(words)}
        length = sqrt(sum(value * value for value in values.values()))
        return {pair: sqrt(_PAIRS) * value / length for pair, value in values.items()}

    def length(self, words: Sequence[str]) -> float:
        """What the sum of the words' features is divided by, so that long questions weigh no more."""
        return sqrt(sum(self.weight(word) ** 2 for word in words)) or 1.0

    def _rare(self, counts: Mapping[str, int], feature: str) -> float:
        return log((1 + self._count) / (1 + counts.get(feature, 0))) + 1
