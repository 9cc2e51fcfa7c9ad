"""What a short question leaves out, taken from what was said before: "and for juniors?", "and Tesla?"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.career.guide import DEMAND, NEXT_STEPS, PROGRESSION, RESPONSIBILITIES, SALARY
from bot.career.memory import Memory
from bot.understanding.confidence import ALONE, OFFER
from bot.understanding.deciding import Decision
from bot.understanding.hearing import KINDS, Heard, span_mask
from bot.understanding.items import Entry
from bot.understanding.membership import is_brief, is_yes_or_no
from bot.understanding.naming import NAMED_LISTS, SPELLED
from bot.understanding.narrowing import HIGHEST, LOWEST

SHORT = 9  # words that a question may have to lean on the one before it
WHY = 5  # words of "why is that?", and no more
BACK = 6  # words that bring a role back and nothing else
LOOSE = 0.6  # weight of unexplained words from which a text is about something of its own
ROWS = (NEXT_STEPS, SALARY)  # what stands in a row, to walk up and down
ORDER = frozenset(
    "after then next before previous prior earlier back successor predecessor last first"
    " follow follows following subsequent more another above below up down under rest other higher lower"
    " middle top bottom end".split()
)
PLACES = frozenset("step rung level".split())
POINTING = frozenset("those these one that it there they".split())
CHOOSING = frozenset("which any one what who".split())
CORRECTING = frozenset("mean meant sorry rather instead".split())
THE_REST = frozenset("rest else other more all whole full entir complet".split())
REASON = frozenset("why reason how".split())


def topics(heard: Heard, decision: Decision, memory: Memory) -> tuple[str, ...]:
    """The topics that a question goes on with, or none where it stands for itself."""
    if not memory.topics or len(heard.words) > SHORT:
        return ()
    listed = _fitting(heard, memory.topics)
    keys = {word.key for word in heard.words}
    if listed and (is_brief(heard) or (is_yes_or_no(heard) and keys & POINTING)):
        return listed
    if decision.outside:
        return ()
    sure = decision.sure >= ALONE
    row = next((topic for topic in ROWS if topic in memory.topics), None)
    if row and row in decision.topics and (heard.levels or heard.amounts or _walks(heard)):
        return (row,)
    if SALARY in memory.topics and heard.levels and (keys & CORRECTING or _only_order(heard, decision)):
        return (SALARY,)
    elsewhere = row == SALARY and "step" in keys
    if row and _walks(heard) and not elsewhere and (not sure or _only_order(heard, decision)):
        return (row,)
    chosen = _named(heard, memory.topics)
    if chosen and set(chosen) <= set(memory.topics) and _picks(heard, keys):
        return chosen
    if DEMAND in memory.topics and keys & REASON and len(heard.words) <= WHY:
        return (DEMAND,)
    if SALARY in memory.topics and not sure and {word.word for word in heard.words} & (LOWEST | HIGHEST):
        return (SALARY,)
    lists = bool({*NAMED_LISTS, RESPONSIBILITIES, NEXT_STEPS} & set(memory.topics))
    fitting = ("do", "with") in pairwise(word.key for word in heard.words)
    if lists and keys & POINTING and keys & CHOOSING and (keys & SPELLED or fitting or not sure):
        return memory.topics
    if sure:
        return ()
    if SALARY in memory.topics and (heard.levels or heard.amounts):
        return (SALARY,)
    if chosen:
        return chosen
    if set(memory.topics) & set(NAMED_LISTS) and _asks_on(heard):
        return memory.topics
    if heard.levels:
        return (SALARY,)
    if keys & THE_REST and decision.loose < LOOSE:
        return memory.topics
    back = memory.other_role and any(mention.kind == "role" for mention in heard.mentions)
    nothing = decision.sure < OFFER or (back and len(heard.words) <= BACK)
    return memory.topics if nothing and decision.loose < LOOSE else ()


def _walks(heard: Heard) -> bool:
    """On or back from the step or level talked about, or to another by its number."""
    if [word.key for word in heard.words] == ["and"]:  # "and then?"
        return True
    return any(
        word.word in ORDER or (word.value is not None and word.kind != "amount") for word in heard.words
    )


def _picks(heard: Heard, keys: set[str]) -> bool:
    """ "Which of those is about money", "and about hiring?" """
    first = [word.key for word in heard.words[:2]]
    return bool(keys & POINTING and keys & CHOOSING) or first[0] == "about" or first == ["and", "about"]


def _fitting(heard: Heard, remembered: Sequence[str]) -> tuple[str, ...]:
    """The lists talked about on which a name of the world could be that is named: "docker?"."""
    kinds = {kind for match in heard.known for kind in match.value}
    return tuple(topic for topic in remembered if KINDS.get(topic) in kinds)


def _only_order(heard: Heard, decision: Decision) -> bool:
    """Whether what speaks for another topic are words for an order alone, or for a place in it."""
    spoken = 0
    for match in decision.matches:
        if match.value.topic in decision.topics:
            spoken |= match.mask
    words = [word for at, word in enumerate(heard.words) if spoken >> at & 1 and word.weight]
    placed = {at for start, end, _ in heard.levels for at in range(start, end)}
    return all(
        word.word in ORDER | POINTING | PLACES or word.value is not None or at in placed
        for at, word in enumerate(heard.words)
        if word in words
    )


def _named(heard: Heard, remembered: Sequence[str]) -> tuple[str, ...]:
    """The topic of the entry that is named, the one talked about before if it is among several."""
    role = 0
    for mention in heard.mentions:
        role |= span_mask(mention.start, mention.end) if mention.kind == "role" else 0
    found: list[Entry] = [entry for match in heard.entries if not match.mask & role for entry in match.value]
    there = [topic for topic in remembered if any(entry.topic == topic for entry in found)]
    return tuple(there) or tuple(dict.fromkeys(entry.topic for entry in found))[:1]


def _asks_on(heard: Heard) -> bool:
    """ "And Tesla?", "what about Tesla": a name, and nothing else that says what is asked."""
    first = [word.key for word in heard.words[:2]]
    return first[:1] == ["and"] or first[1:] == ["about"] or len(heard.words) <= 2 or is_brief(heard)


def asks_for_title(heard: Heard, memory: Memory) -> bool:
    """ "And CTO?" while the talk is of where a role leads."""
    return PROGRESSION in memory.topics and not memory.other_role and is_brief(heard)
