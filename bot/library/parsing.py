"""A file's bytes -> its nodes, with as many of its mistakes as can be told in one go."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.library.nodes import Node
from bot.library.problems import At, Mark
from bot.library.recovery import read_on

BYTES = 1_000_000
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class Document(NamedTuple):
    """What could be read of a file. `whole` is False where broken parts were left out."""

    root: Node | None
    whole: bool = True


def parse(data: bytes, at: At) -> Document:
    """The nodes of a file; what is wrong with its encoding or its syntax goes to `at`."""
    text = _decode(data, at)
    return Document(None, whole=False) if text is None else Document(*read_on(text, at))


def _decode(data: bytes, at: At) -> str | None:
    if len(data) > BYTES:
        at.problem(Mark(), f"The file is larger than {BYTES:,} bytes.", "Split it into several files.")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        at.problem(
            _mark_after(before),
            "From here on the file is not UTF-8.",
            "Save it again with the encoding UTF-8.",
        )
        return None
    if found := FORBIDDEN.search(text):
        code = f"U+{ord(found.group()):04X}"
        what = f"An invisible character ({code}) stands here that YAML doesn't allow."
        at.problem(_mark_after(text[: found.start()]), what, "Delete it, or save the file as UTF-8 text.")
        return None
    return text


def _mark_after(text: str) -> Mark:
    return Mark(text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1)
