"""Groups with known keys: one table of keys reads them, refuses strangers, and makes the schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar, cast

from bot.library.nodes import MapNode, Node, TextNode, describe, is_empty
from bot.library.problems import At, Mark
from bot.library.shapes import Schema, Shape

T = TypeVar("T")
COLON_MEND = "If the colon belongs to the text, put the whole entry in double quotes."


class Key(NamedTuple, Generic[T]):
    """A key of a group: its name, the shape of its value, and what it means, for the schema's reader."""

    name: str
    shape: Shape[T]
    says: str
    required: bool = False


class Fields(NamedTuple):
    """What was read of a group, by key."""

    node: MapNode
    at: At
    values: Mapping[str, object]

    def get(self, key: Key[T]) -> T | None:
        return cast("T | None", self.values.get(key.name))

    def given(self, key: Key[T], default: T) -> T:
        value = self.get(key)
        return default if value is None else value

    @property
    def name(self) -> str:
        """The key under which the group itself stands."""
        return self.at.path.rpartition(".")[2]

    def mark(self, key: Key[Any]) -> Mark:
        """Where a key's value stands; the group's own place if it has none."""
        value = self.node.get(key.name)
        return value.mark if value else self.node.mark


class Record(NamedTuple, Generic[T]):
    """A group with known keys. `build` gets what could be read; it gives None where too much is missing.

    Where it is not `strict`, keys that it doesn't know are passed over.
    """

    name: str
    keys: tuple[Key[Any], ...]
    build: Callable[[Fields], T | None]
    strict: bool = True

    def read(self, node: Node, at: At) -> T | None:
        if not isinstance(node, MapNode):
            names = ", ".join(key.name for key in self.keys)
            what = f"{at.name} should be a group of keys, but is {describe(node)}."
            at.problem(node.mark, what, f"Write `key: value` with these keys: {names}.")
            return None
        if self._is_text_with_colon(node, at):
            what = f"`{node.pairs[0][0].text}` is not a key of {self._inner_name}."
            at.problem(node.mark, what, COLON_MEND)
            return None
        if self.strict:
            node = self._without_strangers(node, at)
        fields = Fields(node, at, {key.name: self._value(key, node, at) for key in self.keys})
        return self.build(fields)

    def _is_text_with_colon(self, node: MapNode, at: At) -> bool:
        """An entry like `- Plan: do things` is meant as a text, but YAML takes it for a group."""
        if not self.strict or len(node.pairs) != 1 or not at.path.endswith("]"):
            return False
        known, key = [key.name for key in self.keys], node.pairs[0][0].text
        return key not in known and not _nearest(key, known)

    @property
    def _inner_name(self) -> str:
        return self.name[0].lower() + self.name[1:]

    def _value(self, key: Key[Any], node: MapNode, at: At) -> object:
        value = node.get(key.name)
        if value is not None and not is_empty(value):
            return key.shape.read(value, at.key(key.name))
        if key.required:
            self._missing(key, node, value, at)
        elif value is not None and at.whole:
            at.hint(value.mark, f"`{at.key(key.name).path}` is empty.", "Fill it in, or remove the line.")
        return None

    def _missing(self, key: Key[Any], node: MapNode, value: Node | None, at: At) -> None:
        if not at.whole:
            return  # it may have been left out with a broken line
        if value is not None:
            at.problem(value.mark, f"`{at.key(key.name).path}` is empty.", "Fill it in.")
        else:
            at.problem(node.mark, f"{self.name} has no `{key.name}`.", f"Add `{key.name}: ...` ({key.says}).")

    def _without_strangers(self, node: MapNode, at: At) -> MapNode:
        """The group with known keys alone. A misspelt one is told, and read as the one that is meant."""
        known = [key.name for key in self.keys]
        free = [name for name in known if node.get(name) is None]
        pairs: list[tuple[TextNode, Node]] = []
        for key, value in node.pairs:
            meant = key.text if key.text in known else _nearest(key.text, free)
            if key.text not in known:
                what = f"`{key.text}` is not a key of {self._inner_name}."
                mend = f"Did you mean `{meant}`?" if meant else f"Known keys are: {', '.join(known)}."
                at.problem(key.mark, what, mend)
            if meant and meant not in (name.text for name, _ in pairs):
                pairs.append((key._replace(text=meant), value))
        return MapNode(node.mark, tuple(pairs))

    def schema(self) -> Schema:
        required = [key.name for key in self.keys if key.required]
        return {
            "type": "object",
            "additionalProperties": not self.strict,
            "properties": {key.name: key.shape.schema() | {"description": key.says} for key in self.keys},
            **({"required": required} if required else {}),
        }


def _nearest(word: str, known: list[str]) -> str | None:
    from difflib import get_close_matches  # only mistakes pay for its import

    plain = word.casefold().replace(" ", "_").replace("-", "_")
    return next(iter(get_close_matches(plain, known, n=1, cutoff=0.6)), None)
