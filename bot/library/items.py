"""The entries of a guide's lists: items and steps, as a text or as a group with other words for them."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.career.guide import Item, Step
from bot.library.containers import Either, ListOf
from bot.library.nodes import Node
from bot.library.problems import At
from bot.library.records import Fields, Key, Record
from bot.library.shapes import Schema, Shape, Short, Text

GLUED_SENTENCES = re.compile(r"[a-z]{3}[.!?][A-Z][a-z]")
GLUED_WORDS = re.compile(r"[A-Z]?[a-z]{3,}[A-Z][a-z]{3,}\w*")
SEAM = re.compile(r"[a-z]{2}[A-Z][a-z]{2}")


class EntryText(NamedTuple):
    """An entry's words. Entries that ran together when a page was pasted get a hint."""

    text: Text = Text()

    def read(self, node: Node, at: At) -> str | None:
        text = self.text.read(node, at)
        if text and (seam := _seam(text)):
            what = f"Two entries may have run together at `{seam}`."
            at.hint(node.mark, what, "If so, give each its own line; if not, leave it.")
        return text

    def schema(self) -> Schema:
        return self.text.schema()


def _seam(text: str) -> str | None:
    """Where entries seem glued: a word like ObservabilityModel, but not JavaScript or ServiceNow."""
    if found := GLUED_SENTENCES.search(text):
        return found.group()
    for word in GLUED_WORDS.findall(text):
        many = len(SEAM.findall(word)) > 1
        if len(word) > 14 and (many or len(text.split()) > 2):
            return str(word)
    return None


def _item(fields: Fields) -> Item | None:
    name = fields.get(NAME)
    return None if name is None else Item(name, fields.given(ALSO, ()))


def _step(fields: Fields) -> Step | None:
    name = fields.get(NAME)
    if name is None:
        return None
    return Step(name, fields.given(ALSO, ()), fields.given(CLOSES, ()), fields.get(FIRST_ACTION))


NAME = Key("name", EntryText(), "the entry, as people read it", required=True)
ALSO = Key("also", ListOf(Text(), most=500), "other words for it, for listening only and never shown")
CLOSES = Key("closes", ListOf(Text()), "skills of this guide that the step builds")
FIRST_ACTION = Key("first_action", Text(most=1000), "a start that takes some fifteen minutes")

ITEM: Shape[Item] = Either(Short(EntryText(), Item), Record("An entry", (NAME, ALSO), _item))
ITEMS = ListOf(ITEM)
STEP: Shape[Step] = Either(
    Short(EntryText(), Step), Record("A step", (NAME, ALSO, CLOSES, FIRST_ACTION), _step)
)
STEPS = ListOf(STEP)
