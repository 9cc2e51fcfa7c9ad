"""What was once worked out of a word, kept: people and libraries use the same few thousand words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MOST = 50_000  # words that are kept; whatever people type, the memory stays bounded

T = TypeVar("T")


class Memo(dict[str, T]):
    """What `work` makes of each word; `memo[word]` works it out the first time only."""

    def __init__(self, work: Callable[[str], T]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> T:
        found = self._work(word)
        if len(self) < MOST:
            self[word] = found
        return found
