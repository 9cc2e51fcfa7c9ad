"""Whether a question asks for some entries of a list or for the whole list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from bot.career.guide import (
    EMPLOYERS,
    INDUSTRIES,
    NEXT_STEPS,
    PROGRESSION,
    RESPONSIBILITIES,
    SKILL_GAPS,
    SKILLS,
)
from bot.understanding.deciding import Decision
from bot.understanding.hearing import JOINTS, Heard
from bot.understanding.lexicon import Word
from bot.understanding.membership import is_brief, is_yes_or_no

Choice = Literal["all", "named", "described"]

# What an entry of each list is called.
NOUNS: Mapping[str, frozenset[str]] = {
    RESPONSIBILITIES: frozenset({"duty", "task"}),
    SKILLS: frozenset({"skill"}),
    PROGRESSION: frozenset({"titl"}),
    SKILL_GAPS: frozenset({"gap", "skill"}),
    EMPLOYERS: frozenset({"company", "employer"}),
    INDUSTRIES: frozenset({"industry"}),
    NEXT_STEPS: frozenset({"step"}),
}
FITTING = frozenset("about relat concern cover mention deal regard involv contain word under".split())
POINTING = frozenset("those one it".split())
NAME_AND_LITTLE = 6  # words of a text that may be an entry's name and little else
TELLING = 0.2  # words that tell less than this are no names
LACKING = frozenset("lack gap weak".split())
OTHERS = frozenset("other others else besid apart asid except".split())


def asking(heard: Heard, decision: Decision, topics: Sequence[str]) -> int:
    """The words of the sentences that say what is asked, as a mask; all where none does."""
    said = {
        heard.words[at].sentence
        for match in decision.matches
        if match.value.topic in topics
        for at in range(match.start, match.end)
    }
    every = (1 << len(heard.words)) - 1
    mask = sum(1 << at for at, word in enumerate(heard.words) if word.sentence in said)
    return mask or every


def named_list(heard: Heard, topics: Sequence[str]) -> str | None:
    """The list that a question is about by what it calls its entries: "one of the missing skills"."""
    keys = {word.key for word in heard.words}
    called = [topic for topic in topics if NOUNS.get(topic, frozenset()) & keys]
    if SKILL_GAPS in called and keys & LACKING:
        return SKILL_GAPS
    called = [topic for topic in called if topic != SKILL_GAPS or "gap" in keys]
    return called[0] if len(called) == 1 else None


def whole_entry(heard: Heard) -> tuple[str, ...]:
    """The topics of an entry whose own name of several words is said with little else."""
    if len(heard.words) > NAME_AND_LITTLE:
        return ()
    said = heard.clause.keys
    entries = [
        entry
        for match in heard.entries
        for entry in match.value
        if match.end - match.start > 1 and entry.phrase == " ".join(said[match.start : match.end])
    ]
    return tuple(dict.fromkeys(entry.topic for entry in entries))[:2]


def choice(heard: Heard, topics: Sequence[str], asked: int) -> Choice:
    """`named`: only entries that are named; `described`: also those that are put in other words."""
    words = [word for at, word in enumerate(heard.words) if asked >> at & 1]
    keys = {word.key for word in words}
    if _wants_others(words):
        return "all"
    nouns = frozenset().union(*(NOUNS.get(topic, frozenset()) for topic in topics))
    called = [word for word in words if word.key in nouns]
    if not called:
        return "described" if keys & FITTING and keys & POINTING else "named"
    if names_the_one(words):
        return "described"
    said = {"do with", "which of", "one of", "in it", "in them"} & set(map(" ".join, pairwise(_keys(words))))
    if keys & FITTING or said:
        return "described"
    if is_yes_or_no(heard):
        return "named"
    if any(not word.word.endswith("s") for word in called):
        return "described"
    return "named" if is_brief(heard) else "all"


def _wants_others(words: Sequence[Word]) -> bool:
    """ "Which other companies", but not "hospitals and other places"."""
    return any(
        word.key in OTHERS and not (behind and behind.key in JOINTS)
        for behind, word in zip((None, *words), words, strict=False)
    )


def names_the_one(words: Sequence[Word]) -> bool:
    """ "The finance one", but not "which one"."""
    return any(one.weight >= TELLING and other.word == "one" for one, other in pairwise(words))


def _keys(words: Sequence[Word]) -> list[str]:
    return [word.key for word in words]
