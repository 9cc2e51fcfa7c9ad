"""Questions that a company answers itself: which FAQ entry is asked for, learned from its examples alone.

The confidence says how likely any entry is asked for at all, and is the same measure for libraries of two
entries and of two hundred: from `ANSWER` on answer, from `OFFER` on offer the entry among others, below say
no. At `ANSWER` some 86 of 100 questions from elsewhere are turned away, and 1 of 100 of the entries' own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np

from bot.career.library import FaqEntry
from bot.career.question import Evidence
from bot.understanding.features import rarity
from bot.understanding.fitting import fit, softmax
from bot.understanding.likeness import Likeness, Vector
from bot.understanding.text import Tokens, normal

ANSWER = 0.5
OFFER = 0.4

_LABEL = 2.0  # examples that a label counts for: it says in few words what an entry is about
_TELLING = 0.4  # evidence are the words that speak at least this share of what the best one does


@dataclass(frozen=True, slots=True)
class _Trust:
    """What the confidence is made of, measured on public question sets.

    `share` weighs the log of an entry's share among all, `likeness` how alike the question is to the entry's
    examples, `coverage` how much of it the examples know at all. The more entries, the smaller each one's
    share: `size` makes up for it, from `usual` entries on. `middle` is where the confidence is one half.
    """

    share: float = 1.5
    likeness: float = 2.0
    coverage: float = 2.2
    size: float = 0.8
    usual: int = 77
    middle: float = -2.25
    steepness: float = 0.9


_TRUST = _Trust()


class FaqClassifier:
    """Learns entries from their example questions, each entry's label counting as two more.

    A hundred and fifty entries of ten examples take about a second, a question some tenths of a millisecond.
    """

    def __init__(self, entries: Iterable[FaqEntry]) -> None:
        entries = tuple(entries)
        phrasings = [list(map(normal, dict.fromkeys((entry.label, *entry.asks)))) for entry in entries]
        examples = [words for phrasing in phrasings for words in phrasing]
        self._ids = [entry.id for entry in entries]
        sizes = np.array([len(phrasing) for phrasing in phrasings])
        self._starts = np.cumsum(sizes) - sizes
        whose = np.repeat(np.arange(len(entries)), sizes)
        weights = np.ones(len(examples), np.float32)
        weights[self._starts] = _LABEL
        self._likeness = Likeness(examples, whose.tolist())
        alike = np.stack([self._likeness.to(words) for words in examples])
        self._speaks = fit(_kernel(alike), whose, weights)
        within = np.add.reduceat(np.add.reduceat(alike, self._starts, axis=0), self._starts, axis=1)
        self._spread = np.sqrt(np.maximum(np.diagonal(within), 1e-6))

    def rank(self, tokens: Tokens, most: int = 5) -> tuple[tuple[str, float], ...]:
        """The entries that mended tokens most likely ask for, best first, with confidences, 0 to 1.

        The others' confidences stand to the first one's as their shares do: a close second is a near reading.
        """
        words = tokens.words
        if not words:
            return ()
        alike = self._likeness.to(words)
        shares = softmax(_kernel(alike) @ self._speaks)
        likeness = np.add.reduceat(alike, self._starts) / self._spread
        best = np.argsort(-shares, kind="stable")[:most]
        sure = self._confidence(float(shares[best[0]]), float(likeness[best[0]]), self._coverage(words))
        return tuple((self._ids[at], sure * float(shares[at] / shares[best[0]])) for at in best)

    def evidence(self, tokens: Tokens, id: str) -> tuple[Evidence, ...]:
        """The asker's own words that speak most for an entry, in their order."""
        column = np.ascontiguousarray(self._speaks[:, self._ids.index(id)])
        spoken = [float(self._likeness.part(word) @ column) for word in tokens.words]
        least = max(_TELLING * max(spoken, default=0.0), 1e-6)
        telling = [at for at, value in enumerate(spoken) if value >= least]
        return tuple(Evidence(tokens.said(at, at + 1), id) for at in telling)

    def _coverage(self, words: Sequence[str]) -> float:
        """The share of a question, by how telling its words are, that the examples know. 0 to 1."""
        telling = [(rarity(word) - 1, self._likeness.features.knows(word)) for word in words]
        whole = sum(weight for weight, _ in telling)
        return sum(weight for weight, known in telling if known) / whole if whole else 0.0

    def _confidence(self, share: float, likeness: float, coverage: float) -> float:
        trust = _TRUST
        speaks = trust.share * log(max(share, 1e-9)) + trust.likeness * likeness + trust.coverage * coverage
        speaks += trust.size * log(len(self._ids) / trust.usual)
        return 1 / (1 + exp(-trust.steepness * (speaks - trust.middle)))


def _kernel(alike: Vector) -> Vector:
    """Likeness that also counts what words say together."""
    return alike + alike * alike
