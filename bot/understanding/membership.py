"""Questions to be answered with yes or no: whether a name is on a list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bot.understanding.hearing import Heard
from bot.understanding.traits import STARTERS

AUXILIARIES = frozenset("be do can will must have".split())
OPEN = STARTERS - AUXILIARIES - {"list", "tell", "show"}  # words that ask for more than yes or no
POINTING = frozenset({"that", "it", "they", "this", "those", "these"})
HIRES = "hire"
BRIEF = 5  # words of a text that may be a name and little more


@lru_cache(maxsize=1)  # asked several times of the text at hand
def is_yes_or_no(heard: Heard) -> bool:
    """Whether a clause begins as yes/no questions do, or asks whether something is listed."""
    starts = {0, *heard.clause.borders} - {len(heard.words)}
    begins = [heard.words[at].key for at in starts if not _is_what_about(heard, at)]
    if any(key in AUXILIARIES for key in begins) or _turns_round(heard) or _only_sounds_asked(heard):
        return True
    if any(word.word == "whether" for word in heard.words) or _begins_with_name(heard, begins):
        return True
    return any(not _asks_openly(heard, sentence) for sentence in _listing(heard))


def _listing(heard: Heard) -> set[int]:
    """The sentences that say that something is on a list."""
    return {word.sentence for at, word in enumerate(heard.words) if heard.listed >> at & 1}


def _asks_openly(heard: Heard, sentence: int) -> bool:
    """Whether a clause of a sentence begins with a question word: more than yes or no is asked."""
    starts = {0, *heard.clause.borders} - {len(heard.words)}
    begins = [at for at in starts if heard.words[at].sentence == sentence and not _is_what_about(heard, at)]
    return any(heard.words[at].key in OPEN for at in begins)


def _is_what_about(heard: Heard, at: int) -> bool:
    return [word.key for word in heard.words[at : at + 2]] == ["what", "about"]


def _begins_with_name(heard: Heard, begins: Sequence[str]) -> bool:
    """ "Cost forecasting a common gap?", "any jobs at Tesla" """
    named = (*heard.entries, *heard.known)
    if not named or any(key in OPEN for key in begins):
        return False
    opens = any(match.start == 0 and match.end < len(heard.words) for match in heard.entries)
    return (opens and heard.words[-1].asked) or "any" in begins


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
