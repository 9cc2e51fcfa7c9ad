"""Typing mistakes made on purpose, to measure how well they are understood."""

from __future__ import annotations

import re
from random import Random

_WORD = re.compile(r"[^\W\d_]{4,}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def scramble(text: str, rng: Random, rate: float = 0.3) -> str:
    """The text with one random edit in each word of more than three letters, with probability `rate`.

    An edit leaves a letter out, adds or replaces one, or swaps two. The same seed makes the same text.
    """

    def typed(match: re.Match[str]) -> str:
        return _slip(match.group(), rng) if rng.random() < rate else match.group()

    return _WORD.sub(typed, text)


def _slip(word: str, rng: Random) -> str:
    at = rng.randrange(len(word))
    edit = rng.choice(("leave out", "add", "replace", "swap"))
    if edit == "leave out":
        return word[:at] + word[at + 1 :]
    if edit == "add":
        return word[:at] + rng.choice(_LETTERS) + word[at:]
    if edit == "replace":
        return word[:at] + rng.choice(_LETTERS) + word[at + 1 :]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
