"""Patterns over words: many thousands are tried at once, by walking one tree from each word of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, NamedTuple, TypeVar

GAP = ".."
START = "^"
END = "$"
WIDEST_GAP = 3

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):  # a tuple, as it is made thrice as fast as a frozen dataclass
    """Where a pattern was found: from `start` up to `end`.

    `mask` has a bit for each word that it covers; `literal` for each that it names itself, not by a slot.
    """

    start: int
    end: int
    mask: int
    value: T
    literal: int = 0


class _Node(Generic[T]):
    __slots__ = ("children", "values")

    def __init__(self) -> None:
        self.children: dict[str, _Node[T]] = {}
        self.values: tuple[T, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """The words to match: a key for each, the slots that begin at each, and where clauses begin and end."""

    keys: Sequence[str]
    slots: Mapping[int, Mapping[str, Sequence[int]]]
    borders: frozenset[int]

    @property
    def beginnings(self) -> set[str]:
        """Every key that a pattern may begin with to be found here."""
        return {*self.keys, *(slot for slots in self.slots.values() for slot in slots), START, GAP, END}


class Patterns(Generic[T]):
    """A set of patterns, each with a value. `key` turns a pattern's word into what texts are compared by.

    Most patterns are never met by any text: they become part of the tree once a text has the word that they
    begin with, which keeps a start short.
    """

    def __init__(self, key: Callable[[str], str]) -> None:
        self._key = key
        self._root: _Node[T] = _Node()
        self._steps: dict[str, tuple[str, ...]] = {}
        self._waiting: dict[str, list[tuple[int, Sequence[str], T]]] = defaultdict(list)

    def add(self, pattern: str, value: T) -> None:
        self.add_steps(pattern.split(), value)

    def add_steps(self, steps: Sequence[str], value: T) -> None:
        """A pattern, already parted into its steps."""
        for at, step in enumerate(steps, 1):
            options = self.options(step)
            for option in options:
                if option:
                    self._waiting[option].append((at, steps, value))
            if options[-1]:
                return

    def add_path(self, path: Sequence[str], value: T) -> None:
        """A pattern of keys."""
        node = self._root
        for step in path:
            following = node.children.get(step)
            if following is None:
                following = node.children[step] = _Node()
            node = following
        if value not in node.values:
            node.values = (*node.values, value)

    def _grow(self, first: Iterable[str]) -> None:
        """Takes the patterns that begin with one of these keys into the tree."""
        for key in self._waiting.keys() & first:
            for at, steps, value in self._waiting.pop(key):
                options = [self.options(step) for step in steps[at:]]
                for path in product(*options):
                    self.add_path([key, *filter(None, path)], value)

    def options(self, step: str) -> tuple[str, ...]:
        """What may stand at one place; an empty text, as the last, where nothing may."""
        known = self._steps.get(step)
        if known is not None:
            return known
        if step in (GAP, START, END):
            options: tuple[str, ...] = (step,)
        else:
            either = step.removesuffix("?").split("|")
            keys = [option if option[:1] == "{" else self._key(option) for option in either]
            options = tuple(dict.fromkeys(keys + [""] * step.endswith("?")))
        self._steps[step] = options
        return options

    def find(self, clause: Clause) -> list[Match[T]]:
        """Every pattern that fits, wherever it begins."""
        if self._waiting:
            self._grow(clause.beginnings)
        walk = _Walk[T](clause)
        for start in range(len(clause.keys)):
            walk.on(self._root, start, start, 0, 0)
        return walk.found

    def phrases(self, keys: Sequence[str]) -> list[Match[tuple[T, ...]]]:
        """The longest plain phrase that begins at each word, where one does."""
        begun = self._root.children
        found = (
            self.longest(keys, start)
            for start, key in enumerate(keys)
            if key in begun or key in self._waiting
        )
        return [match for match in found if match]

    def longest(self, keys: Sequence[str], start: int) -> Match[tuple[T, ...]] | None:
        """The longest plain phrase that begins at `start`."""
        if keys[start] in self._waiting:
            self._grow((keys[start],))
        node = self._root.children.get(keys[start])
        at, end, values = start + 1, 0, None
        while node is not None:
            if node.values:
                end, values = at, node.values
            node = node.children.get(keys[at]) if at < len(keys) else None
            at += 1
        return None if values is None else Match(start, end, _mask(start, end), values)


class _Walk(Generic[T]):
    """One text's way down the tree: `on` from a node, with the words up to `at` taken."""

    def __init__(self, clause: Clause) -> None:
        self.found: list[Match[T]] = []
        self._keys = clause.keys
        self._slots = clause.slots
        self._borders = clause.borders

    def on(self, node: _Node[T], start: int, at: int, mask: int, literal: int) -> None:
        if node.values:
            self._take(node, start, at, mask, literal)
        children = node.children
        if not children:
            return
        if END in children and at in self._borders:
            self._take(children[END], start, at, mask, literal)
        if at >= len(self._keys):
            return
        if START in children and at in self._borders:
            self.on(children[START], start, at, mask, literal)
        key = self._keys[at]
        following = children.get(key)
        if following is not None:
            here = 1 << at
            self.on(following, start, at + 1, mask | here, literal if key[0] == "{" else literal | here)
        if at in self._slots:
            for slot, ends in self._slots[at].items():
                if slot in children:
                    for end in ends:
                        self.on(children[slot], start, end, mask | _mask(at, end), literal)
        if GAP in children and at > start:
            self._skip(children[GAP], start, at, mask, literal)

    def _take(self, node: _Node[T], start: int, at: int, mask: int, literal: int) -> None:
        self.found.extend(Match(start, at, mask, value, literal) for value in node.values)

    def _skip(self, node: _Node[T], start: int, at: int, mask: int, literal: int) -> None:
        """A gap of up to three words, none of them beyond a border."""
        for beyond in range(at, min(at + WIDEST_GAP, len(self._keys)) + 1):
            if beyond > at and beyond - 1 in self._borders:
                return
            self.on(node, start, beyond, mask, literal)


def _mask(start: int, end: int) -> int:
    return (1 << end) - (1 << start)


def kept(matches: Iterable[Match[T]], weigh: Callable[[T], float]) -> list[Match[T]]:
    """Matches without those that lie within a longer one that says as much: the longer one explains them."""
    weighed = [(match.mask.bit_count(), weigh(match.value), match) for match in matches]
    weighed.sort(key=lambda one: (-one[0], -one[1]))
    strong: list[Match[T]] = []
    covering: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for _, weight, match in weighed:
        mask = match.mask
        first = (mask & -mask).bit_length() - 1
        longer = covering[first]
        if any(worth >= weight and other & mask == mask and other != mask for worth, other in longer):
            continue
        strong.append(match)
        for at in _bits(mask):
            covering[at].append((weight, mask))
    return strong


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1
