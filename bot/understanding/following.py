"""What a short question leaves out, taken from what was said before: "and for juniors?", "and Tesla?"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.career.guide import NEXT_STEPS, SALARY
from bot.career.memory import Memory
from bot.understanding.deciding import SURE, Decision
from bot.understanding.hearing import Heard
from bot.understanding.items import Entry
from bot.understanding.naming import NAMED_LISTS
from bot.understanding.stepping import BACK, ONWARD

SHORT = 9  # words that a question may have to lean on the one before it
LOOSE = 0.6  # weight of unexplained words from which a text is about something of its own


def topics(heard: Heard, decision: Decision, memory: Memory) -> tuple[str, ...]:
    """The topics that a question goes on with, or none where it stands for itself."""
    if not memory.topics or len(heard.words) > SHORT or decision.outside:
        return ()
    if _walks(heard) and {NEXT_STEPS, SALARY} & set(memory.topics):
        return (NEXT_STEPS,) if NEXT_STEPS in memory.topics else (SALARY,)
    if decision.topics and decision.score >= SURE:
        return ()
    if SALARY in memory.topics and (heard.levels or heard.amounts):
        return (SALARY,)
    named = _named(heard, memory.topics)
    if named:
        return named
    if set(memory.topics) & set(NAMED_LISTS) and _asks_on(heard):
        return memory.topics
    if heard.levels:
        return (SALARY,)
    return memory.topics if not decision.topics and decision.loose < LOOSE else ()


def _walks(heard: Heard) -> bool:
    """On or back from the step talked about, or to another by its number."""
    keys = {word.key for word in heard.words}
    counted = any(word.value is not None and word.kind != "amount" for word in heard.words)
    return counted or bool(keys & (ONWARD | BACK | {"last"}))


def _named(heard: Heard, remembered: Sequence[str]) -> tuple[str, ...]:
    """The topic of the entry that is named, the one talked about before if it is among several."""
    found: list[Entry] = [entry for match in heard.entries for entry in match.value]
    there = [topic for topic in remembered if any(entry.topic == topic for entry in found)]
    return tuple(there) or tuple(dict.fromkeys(entry.topic for entry in found))[:1]


def _asks_on(heard: Heard) -> bool:
    """ "And Tesla?", "what about Tesla": a name, and nothing else that says what is asked."""
    first = [word.key for word in heard.words[:2]]
    return first[:1] == ["and"] or first[1:] == ["about"] or len(heard.words) <= 2
