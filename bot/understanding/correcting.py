"""What somebody takes back within a message: "a senior one, no wait, a mid-level one"."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import Any, TypeVar

from bot.understanding.patterns import Match

Found = TypeVar("Found", bound=tuple[object, ...])
Kinds = Callable[[Any], Set[str]]


def not_taken_back(
    found: Sequence[Found],
    places: Sequence[int],
    kinds: Kinds = lambda one: frozenset({""}),
) -> tuple[Found, ...]:
    """What was found (each begins with its place) without what is put right: a correction begins between it
    and something of its kind. `places` are those from which on something is put right."""
    kept = tuple(found)
    for place in places:
        put_right = {kind for one in kept if _place(one) >= place for kind in kinds(one)}
        kept = tuple(one for one in kept if _place(one) >= place or not put_right & kinds(one))
    return kept


def corrections(phrases: Sequence[Match[tuple[str, ...]]], borders: Set[int]) -> list[int]:
    """From where each puts something right: behind "no wait", or from the beginning of "mid I meant" on."""
    found = []
    for phrase in phrases:
        trails = phrase.end in borders and phrase.start not in borders
        found.append(max(at for at in borders if at <= phrase.start) if trails else phrase.end)
    return found


def _place(found: tuple[object, ...]) -> int:
    place = found[0]
    assert isinstance(place, int)
    return place
