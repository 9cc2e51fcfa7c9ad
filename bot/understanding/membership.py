"""Questions to be answered with yes or no: whether a name is on a list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bot.understanding.hearing import Heard
from bot.understanding.lexicon import Word
from bot.understanding.traits import AUXILIARIES, STARTERS

OPEN = STARTERS - AUXILIARIES - {"list", "tell", "show"}  # words that ask for more than yes or no
POINTING = frozenset({"that", "it", "they", "this", "those", "these"})
HIRES = "hire"
BRIEF = 5  # words of a text that may be a name and little more


@lru_cache(maxsize=1)  # asked several times of the text at hand
def is_yes_or_no(heard: Heard) -> bool:
    """Whether a clause begins as yes/no questions do, or asks whether something is listed."""
    begins = [heard.words[at] for at in {0, *heard.clause.borders} if _begins(heard, at)]
    return (
        any(word.key in AUXILIARIES for word in begins)
        or _turns_round(heard)
        or _only_sounds_asked(heard)
        or any(word.word == "whether" for word in heard.words)
        or _begins_with_name(heard, begins)
        or not _listing(heard) <= {word.sentence for word in begins if word.key in OPEN}
    )


def _begins(heard: Heard, at: int) -> bool:
    """Whether a clause begins there, and not with "what about", which asks for no more than yes or no."""
    return at < len(heard.words) and not _is_what_about(heard, at)


def _listing(heard: Heard) -> set[int]:
    """The sentences that ask whether something is on a list."""
    return {word.sentence for at, word in enumerate(heard.words) if heard.listed >> at & 1}


def _is_what_about(heard: Heard, at: int) -> bool:
    return [word.key for word in heard.words[at : at + 2]] == ["what", "about"]


def _begins_with_name(heard: Heard, begins: Sequence[Word]) -> bool:
    """ "Cost forecasting a common gap?", "any jobs at Tesla" """
    named = (*heard.entries, *heard.known)
    if not named or any(word.key in OPEN for word in begins):
        return False
    opens = any(match.start == 0 and match.end < len(heard.words) for match in heard.entries)
    return (opens and heard.words[-1].asked) or any(word.key == "any" for word in begins)


def _turns_round(heard: Heard) -> bool:
    """ "... is that", "... do they": a question within a clause."""
    words = heard.words
    return any(
        one.key in AUXILIARIES and other.key in POINTING and (not at or words[at - 1].key not in OPEN)
        for at, (one, other) in enumerate(pairwise(words))
    )


def _only_sounds_asked(heard: Heard) -> bool:
    """ "Initech hiring for this?": a statement about somebody who hires, with a question mark."""
    keys = {word.key for word in heard.words}
    return heard.words[-1].asked and HIRES in keys and not keys & OPEN


def is_brief(heard: Heard) -> bool:
    """ "And Tesla?", "what about Tesla", "Tesla?" """
    first = [word.key for word in heard.words[:2]]
    return len(heard.words) <= BRIEF and (first[0] not in OPEN or first[1:] == ["about"])
