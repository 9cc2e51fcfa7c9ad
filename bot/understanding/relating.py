"""How a title without a guide relates to the role at hand, and whether that is what is asked."""

from __future__ import annotations

from dataclasses import replace

from bot.career.guide import EMPLOYERS, INDUSTRIES, NEXT_STEPS, PROGRESSION
from bot.career.memory import Memory
from bot.career.question import Details
from bot.understanding.confidence import ANSWER
from bot.understanding.hearing import Heard, span_mask
from bot.understanding.membership import is_yes_or_no
from bot.understanding.roles import Mention
from bot.understanding.situation import Situation

ANCHORS = frozenset("from after here later afterward eventual".split())
TOWARDS = frozenset("to into be become as toward for".split())
THIRD = frozenset("she her hers he him his".split())
POINTERS = ("that one", "this one", "last one", "first one", "second one", "third one")


def other_role(heard: Heard) -> Mention | None:
    """The title without a guide that is asked about, as opposed to what somebody is or was.

    What a third one is, is asked about where the question is about them: "... and what would she earn?"
    """
    found = [mention for mention in heard.mentions if _is_other(heard, mention)]
    corrected = [mention for mention in found if mention.start >= heard.corrected]
    return max(corrected or found, key=lambda one: heard.words[one.start].asked, default=None)


def _is_other(heard: Heard, mention: Mention) -> bool:
    place = span_mask(mention.start, mention.end)
    if mention.kind == "role" or place & heard.dropped:
        return False
    return not place & heard.background or _asked_for(heard, mention) or _is_aimed_at(heard, mention)


def _asked_for(heard: Heard, mention: Mention) -> bool:
    """Whether somebody else has or wants that title, and the question is about them."""
    before, behind = heard.words[: mention.start], heard.words[mention.end :]
    return not any(word.key == "i" for word in before) and any(word.word in THIRD for word in behind)


def _is_aimed_at(heard: Heard, mention: Mention) -> bool:
    """ "Could I end up as CTO", "what can an electrician move into": what is asked about, not what one is."""
    before = [word.key for word in heard.words[: mention.start]][-2:]
    return before == ["up", "as"] or (before[:1] in (["what"], ["where"]) and before[1:] in (["can"], ["do"]))


def names_role(heard: Heard) -> bool:
    """Whether a role of the library is named, and not only to rule it out."""
    return any(
        one.kind == "role" and not span_mask(one.start, one.end) & heard.dropped for one in heard.mentions
    )


def is_relation(situation: Situation, other: Mention) -> bool:
    """Whether the way from the role at hand to a title is asked for, not the title's own facts."""
    decision, title = situation.decision, other.kind == "title"
    if decision.sure < ANSWER or not {PROGRESSION, NEXT_STEPS} & set(decision.topics):
        return False
    answerable = title or decision.topics == (PROGRESSION,)
    if situation.heard.listed or (answerable and is_yes_or_no(situation.heard)):
        return True
    if title:
        return decision.topics[0] == PROGRESSION
    words = situation.heard.words
    aimed_at = other.start > 0 and words[other.start - 1].key in TOWARDS
    return aimed_at and any(word.key in ANCHORS for word in words)


def as_entry(found: Details, other: Mention, name: str) -> Details:
    """The title as an entry of where the role leads, or as one that is not among them."""
    if other.kind == "title":
        return replace(found, items=(other.name,), membership=True)
    return replace(found, unlisted=(name,), membership=True)


def is_of_an_entry(heard: Heard, memory: Memory) -> bool:
    """ "How much does that one pay?", said of an employer, a sector or a title."""
    said = " ".join(word.key for word in heard.words)
    pointed = any(one in said for one in POINTERS) or heard.words[-1].key == "there"
    return pointed and bool({EMPLOYERS, INDUSTRIES, PROGRESSION} & set(memory.topics))
