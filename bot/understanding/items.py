"""The entries of a guide's lists, found by their names, by other words for them, or by what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from bot.career.guide import TOPICS, Guide, Item
from bot.understanding.lexicon import Lexicon, Word
from bot.understanding.patterns import Match, Patterns, kept
from bot.understanding.text import normal

OTHER_WORDS = 0.8  # what a word of an entry's other names counts, beside 1 for its own name


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its place: topic, part of the topic, and position from 0. `phrase` is its name's keys."""

    topic: str
    part: str
    position: int
    item: Item
    phrase: str


class Entries:
    """All entries of one guide, indexed by phrase and by word."""

    def __init__(self, guide: Guide, lexicon: Lexicon) -> None:
        self.all = tuple(_entries(guide, lexicon))
        self._phrases: Patterns[Entry] = Patterns(str)
        self._words: dict[str, dict[int, float]] = defaultdict(dict)
        self._titles: dict[str, list[Entry]] = defaultdict(list)
        self._alone: set[str] = set()  # single words that name an entry, as they are written
        for number, entry in enumerate(self.all):
            self._learn(number, entry, lexicon)
        self._weights = {
            key: log(1 + len(self.all) / len(holders)) / 2 for key, holders in self._words.items()
        }

    def _learn(self, number: int, entry: Entry, lexicon: Lexicon) -> None:
        self._titles[entry.item.name].append(entry)
        shares: dict[str, float] = {}
        for phrase in (entry.item.name, *entry.item.also):
            words = lexicon.spelled(normal(phrase))
            telling = lexicon.without_noise(words)
            self._phrases.add_steps([lexicon.key(word) for word in telling], entry)
            if len(telling) == 1:
                self._alone.update(_one_and_many(telling[0]))
            for word in words:
                shares.setdefault(word, 1.0 if phrase is entry.item.name else OTHER_WORDS)
        for word, share in shares.items():
            if lexicon.weight(word) > 0:
                self._words[lexicon.key(word)].setdefault(number, share)

    def named(self, name: str) -> tuple[Entry, ...]:
        """The entries of exactly this name."""
        return tuple(self._titles.get(name, ()))

    def phrases(self, words: Sequence[Word]) -> list[Match[tuple[Entry, ...]]]:
        """Entries named whole, by their own name or another; none within a longer one.

        A single word names one only as it is written: a plan is no planning, and "it" is not IT.
        """
        found = [
            match
            for match in self._phrases.phrases([word.key for word in words])
            if match.end > match.start + 1 or self._names(words[match.start])
        ]
        return kept(found, lambda entries: 1.0) if len(found) > 1 else found

    def _names(self, word: Word) -> bool:
        return word.weight > 0 and word.word in self._alone

    def with_word(self, key: str, topics: Sequence[str]) -> list[Entry]:
        """The entries of these topics whose own name has that word."""
        numbers = (number for number, share in self._words.get(key, {}).items() if share == 1.0)
        return [self.all[number] for number in sorted(numbers) if self.all[number].topic in topics]

    def sharing(self, words: Sequence[Word], topics: Sequence[str]) -> int:
        """The telling words that the name of an entry of these topics has, as a mask."""
        return sum(
            1 << at for at, word in enumerate(words) if word.weight and self.with_word(word.key, topics)
        )

    def place(self, entry: Entry, words: Sequence[Word]) -> tuple[int, int]:
        """From the first up to behind the last of the words that the entry uses."""
        number = self.all.index(entry)
        used = [
            at for at, word in enumerate(words) if word.weight and number in self._words.get(word.key, ())
        ]
        return (used[0], used[-1] + 1) if used else (0, 0)

    def near(self, words: Sequence[Word]) -> Mapping[int, float]:
        """How much the words share with each entry's (by its number in `all`), by how telling they are."""
        shared: dict[int, float] = defaultdict(float)
        for key, weight in {word.key: word.weight for word in words}.items():
            for number, share in self._words.get(key, {}).items():
                shared[number] += share * self._weights[key] * (0.5 + weight)
        return shared


def _one_and_many(word: str) -> tuple[str, ...]:
    return (word, word.removesuffix("s")) if word.endswith("s") else (word, word + "s", word + "es")


def _entries(guide: Guide, lexicon: Lexicon) -> list[Entry]:
    return [
        Entry(topic, listing.part, position, item, lexicon.phrase(item.name))
        for topic in TOPICS
        for listing in guide.listings(topic)
        for position, item in enumerate(listing.items)
    ]
