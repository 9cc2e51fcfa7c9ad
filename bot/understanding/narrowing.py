"""Which levels of a salary are asked for."""

from __future__ import annotations

from bot.understanding.hearing import Heard, span_mask
from bot.understanding.stepping import Anchor, beside, steps

RULING_OUT = frozenset({"not", "longer", "never", "nowhere", "past", "beyond", "neither", "nor"})


def levels_asked(
    heard: Heard, known: tuple[str, ...], before: tuple[str, ...], by_order: bool
) -> tuple[str, ...]:
    """The levels asked for: by name, by where they stand beside another (`before` are those talked about
    last) or (`by_order`) by number; where some are only ruled out, the others."""
    order = {level: number for number, level in enumerate(known, 1)}
    anchors = [Anchor(order[level], start, end) for start, end, level in heard.levels]
    found = beside(heard.words, len(known), anchors, sorted(order[level] for level in before))
    if found:
        return tuple(known[number - 1] for number in found)
    named = [(level, _is_ruled_out(heard, start, end)) for start, end, level in heard.levels]
    if by_order and not named:
        counted = steps(heard.words, len(known), (), ())
        named = [(known[number - 1], bool(heard.dropped)) for number in counted if number <= len(known)]
    asked = tuple(dict.fromkeys(level for level, out in named if not out))
    if asked or not named:
        return asked
    out = {level for level, _ in named}
    return tuple(level for level in known if level not in out)


def _is_ruled_out(heard: Heard, start: int, end: int) -> bool:
    """ "Not senior", "past the newbie stage"."""
    clause = heard.words[start].clause
    before = {word.word for word in heard.words[max(0, start - 3) : start] if word.clause == clause}
    return bool(span_mask(start, end) & heard.dropped or before & RULING_OUT)
