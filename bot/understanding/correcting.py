"""What somebody takes back within a message: "a senior one, no wait, a mid-level one"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.understanding.patterns import Match

Found = TypeVar("Found", bound=tuple[object, ...])


def not_taken_back(
    found: Sequence[Found], corrections: Sequence[Match[tuple[str, ...]]]
) -> tuple[Found, ...]:
    """Of what was found, each beginning with its place, what is said behind a correction where both sides
    have some; else all."""
    for correction in corrections:
        after = tuple(one for one in found if _place(one) >= correction.end)
        if after:
            found = after
    return tuple(found)


def _place(found: tuple[object, ...]) -> int:
    place = found[0]
    assert isinstance(place, int)
    return place
