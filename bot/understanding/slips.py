"""How fingers slip: letters left out, added, swapped, or hit beside the right key."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.contractions import SHORT
from bot.understanding.frequency import frequencies

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = frozenset("aeiou")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEY = {letter: (row, at + row / 2) for row, keys in enumerate(_ROWS) for at, letter in enumerate(keys)}
COMMON = 3.5  # how common an English word must be to be meant


def shortened(word: str) -> set[str]:
    """A word without each of its letters in turn."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def neighbours(one: str, other: str) -> bool:
    """Whether two letters lie side by side, or are vowels, which people mix up."""
    if one in _VOWELS and other in _VOWELS:
        return True
    if one not in _KEY or other not in _KEY:
        return False
    (row, place), (other_row, other_place) = _KEY[one], _KEY[other]
    return abs(row - other_row) <= 1 and abs(place - other_place) <= 1


_KEYS_NEAR = {one: "".join(other for other in _LETTERS if neighbours(one, other)) for one in _LETTERS}


def english_near(word: str) -> Iterator[str]:
    """Common English words at one edit's distance; the shorter the word, the fewer slips are believed."""
    english = frequencies()
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {left + letter + right for left, right in parts for letter in _LETTERS}
    near.update(left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1)
    if len(word) > 3:
        meant = _KEYS_NEAR if len(word) == 4 else {}
        swaps = [(left, meant.get(right[0], _LETTERS), right[1:]) for left, right in parts if right]
        near.update(left + letter + right for left, letters, right in swaps for letter in letters)
    if len(word) > 4:
        near.update(left + right[1:] for left, right in parts if right)
    least = {3: 5.5, 4: 4.5}.get(len(word), COMMON)
    return (meant for meant in near if meant != word and (english.get(meant, 0.0) >= least or meant in SHORT))


def likelihood(word: str, meant: str) -> float:
    """How usual the one difference is: swapped or doubled letters most, a far key least."""
    if len(word) == len(meant):
        places = [at for at, pair in enumerate(zip(word, meant, strict=True)) if pair[0] != pair[1]]
        if len(places) == 2:
            return 1.0
        return 0.3 if places and neighbours(word[places[0]], meant[places[0]]) else -0.3
    longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
    at = next(
        (at for at, pair in enumerate(zip(longer, shorter, strict=False)) if pair[0] != pair[1]), len(shorter)
    )
    return 0.6 if at and longer[at] == longer[at - 1] else 0.4
