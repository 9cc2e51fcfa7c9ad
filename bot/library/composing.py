"""YAML text -> nodes, by libyaml's events alone: nothing is ever constructed, and every size has a cap."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml
from yaml._yaml import CParser

from bot.library.nodes import ListNode, MapNode, Node, TextNode
from bot.library.problems import At, Mark
from bot.library.syntax import Broken, explain

DEPTH = 20
NODES = 50_000
CHARACTERS = 100_000  # in one text


def compose(text: str, at: At) -> Node | None:
    """The tree of a file, or None where it holds nothing.

    Duplicate keys, merge keys and tags are collected as problems. Raises Broken where reading can't go on.
    """
    tree = _Tree(at)
    try:
        parser = CParser(text)
        while event := parser.get_event():
            tree.take(event)
    except yaml.YAMLError as error:
        raise explain(error, text.splitlines()) from error
    return tree.root


@dataclass(slots=True)
class _Open:
    """A list or group that is still being read."""

    mark: Mark
    group: bool
    anchor: str | None
    before: int  # nodes counted when it began
    parts: list[Node] = field(default_factory=list)


class _Tree:
    def __init__(self, at: At) -> None:
        self.at = at
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.count = 0
        self.documents = 0
        self.anchors: dict[str, tuple[Node, int]] = {}

    def take(self, event: yaml.Event) -> None:
        start = event.start_mark
        mark = Mark(start.line + 1, start.column + 1) if start else Mark()
        if isinstance(event, yaml.ScalarEvent):
            self._check(event.tag, mark)
            self._add(_text(event, mark), event.anchor, size=1)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._one_document(mark)
        elif isinstance(event, yaml.AliasEvent):
            self._repeat(event.anchor or "", mark)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._check(event.tag, mark)
            self._begin(isinstance(event, yaml.MappingStartEvent), event.anchor, mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()

    def _one_document(self, mark: Mark) -> None:
        self.documents += 1
        if self.documents > 1:
            raise Broken(
                mark, "A second document begins here.", "Keep one per file; remove the `---`.", final=True
            )

    def _check(self, tag: str | None, mark: Mark) -> None:
        if tag is not None and tag != "!":
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self.at.problem(mark, f"`{shown}` is a YAML tag, which is not used here.", "Remove it.")

    def _begin(self, group: bool, anchor: str | None, mark: Mark) -> None:
        if len(self.open) >= DEPTH:
            raise Broken(
                mark, f"This is nested more than {DEPTH} levels deep.", "Make it flatter.", final=True
            )
        self.open.append(_Open(mark, group, anchor, self.count))

    def _end(self) -> None:
        done = self.open.pop()
        node = self._group(done) if done.group else ListNode(done.mark, tuple(done.parts))
        if done.anchor:
            self.anchors[done.anchor] = (node, self.count - done.before + 1)
        self._place(node, size=1)

    def _repeat(self, anchor: str, mark: Mark) -> None:
        if anchor not in self.anchors:
            what = f"`*{anchor}` repeats a part that is not marked `&{anchor}` before it."
            raise Broken(mark, what, "If the star belongs to the text, put the text in quotes.")
        node, size = self.anchors[anchor]
        self._place(node, size)

    def _add(self, node: Node, anchor: str | None, size: int) -> None:
        if anchor:
            self.anchors[anchor] = (node, size)
        self._place(node, size)

    def _place(self, node: Node, size: int) -> None:
        self.count += size
        if self.count > NODES:
            what = f"The file holds more than {NODES:,} texts, repeated ones counted each time."
            raise Broken(node.mark, what, "Split it into several files.", final=True)
        if self.open:
            self.open[-1].parts.append(node)
        else:
            self.root = node

    def _group(self, done: _Open) -> MapNode:
        pairs: dict[str, tuple[TextNode, Node]] = {}
        for key, value in zip(done.parts[::2], done.parts[1::2], strict=True):
            if self._usable(key, pairs) and isinstance(key, TextNode):
                pairs[key.text] = (key, value)
        return MapNode(done.mark, tuple(pairs.values()))

    def _usable(self, key: Node, pairs: dict[str, tuple[TextNode, Node]]) -> bool:
        if not isinstance(key, TextNode):
            self.at.problem(key.mark, "A key must be a plain word.", "Write `key: value`.")
        elif key.plain and key.text == "<<":
            self.at.problem(key.mark, "`<<` (merging groups) is not used here.", "Write the keys out.")
        elif key.text in pairs:
            first = pairs[key.text][0].mark.line
            what = f"`{key.text}` stands here a second time, first on line {first}."
            self.at.problem(key.mark, what, "Keep one of the two.")
        else:
            return True
        return False


def _text(event: yaml.ScalarEvent, mark: Mark) -> TextNode:
    if len(event.value) > CHARACTERS:
        raise Broken(mark, f"This text is longer than {CHARACTERS:,} characters.", "Shorten it.", final=True)
    return TextNode(mark, event.value, plain=bool(event.implicit[0]))
