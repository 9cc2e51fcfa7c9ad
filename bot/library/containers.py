"""Shapes made of other shapes: lists, groups with keys of their author's choice, short and full forms."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from bot.library.nodes import ListNode, MapNode, Node, describe, is_empty
from bot.library.problems import At
from bot.library.shapes import Schema, Shape

T = TypeVar("T")


class ListOf(NamedTuple, Generic[T]):
    """A list of values of one shape; `unique`: none of them twice by its name, whatever its case."""

    shape: Shape[T]
    most: int = 100
    unique: bool = True

    def read(self, node: Node, at: At) -> tuple[T, ...] | None:
        if not isinstance(node, ListNode):
            mend = "Begin each entry with `- ` on a line of its own."
            at.problem(node.mark, f"{at.name} should be a list, but is {describe(node)}.", mend)
            return None
        if len(node.entries) > self.most:
            what = f"{at.name} has {len(node.entries)} entries, and {self.most} is the most."
            at.problem(node.mark, what, "Shorten the list.")
        values: list[T] = []
        seen: dict[str, int] = {}
        for number, entry in enumerate(node.entries, 1):
            value = self.shape.read(entry, at.entry(number))
            if value is not None and self._new(value, entry, at, seen):
                values.append(value)
        return tuple(values)

    def _new(self, value: T, node: Node, at: At, seen: dict[str, int]) -> bool:
        name = name_of(value) if self.unique else None
        if name is None:
            return True
        first = seen.get(name.casefold())
        if first is None:
            seen[name.casefold()] = node.mark.line
            return True
        at.problem(node.mark, f"`{name}` is listed twice, first on line {first}.", "Remove one of the two.")
        return False

    def schema(self) -> Schema:
        return {
            "type": "array",
            "items": self.shape.schema(),
            "maxItems": self.most,
            "uniqueItems": self.unique,
        }


def name_of(value: object) -> str | None:
    """What makes an entry of a list the same as another: its text, name, id, or level."""
    if isinstance(value, str):
        return value
    names = (getattr(value, key, None) for key in ("name", "id", "level"))
    return next((name for name in names if isinstance(name, str)), None)


class MapOf(NamedTuple, Generic[T]):
    """A group whose keys its author chooses, all values of one shape."""

    shape: Shape[T]

    def read(self, node: Node, at: At) -> Mapping[str, T] | None:
        if not isinstance(node, MapNode):
            what = f"{at.name} should be a group, but is {describe(node)}."
            at.problem(node.mark, what, "Write `key: value`.")
            return None
        read = {key.text: self.shape.read(value, at.key(key.text)) for key, value in node.pairs}
        return MappingProxyType({key: value for key, value in read.items() if value is not None})

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.shape.schema()}


class Either(NamedTuple, Generic[T]):
    """A short form (a text) or the full one (a group)."""

    short: Shape[T]
    full: Shape[T]

    def read(self, node: Node, at: At) -> T | None:
        full = isinstance(node, MapNode) and not is_empty(node)
        return (self.full if full else self.short).read(node, at)

    def schema(self) -> Schema:
        return {"anyOf": [self.short.schema(), self.full.schema()]}
