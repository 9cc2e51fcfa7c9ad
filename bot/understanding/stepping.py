"""Which steps of a roadmap are meant: by number, by order, or by where they stand beside another.

Rules over the symbols that the words stand for are tried in turn. Levels of pay, which stand in a row too,
are counted alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.understanding.lexicon import Word
from bot.understanding.stepsymbols import Anchor, symbols

_N = r"[#@=](\d+)"
_GAP = r"(?:[^\s#@=]+ ){0,4}?"


@dataclass(frozen=True, slots=True)
class _Walk:
    """The text as symbols, how many steps there are, and those talked about last."""

    text: str
    count: int
    before: tuple[int, ...]

    @property
    def anchors(self) -> list[int]:
        return sorted({int(number) for number in re.findall(r"=(\d+)", self.text)})


Rule = tuple[str, Callable[[_Walk, re.Match[str]], Iterable[int]]]


def steps(
    words: Sequence[Word], count: int, named: Sequence[Anchor], before: Sequence[int]
) -> tuple[int, ...]:
    """The numbers of the steps that are asked for, from 1 to `count` and beyond; none where all are.

    `named` are the steps that the words name, `before` those that were talked about last.
    """
    found = _read(_Walk(symbols(words, named), count, tuple(before)))
    return () if len(found) >= count else found


def beside(
    words: Sequence[Word], count: int, named: Sequence[Anchor], before: Sequence[int]
) -> tuple[int, ...]:
    """Likewise, of those that stand before or after another, which the words name or which came last."""
    walk = _Walk(symbols(words, named), count, tuple(before))
    rules = _relative(r"=(\d+)") + (_GOING_ON if before and not named else _OF_MANY)
    found = _first(rules, walk)
    return tuple(number for number in found if number <= count)


def _read(walk: _Walk) -> tuple[int, ...]:
    text = re.sub(rf"(?<!\S)of (?:· )*#{walk.count}(?!\S)", "of", walk.text)  # "seven of the eight"
    walk = replace(walk, text=text)
    return _first(_TURNED + _BESIDE + _COUNTED + (_GOING_ON if walk.before else ()), walk)


def _first(rules: Iterable[Rule], walk: _Walk) -> tuple[int, ...]:
    """What the first rule finds that finds any."""
    for pattern, numbers in rules:
        match = re.search(rf"(?<!\S)(?:{pattern})(?!\S)", walk.text)
        found = tuple(dict.fromkeys(number for number in numbers(walk, match) if number > 0)) if match else ()
        if found:
            return found
    return ()


def _these(*groups: int) -> Callable[[_Walk, re.Match[str]], Iterable[int]]:
    return lambda walk, match: [int(match[group]) for group in groups]


def _all_but(walk: _Walk, match: re.Match[str]) -> Iterable[int]:
    """All, or those said before, without the ones said behind; these alone where all others are done."""
    spared = _read(replace(walk, text=match["spared"])) or _numbers(match["spared"])
    if not spared or "done" in match["all"]:
        return spared
    some = _read(replace(walk, text=match["all"])) or range(1, walk.count + 1)
    return [number for number in some if number not in spared]


def _instead(walk: _Walk, match: re.Match[str]) -> Iterable[int]:
    """What is said behind a step that is not meant, and may lean on it: "not the first, the one after it"."""
    return _read(replace(walk, text=match["meant"], before=(int(match[1]),)))


def _each(walk: _Walk, match: re.Match[str]) -> Iterable[int]:
    places = {"last": walk.count, "penultimate": walk.count - 1}
    said = re.findall(r"@\d+|last|penultimate", match[0])
    return [places[one] if one in places else int(one[1:]) for one in said]


def _others(walk: _Walk, match: re.Match[str]) -> Iterable[int]:
    return [number for number in range(1, walk.count + 1) if number not in walk.before]


def _most(walk: _Walk) -> int:
    """The highest number that is said or named."""
    return max(_numbers(walk.text))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"[#@=](\d+)", text))


def _rest(walk: _Walk, match: re.Match[str]) -> Iterable[int]:
    return range(_most(walk) + 1, walk.count + 1)


def _between(walk: _Walk, match: re.Match[str]) -> Iterable[int]:
    """Those between two others; the two themselves where none is."""
    low, high = sorted((int(match[1]), int(match[2])))
    return range(low + 1, high) or (low, high)


def _middle(count: int, many: int) -> Iterable[int]:
    first = (count - many) // 2 + 1
    return range(first, first + many)


def _after(walk: _Walk, match: re.Match[str]) -> Iterable[int]:
    return (min(walk.count, int(match[1]) + 1),)


def _before(walk: _Walk, match: re.Match[str]) -> Iterable[int]:
    return (max(1, int(match[1]) - 1),)


def _onward(walk: _Walk, match: re.Match[str]) -> Iterable[int]:
    return (min(walk.count, walk.before[-1] + 1),)


def _relative(anchor: str) -> tuple[Rule, ...]:
    return (
        (
            rf"(?:(?:all|rest) {_GAP}|steps (?:\S+ ){{0,2}})after {_GAP}{anchor}",
            lambda w, m: range(int(m[1]) + 1, w.count + 1),
        ),
        (rf"(?:all|rest) {_GAP}before {_GAP}{anchor}", lambda w, m: range(1, int(m[1]))),
        (rf"between (?:step )?{anchor}(?: step)? (?:and|to) (?:step )?{anchor}", _between),
        (
            rf"#(\d+) (?:steps? )?(?:after|more) {_GAP}{anchor}",
            lambda w, m: (min(w.count, int(m[2]) + int(m[1])),),
        ),
        (rf"#(\d+) (?:steps? )?before {_GAP}{anchor}", lambda w, m: (max(1, int(m[2]) - int(m[1])),)),
        (rf"(?:before|down from) {_GAP}{anchor}", _before),
        (rf"(?:after|up from) {_GAP}{anchor}", _after),
    )


_TURNED: tuple[Rule, ...] = (
    (r"(?P<all>[^#@=]*(?:all|steps?) [^#@=]*)but (?!not )(?P<spared>.+)", _all_but),
    (r"(?P<all>.*)(?:except|but not) (?P<spared>.+)", _all_but),
    (rf"not (?:(?:step|·) )?{_N} (?P<meant>.+)", _instead),
)
_BESIDE: tuple[Rule, ...] = (
    (
        rf"{_N}(?: step)? and (?:[^\s#@=]+ ){{0,3}}?(?:after|next)(?: ·)*$",
        lambda w, m: (int(m[1]), int(m[1]) + 1),
    ),
    (rf"{_N} .*after #(\d+)(?: steps?)?", lambda w, m: range(int(m[1]) + 1, int(m[1]) + int(m[2]) + 1)),
    (r"half done .*(?:next|step)", lambda w, m: (w.count // 2 + 1,)),
    (r"done .*\| .*steps? #(\d+)", _these(1)),
    (r"before or after|after or before", lambda w, m: w.anchors if len(w.anchors) > 1 else ()),
    (r"=\d+ .*(?:before|after) .*=\d+ .*or", lambda w, m: w.anchors),
    (r"=\d+ .*or .*=\d+", lambda w, m: w.anchors[:1] if "@1" in w.text else ()),
    (rf"(?:done|after) .*{_N}.* left|{_N} .*done.* left|left .*(?:after .*{_N}|{_N} .*done)", _rest),
    (r"done .*@(\d+)$", _these(1)),
    (rf"(?:done .*{_N}|{_N} .*done).* (?:next|up|after(?: ·)*$)", lambda w, m: (min(w.count, _most(w) + 1),)),
    (rf"on step {_N} .*next", _after),
    (rf"from {_GAP}{_N} (?:and )?on", lambda w, m: range(int(m[1]), w.count + 1)),
    (rf"{_N} (?:to|through|until) {_N}(?! time)", lambda w, m: range(int(m[1]), int(m[2]) + 1)),
    *_relative(_N),
)
_COUNTED: tuple[Rule, ...] = (
    (r"odd .*steps|steps .*odd", lambda w, m: range(1, w.count + 1, 2)),
    (r"even .*steps|steps .*even", lambda w, m: range(2, w.count + 1, 2)),
    (r"antepenultimate", lambda w, m: (w.count - 2,)),
    (r"penultimate", lambda w, m: (w.count - 1,)),
    (r"@1 half", lambda w, m: range(1, w.count // 2 + 1)),
    (r"last half", lambda w, m: range(w.count // 2 + 1, w.count + 1)),
    (r"until (?:steps? )?#(\d+)", lambda w, m: range(1, int(m[1]) + 1)),
    (r"#(\d+) (?:and )?#(\d+) (?:and )?#(\d+)(?! time)", _these(1, 2, 3)),
    (r"@(\d+) (?:to |from )?(?:· )?(?:last|end|before)", lambda w, m: (w.count + 1 - int(m[1]),)),
    (r"last #(\d+)", lambda w, m: range(w.count - int(m[1]) + 1, w.count + 1)),
    (
        r"middle #(?P<n>\d+)|#(?P<m>\d+) (?:steps? )?(?:· ){0,2}middle",
        lambda w, m: _middle(w.count, int(m["n"] or m["m"])),
    ),
    (r"(?:@1|top|before) #(\d+)(?! time)", lambda w, m: range(1, int(m[1]) + 1)),
    (r"steps? #(\d+) (?:and )?#(\d+)", _these(1, 2)),
    (rf"#(\d+) and #(\d+) (?:of|from|on) {_GAP}steps", _these(1, 2)),
    (r"steps? #(\d+) and (?:steps? )?#(\d+)", _these(1, 2)),
    (r"(?:steps?|=\d+) #(\d+)(?! time)", _these(1)),
    (r"@(\d+) #\d+ steps", _these(1)),
    (r"(?<!@\d )(?<!last )#(\d+) steps", lambda w, m: range(1, int(m[1]) + 1)),
    (r"(?:@\d+|last|penultimate)(?:(?: steps?)?(?: and)?(?: ·)? (?:@\d+|last|penultimate))+", _each),
    (r"@(\d+)(?! (?:time|of all))", _these(1)),
    (r"last(?! time)", lambda w, m: (w.count,)),
    (r"where .*=\d+", lambda w, m: w.anchors),
)
_OF_MANY: tuple[Rule, ...] = ((r"@(\d+) (?:of )?(?:· )?(?:#\d+ )?(?:· )?steps?", _these(1)),)
_GOING_ON: tuple[Rule, ...] = (
    (r"rest", lambda w, m: range(w.before[-1] + 1, w.count + 1)),
    (r"other(?! end)(?: #\d+)?(?: steps?)?", _others),
    (r"#(\d+) (?:steps? )?(?:after|more)", lambda w, m: (min(w.count, w.before[-1] + int(m[1])),)),
    (r"#(\d+) (?:steps? )?before", lambda w, m: (max(1, w.before[0] - int(m[1])),)),
    (r"before #(\d+)", lambda w, m: (max(1, w.before[0] - int(m[1])),)),
    (r"#(\d+) and #(\d+)", _these(1, 2)),
    (r"next|more|up", _onward),
    (r"before|down", lambda w, m: (max(1, w.before[0] - 1),)),
    (r"after", _onward),
    (r"#(\d+)(?! time)", _these(1)),
    (r"^and$", _onward),
)
