"""What narrows a topic down: levels, amounts, and steps by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.understanding.lexicon import Lexicon, Word
from bot.understanding.patterns import Patterns

LEAST_PAY = (
    10_000  # a bare number below this counts thousands ("210 for a mid-level"), if it has three digits
)
MOST_PAY = 5_000_000


class Levels:
    """The words for the levels of a salary, as they are written: a beginner is not what begins."""

    def __init__(self, levels: Mapping[str, Sequence[str]], lexicon: Lexicon) -> None:
        self._phrases: Patterns[str] = Patterns(str)
        for level, names in levels.items():
            for name in (level, *names):
                self._phrases.add(" ".join(lexicon.quiet(name)), level)

    def find(self, words: Sequence[Word]) -> list[tuple[int, int, str]]:
        """Start, end and level of each that is named, longest first at each place, none within another."""
        found = []
        end = 0
        for match in self._phrases.phrases([word.word for word in words]):
            if match.start >= end:
                found.append((match.start, match.end, match.value[0]))
                end = match.end
        return found


def amounts(words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Start, end and yearly sum of each amount; a bare number of three digits counts thousands."""
    for at, word in enumerate(words):
        if word.value is None:
            continue
        if word.kind == "amount" and word.value < 1_000 and word.value >= 50:
            yield at, at + 1, int(word.value * 1_000)
        elif word.kind == "amount" or (word.kind == "number" and LEAST_PAY <= word.value <= MOST_PAY):
            yield at, at + 1, int(word.value)
        elif word.kind == "number" and 60 <= word.value < 1_000:
            yield at, at + 1, int(word.value * 1_000)


def numbers(words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of each small number or ordinal: what steps are counted by."""
    for at, word in enumerate(words):
        if (
            word.value is not None
            and word.kind != "amount"
            and 0 < word.value <= 50
            and word.value == int(word.value)
        ):
            yield at, at + 1, int(word.value)
