"""Which levels of a salary are asked for."""

from __future__ import annotations

from itertools import pairwise

from bot.understanding.hearing import Heard, span_mask
from bot.understanding.stepping import beside, steps
from bot.understanding.stepsymbols import Anchor

LOWEST = frozenset("lowest lower least smallest minimum min floor bottom".split())
HIGHEST = frozenset("highest higher most biggest largest maximum max ceiling top upper".split())
OF_MANY = frozenset("out people folks companies employers skills managers common likely".split())
COMPARING = frozenset("differ differenc distanc jump gap versus rais leap more big bigger".split())
OTHER, ENDS = frozenset("other opposite far".split()), frozenset("end extreme side".split())
RULING_OUT = frozenset("not without except longer never nowhere past beyond neither nor".split())


def levels_asked(
    heard: Heard, known: tuple[str, ...], before: tuple[str, ...], by_order: bool
) -> tuple[str, ...]:
    """The levels asked for: by name, by where they stand beside another (`before` are those talked about
    last) or (`by_order`) by number; where some are only ruled out, the others."""
    order = {level: number for number, level in enumerate(known, 1)}
    levels = [one for one in heard.levels if not span_mask(one[0], one[1]) & heard.background]
    anchors = [Anchor(order[level], start, end) for start, end, level in levels]
    comparing = COMPARING & {word.key for word in heard.words}
    found = beside(heard.words, len(known), anchors, sorted(order[level] for level in before))
    if found and not comparing:
        return tuple(known[number - 1] for number in found)
    named = [(level, _is_ruled_out(heard, start, end)) for start, end, level in levels]
    ends = () if named else _ends(heard, known) or _other_end(heard, known, before)
    if ends:
        return ends
    if by_order and not named:
        counted = steps(heard.words, len(known), (), ())
        named = [(known[number - 1], bool(heard.dropped)) for number in counted if number <= len(known)]
    out = {level for level, ruled_out in named if ruled_out}
    asked = tuple(dict.fromkeys(level for level, _ in named if level not in out))
    if asked or not named:
        return asked
    return tuple(level for level in known if level not in out)


def _ends(heard: Heard, known: tuple[str, ...]) -> tuple[str, ...]:
    """The lowest or the highest, or so many of them."""
    said = {word.word for word in heard.words}
    if said & LOWEST and said & HIGHEST:
        return ()
    for behind, word, ahead in zip((None, *heard.words), heard.words, (*heard.words[1:], None), strict=False):
        lowest, highest = word.word in LOWEST, word.word in HIGHEST
        if behind and behind.word == "at" and word.word in ("least", "most"):
            continue
        if word.word == "most" and ahead and ahead.word == "of":
            continue
        if (lowest or highest) and not (ahead and ahead.word in OF_MANY):
            many = int(ahead.value) if ahead and ahead.value and ahead.value < len(known) else 1
            return known[:many] if lowest else known[-many:]
    return ()


def _other_end(heard: Heard, known: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    said = pairwise(word.word for word in heard.words)
    if not before or not any(one in OTHER and other in ENDS for one, other in said):
        return ()
    return known[:1] if before[0] == known[-1] else known[-1:]


def _is_ruled_out(heard: Heard, start: int, end: int) -> bool:
    """ "Not senior", "past the newbie stage"."""
    clause = heard.words[start].clause
    before = {word.word for word in heard.words[max(0, start - 3) : start] if word.clause == clause}
    return bool(span_mask(start, end) & heard.dropped or before & RULING_OUT)
