"""Which steps of a roadmap are meant: by number, by order, or by the one before or after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.understanding.lexicon import Word

ONWARD = frozenset({"after", "then", "follow", "following", "subsequent"})
BACK = frozenset({"before", "previous", "prior", "preceding", "earlier"})
STEP = frozenset({"step", "number", "task", "item", "action", "thing", "one"})
SPAN = frozenset({"to", "through", "until"})
NO_STEP = frozenset({"place", "of", "off", "time", "job", "name", "day", "week", "month", "quarter"})


def steps(words: Sequence[Word], count: int, named: Sequence[int], before: Sequence[int]) -> tuple[int, ...]:
    """The numbers of the steps that are asked for, from 1 to `count` and beyond; none where all are.

    `named` are the steps that the words name, `before` those that were talked about last.
    """
    keys = {said for word in words for said in (word.key, word.word)}
    anchor = list(named) or list(before)
    if keys & BACK and anchor:
        return (max(1, anchor[0] - 1),)
    found = tuple(dict.fromkeys(_counted(words, count)))
    if found:
        return () if len(found) >= count else found
    if anchor and (keys & ONWARD or (not named and "next" in keys)):
        return (min(count, anchor[-1] + 1),)
    return ()


def _counted(words: Sequence[Word], count: int) -> Iterator[int]:
    for at, word in enumerate(words):
        ahead = words[at + 1] if at + 1 < len(words) else None
        behind = words[at - 1] if at else None
        many = _number(ahead) if ahead and ahead.kind != "ordinal" else None
        if word.key == "penultimate" or (word.word == "second" and ahead and ahead.key == "last"):
            yield count - 1
        elif word.key == "last" and not (behind and behind.word in ("second", "at")):
            yield from range(count - many + 1, count + 1) if many else (count,)
        elif word.kind == "ordinal" and not (
            ahead and ({ahead.key, ahead.word} & NO_STEP or ahead.key == "last")
        ):
            number = _number(word) or 1
            yield from range(1, many + 1) if many and number == 1 else (number,)
        elif word.kind in ("word", "number") and _number(word):
            yield from _cardinal(words, at, behind, ahead)


def _cardinal(words: Sequence[Word], at: int, behind: Word | None, ahead: Word | None) -> Iterator[int]:
    """`step 3`, `steps 2 to 4`, `steps 2 and 3`, `top 3`, `3 steps`; any other count is none of the steps."""
    number = _number(words[at]) or 0
    if behind and behind.key in SPAN | {"and"} and at > 1 and _number(words[at - 2]):
        first = _number(words[at - 2]) or number
        if _labelled(words, at - 2):
            yield from range(first, number + 1) if behind.key in SPAN else (number,)
    elif _labelled(words, at):
        yield number
    elif (ahead and ahead.key == "step") or (behind and behind.key == "top"):
        first = not (behind and (behind.kind == "ordinal" or behind.key == "last"))
        yield from range(1, number + 1) if first else ()


def _labelled(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at - 1].key in STEP


def _number(word: Word) -> int | None:
    if word.value is None or word.kind == "amount" or not 0 < word.value <= 50 or word.value % 1:
        return None
    return int(word.value)
