"""A YAML file as a tree of nodes that know their place: text, lists, and groups of `key: value`."""

from __future__ import annotations

from typing import NamedTuple

from bot.library.problems import Mark


class TextNode(NamedTuple):
    """What stands there, as written. `plain` is without quotes, so `null` and nothing mean nothing."""

    mark: Mark
    text: str
    plain: bool = True

    @property
    def empty(self) -> bool:
        return not self.text.strip() or (self.plain and self.text in ("~", "null", "Null", "NULL"))


class ListNode(NamedTuple):
    mark: Mark
    entries: tuple[Node, ...] = ()


class MapNode(NamedTuple):
    """A group of `key: value`, keys unique and in the file's order."""

    mark: Mark
    pairs: tuple[tuple[TextNode, Node], ...] = ()

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.pairs if name.text == key), None)


Node = TextNode | ListNode | MapNode


def is_empty(node: Node) -> bool:
    """Nothing is written there: `skills:`, `skills: []`, `skills: ""`."""
    if isinstance(node, TextNode):
        return node.empty
    return not (node.entries if isinstance(node, ListNode) else node.pairs)


def describe(node: Node) -> str:
    """What a node is, in words for people who write guides."""
    if isinstance(node, TextNode):
        return "empty" if node.empty else "a text"
    return "a list" if isinstance(node, ListNode) else "a group of `key: value`"
