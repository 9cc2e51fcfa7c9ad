"""Slack's way of writing down a message, undone: what is left is what the person sees and means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import unescape

LONGEST = 2_000  # characters that are read; of a longer text the beginning and the end
_HEAD = 1_400

_RANGES = (  # zero-width, soft, directional and variation marks
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180E, 0x180E), (0xFEFF, 0xFEFF),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xE0000, 0xE01EF),
)  # fmt: skip
_INVISIBLE = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES) + "]+")
_PLAIN: dict[int, str] = {
    **dict.fromkeys(map(ord, "‘’‚‛′´ʼ＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    0x2026: "...",
    0x2028: "\n",
    0x2029: "\n",
}

_MARKED = re.compile(r"<(?:([@#!])|(?:https?|mailto|tel|ftp):)([^<>|\n]*)(?:\|([^<>\n]*))?>")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+")
_CODE = re.compile(r":([a-z0-9_+'-]{2,40}):(?!\d)")
_AT = re.compile(r"(?<![\w@])@[\w.-]{1,80}")
_BLOCK = re.compile(r"```[^`]*```")
_STRUCK = re.compile(r"(?<!\w)~(?=\S)[^~\n]{1,200}(?<=\S)~(?!\w)")
_QUOTED = re.compile(r"(?m)^[ \t]*>[^\n]*$")


def shown(text: str) -> str:
    """The text a person sees: mentions, links, channels and invisible characters gone, labels kept.

    Any text is fine. Of more than 2,000 characters the beginning and the end are kept.
    """
    return unescape(_MARKED.sub(_label, visible(_cut(text))))


def visible(text: str) -> str:
    """The text without invisible characters, its quotes and dashes plain, in Unicode's compatible form."""
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text).translate(_PLAIN)
    return unicodedata.normalize("NFKC", text).translate(_PLAIN)


def said(text: str) -> str:
    """A shown text without what is not the asker's own saying, unless nothing else is there.

    That is: lines quoted from others, struck-through words and blocks of code.
    """
    own = text
    if "```" in own:
        own = _BLOCK.sub(" ", own)
    if "~" in own:
        own = _STRUCK.sub(" ", own)
    if ">" in own:
        own = _QUOTED.sub(" ", own)
    kept = own if any(map(str.isalnum, own)) else text
    return _LINK.sub(" ", _AT.sub(" ", kept)) if "@" in kept or "www" in kept or "://" in kept else kept


def without_emoji(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each emoji a blank, and the names of these ("wave", "money_bag")."""
    names: list[str] = []

    def note(match: re.Match[str]) -> str:
        names.append(match.group(1))
        return " "

    text = _CODE.sub(note, text) if ":" in text else text
    if not text.isascii():
        text = "".join(_letter(char, names.append) for char in text)
    return text, tuple(names)


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    text = text[: 50 * LONGEST]
    text = text if text.isascii() else _INVISIBLE.sub("", text)
    if len(text) <= LONGEST:
        return text
    head, tail = text[:_HEAD], text[_HEAD - LONGEST :]
    return head.rpartition(" ")[0] + "\n" + tail.partition(" ")[2] if " " in head and " " in tail else head


def _label(match: re.Match[str]) -> str:
    sign, _, label = match.groups()
    if sign == "!" and match.group(2).startswith("date"):
        return label or " "
    return " " if sign or not label or "://" in label else f" {label} "


def _letter(char: str, note: Callable[[str], object]) -> str:
    if char < "\u2190" or char.isalnum() or unicodedata.category(char) not in ("So", "Sk", "Cs", "Co", "Cn"):
        return char
    name = unicodedata.name(char, "")
    if name and not name.startswith(("EMOJI MODIFIER", "REPLACEMENT")):
        note(name.lower().replace(" ", "_"))
    return " "
