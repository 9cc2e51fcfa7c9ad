"""How sure a reading is: what speaks for it, less the telling words that it leaves unexplained."""

from __future__ import annotations

from bot.understanding.deciding import Decision

ENOUGH = 1.62  # from here a question is answered: one word that may mean a topic is not enough
SOMETHING = 0.4  # from here choices are offered
LOOSE_COST = 2.0
LOOSE_FREE = 1.4  # weight of unexplained words that cost nothing where the role is spoken of,
LOOSE_BARE = 0.4  # and where nothing says so
FULL = 4.0


def worth(decision: Decision, about_role: bool) -> float:
    """What speaks for a reading, all told. Only a question about the role may sit in a story."""
    free = LOOSE_FREE if about_role else LOOSE_BARE
    return decision.score - LOOSE_COST * max(0.0, decision.loose - free)


def confidence(worth: float) -> float:
    """0 to 1."""
    return max(0.0, min(1.0, worth / FULL))


def is_enough(worth: float) -> bool:
    return worth >= ENOUGH


def is_something(worth: float) -> bool:
    return worth >= SOMETHING
