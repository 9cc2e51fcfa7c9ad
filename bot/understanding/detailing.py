"""What narrows a question down: levels, amounts, steps, and entries that are named or described."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.career.guide import NEXT_STEPS, SALARY
from bot.career.question import Details
from bot.understanding.choosing import names_the_one
from bot.understanding.hearing import Heard
from bot.understanding.items import Entry
from bot.understanding.membership import is_brief, is_yes_or_no
from bot.understanding.naming import Names, names
from bot.understanding.narrowing import levels_asked
from bot.understanding.situation import Situation
from bot.understanding.stepping import steps
from bot.understanding.stepsymbols import Anchor, anchors_from

LEVEL = frozenset("level band bracket tier grade".split())


def details(situation: Situation, topics: tuple[str, ...], levels: Sequence[str], count: int) -> Details:
    """The details of a question about these topics.

    `levels` are a salary's, lowest first; `count` is how many steps there are.
    """
    heard = situation.heard
    found = names(heard, situation.decision, topics, situation.entries)
    before = situation.memory.details.levels if SALARY in situation.memory.topics else ()
    asked_levels = _levels(situation, topics, levels, before) if SALARY in topics else ()
    sums = [sum for _, _, sum in heard.amounts]
    brief = is_brief(heard) and not names_the_one(heard.words)
    asked = is_yes_or_no(heard) or (bool(found.entries or found.unlisted) and brief)
    return Details(
        levels=asked_levels or (before if sums and not _asks_which_level(heard) else ()),
        amount=sums[0] if sums and SALARY in topics else None,
        up_to=_upper_end(heard) if SALARY in topics else None,
        steps=_steps(situation, found, count) if NEXT_STEPS in topics else (),
        items=_item_names(found.entries),
        close=_item_names(found.close),
        unlisted=found.unlisted if asked else (),
        membership=asked,
        compare=len(asked_levels) > 1,
        count=_asks_how_many(heard),
    )


def _levels(
    situation: Situation, topics: tuple[str, ...], levels: Sequence[str], before: tuple[str, ...]
) -> tuple[str, ...]:
    """By number only where the talk goes on: "and the second?" """
    return levels_asked(situation.heard, tuple(levels), before, by_order=topics != situation.decision.topics)


def _asks_which_level(heard: Heard) -> bool:
    """ "What level is 250k": any may be meant, whichever was talked about."""
    return bool(LEVEL & {word.key for word in heard.words})


def _upper_end(heard: Heard) -> int | None:
    """The 200,000 of "between 150 and 200k"."""
    if len(heard.amounts) != 2:
        return None
    (_, end, low), (start, _, high) = heard.amounts
    said = [word.word for word in heard.words[end:start]]
    return high if low < high and said in (["to"], ["and"]) else None


def _asks_how_many(heard: Heard) -> bool:
    pairs = set(pairwise(word.key for word in heard.words))
    return bool(pairs & {("how", "many"), ("number", "of")})


def _steps(situation: Situation, found: Names, count: int) -> tuple[int, ...]:
    memory = situation.memory
    before = memory.details.steps if NEXT_STEPS in memory.topics else ()
    words, anchors = situation.heard.words, list(_anchors(situation, found))
    start = _counted_from(situation.heard, anchors)
    taken_back = steps(words[:start], count, (), ())
    counted = steps(words[start:], count, anchors_from(anchors, start), before or taken_back)
    return counted or tuple(entry.position + 1 for entry in found.entries if entry.topic == NEXT_STEPS)


def _counted_from(heard: Heard, anchors: Sequence[Anchor]) -> int:
    """Where a correction begins that counts anew: "step three? sorry, four"; else the beginning."""
    numbers = (at for at, *_ in heard.numbers if heard.words[at].word != "one")
    said = (*numbers, *(anchor.start for anchor in anchors))
    return heard.corrected if any(at >= heard.corrected for at in said) else 0


def _anchors(situation: Situation, found: Names) -> Iterator[Anchor]:
    """The steps that are named, else the one described, and where."""
    heard, entries = situation.heard, situation.entries
    whole = False
    for match in heard.entries:
        for entry in match.value:
            if entry.topic == NEXT_STEPS and not match.mask & heard.dropped:
                whole = True
                yield Anchor(entry.position + 1, match.start, match.end)
    if entries and not whole:
        for entry in (*found.entries, *found.close)[:1]:
            if entry.topic == NEXT_STEPS:
                yield Anchor(entry.position + 1, *entries.place(entry, heard.words))


def _item_names(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.item.name for entry in entries))
