"""What somebody takes back within a message: "a senior one, no wait, a mid-level one"."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import Any, TypeVar

from bot.understanding.patterns import Match

Found = TypeVar("Found", bound=tuple[object, ...])
Kinds = Callable[[Any], Set[str]]


def not_taken_back(
    found: Sequence[Found],
    corrections: Sequence[Match[tuple[str, ...]]],
    kinds: Kinds = lambda one: frozenset({""}),
) -> tuple[Found, ...]:
    """What was found (each begins with its place) without what is put right: a correction stands between it
    and something of its kind."""
    kept = tuple(found)
    for correction in corrections:
        put_right = {kind for one in kept if _place(one) >= correction.end for kind in kinds(one)}
        kept = tuple(one for one in kept if _place(one) >= correction.end or not put_right & kinds(one))
    return kept


def _place(found: tuple[object, ...]) -> int:
    place = found[0]
    assert isinstance(place, int)
    return place
