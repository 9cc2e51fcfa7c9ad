"""From a text to the words that are compared: short forms spelled out, one key for all that mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from bot.career.words import Words
from bot.understanding.frequency import zipf
from bot.understanding.memo import Memo
from bot.understanding.patterns import Patterns
from bot.understanding.stems import stem
from bot.understanding.text import Kind, Token, normal

COMMON = 6.3  # words as common as this one ("work") tell nothing of what a question is about
RANGE = 2.8
LEAST = 0.01  # of any word that is not framing


class Word(NamedTuple):
    """A word to compare. `weight` is how telling it is, 0 to 1; `at` the first of its tokens,
    `until` the one behind its last."""

    key: str
    word: str
    weight: float
    at: int
    kind: Kind
    value: float | None
    sentence: int
    clause: int
    asked: bool
    until: int


class Lexicon:
    """What words mean the same, which mean nothing, and how telling each is."""

    def __init__(self, words: Words) -> None:
        self._same: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        for group in words.same:
            self._same.update(dict.fromkeys(group, group[0]))
        for group in words.same:
            for word in group:
                self._stems.setdefault(stem(word), group[0])
        self._plain = Memo(self._parts)
        self._keys = Memo(self._key)
        self._short = {short: normal(full) for short, full in words.short.items()}
        self._noise: Patterns[None] = Patterns(str)
        for phrase in words.noise:
            self._noise.add(" ".join(normal(phrase)), None)
        self._framing = {self.key(word) for phrase in words.framing for word in normal(phrase)}
        self._weights = Memo(self._weigh)
        self._read = Memo(self._reading)

    def key(self, word: str) -> str:
        """What a word is compared by: the word that stands for its group, else its stem."""
        return self._keys[word]

    def _key(self, word: str) -> str:
        found = self._same.get(word)
        if found is None:
            root = stem(word)
            found = self._stems.get(root, root)
        return found

    def keys(self, phrase: str) -> tuple[str, ...]:
        """The keys of a phrase of the library, short forms spelled out, noise kept."""
        return tuple(self.key(word) for word in self.spelled(normal(phrase)))

    def phrase(self, phrase: str) -> str:
        """A phrase of the library as texts are read: keys, noise dropped, with spaces between."""
        return " ".join(map(self.key, self.quiet(phrase)))

    def quiet(self, phrase: str) -> list[str]:
        """The words of a phrase as texts are read, noise dropped."""
        return self.without_noise(self.spelled(normal(phrase)))

    def without_noise(self, words: Sequence[str]) -> list[str]:
        return [words[at] for at in self._telling(words)]

    def _telling(self, words: Sequence[str]) -> Iterator[int]:
        """Which of the words are no noise."""
        at = 0
        for noise in self._noise.phrases(words):
            if noise.start >= at:
                yield from range(at, noise.start)
                at = noise.end
        yield from range(at, len(words))

    def spelled(self, words: Sequence[str]) -> list[str]:
        return [part for word in words for part in self._short.get(word, (word,))]

    def words(self, tokens: Sequence[Token]) -> list[Word]:
        """The words of a text without noise."""
        return self.telling(self.all_words(tokens))

    def telling(self, every: Sequence[Word]) -> list[Word]:
        """Of all words those that are no noise."""
        return [every[at] for at in self._telling([word.word for word in every])]

    def all_words(self, tokens: Sequence[Token]) -> list[Word]:
        return [
            Word(
                key,
                word,
                weight,
                at,
                token.kind,
                token.value,
                token.sentence,
                token.clause,
                token.asked,
                at + 1,
            )
            for at, token in enumerate(tokens)
            for key, word, weight in self._read[token.word]
        ]

    def _reading(self, word: str) -> list[tuple[str, str, float]]:
        """The key, word and weight of each of the words that one stands for."""
        return [(self.key(part), part, self.weight(part)) for part in self._short.get(word, (word,))]

    def is_noise(self, word: str) -> bool:
        return self._noise.longest([word], 0) is not None

    def weight(self, word: str) -> float:
        return self._weights[word]

    def _weigh(self, word: str) -> float:
        return 0.0 if self.key(word) in self._framing else max(LEAST, _rarity(word))

    def plain(self, pattern: str) -> str:
        """A pattern as texts are read: short forms spelled out, noise dropped."""
        return " ".join(self.steps(pattern))

    def steps(self, pattern: str) -> list[str]:
        """The steps of a pattern as texts are read."""
        return list(chain.from_iterable(map(self._plain.__getitem__, pattern.split())))

    def _parts(self, step: str) -> tuple[str, ...]:
        spelled = self.spelled(normal(step)) if step.isalnum() else [step]
        return tuple(part for part in spelled if not self.is_noise(part))


def _rarity(word: str) -> float:
    """How telling a word is by how rare it is in English: 0 for common ones, 1 for rare and unknown ones."""
    return min(1.0, max(0.0, (COMMON - zipf(word)) / RANGE))


def collapsed(words: Sequence[Word], start: int, end: int, key: str) -> Word:
    """Several words as one that is compared by `key`."""
    return words[start]._replace(
        key=key, word=" ".join(word.word for word in words[start:end]), weight=0.0, until=words[end - 1].until
    )
