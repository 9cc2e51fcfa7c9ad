"""The shapes that values may have: each reads a node, tells what is wrong, and knows its JSON Schema."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from bot.library.nodes import Node, TextNode, describe
from bot.library.problems import At

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, Any]
TYPOGRAPHIC = ("\u201c", "\u201d", "\u201e", "\u2018", "\u2019", "\u00ab", "\u00bb")
ZERO_WIDTH = str.maketrans("", "", "\u200b\u2060\ufeff")


class Shape(Protocol[T_co]):
    """Reads a node into a value, or adds problems to `at` and gives None."""

    def read(self, node: Node, at: At) -> T_co | None: ...

    def schema(self) -> Schema: ...


def _text_of(node: Node, at: At) -> str | None:
    if not isinstance(node, TextNode):
        mend = "Put the text right after the key, or after `- ` in a list."
        at.problem(node.mark, f"{at.name} should be a text, but is {describe(node)}.", mend)
        return None
    if node.empty:
        at.problem(node.mark, f"{at.name} is empty.", "Fill it in, or remove it.")
        return None
    text = unicodedata.normalize("NFC", node.text).translate(ZERO_WIDTH).strip()
    if node.plain and text[:1] in TYPOGRAPHIC and text[-1:] in TYPOGRAPHIC:
        what = f"The quotes of {at.name} will be shown, because they are not plain ones."
        at.hint(node.mark, what, "Remove them, or type plain ones.")
    return text or None


class Text(NamedTuple):
    """One line of text, white space made single; `like` is a pattern, said as `such_as`."""

    most: int = 300
    like: str | None = None
    such_as: str = ""

    def read(self, node: Node, at: At) -> str | None:
        text = _text_of(node, at)
        if text is None:
            return None
        text = " ".join(text.split())
        if len(text) > self.most:
            what = f"{at.name} is {len(text)} characters long, and {self.most} is the most."
            at.problem(node.mark, what, "Shorten it.")
            return None
        if self.like and not re.fullmatch(self.like, text):
            at.problem(node.mark, f"{at.name} can't be `{text}`.", f"Write it like {self.such_as}.")
            return None
        return text

    def schema(self) -> Schema:
        if self.like:
            return {"type": "string", "maxLength": self.most, "pattern": f"^(?:{self.like})$"}
        # what an editor takes for a number (`as_of: 2026`) is read as the text it is
        return {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": self.most}


class Prose(NamedTuple):
    """A text of one or more paragraphs, short enough for one Slack section."""

    most: int = 3000

    def read(self, node: Node, at: At) -> str | None:
        text = _text_of(node, at)
        if text and len(text) > self.most:
            what = f"{at.name} is {len(text)} characters long, and {self.most} is the most."
            at.problem(node.mark, what, "Shorten it.")
            return None
        return text

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": self.most}


class Short(NamedTuple, Generic[T]):
    """A text that stands for a whole value: an item by its name alone."""

    text: Shape[str]
    make: Callable[[str], T]

    def read(self, node: Node, at: At) -> T | None:
        text = self.text.read(node, at)
        return None if text is None else self.make(text)

    def schema(self) -> Schema:
        return self.text.schema()


class OneOf(NamedTuple):
    """One of a few words."""

    choices: tuple[str, ...]

    def read(self, node: Node, at: At) -> str | None:
        text = _text_of(node, at)
        if text is None or text in self.choices:
            return text
        at.problem(node.mark, f"{at.name} can't be `{text}`.", f"Write one of: {', '.join(self.choices)}.")
        return None

    def schema(self) -> Schema:
        return {"enum": list(self.choices)}


class WholeNumber(NamedTuple):
    """A whole number in plain digits."""

    least: int = 0
    most: int = 10**9

    def read(self, node: Node, at: At) -> int | None:
        text = _text_of(node, at)
        if text is None:
            return None
        if not re.fullmatch(r"[0-9]{1,12}", text):
            digits = re.sub(r"[,_'. ](?=[0-9]{3}\b)|^\D+", "", text)
            mend = f"Write {digits}." if re.fullmatch(r"[0-9]{1,12}", digits) else "Write it in digits alone."
            at.problem(node.mark, f"{at.name} should be a whole number, but is `{text}`.", mend)
            return None
        if not self.least <= int(text) <= self.most:
            mend = f"Write a number from {self.least:,} to {self.most:,}."
            at.problem(node.mark, f"{at.name} can't be {text}.", mend)
            return None
        return int(text)

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Day:
    """A calendar day, year first."""

    def read(self, node: Node, at: At) -> date | None:
        text = _text_of(node, at)
        if text is None:
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError:
            at.problem(node.mark, f"{at.name} can't be `{text}`.", "Write a day like 2026-11-01.")
            return None

    def schema(self) -> Schema:
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
