"""The parts that cards are made of. Every text is escaped here, and nowhere else.

Only Slack's safe base is used: https://docs.slack.dev/reference/block-kit/blocks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.slack.escape import clean, cut, literal

Block = dict[str, Any]
Element = dict[str, Any]
LONGEST_TEXT = 4000  # Slack recommends no more for a message's text
LONGEST_SECTION = 3000
LONGEST_BLOCKS = 9000  # letters in all blocks; Slack begins to refuse somewhat above
MOST_BLOCKS = 48
TOO_LONG = "There is more than a message holds. Ask for a part of it, and I'll show that."
LONGEST_LABEL = 75
LONGEST_VALUE = 2000
IN_A_ROW = 5  # buttons; more than that wrap badly on a phone


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: `text` says everything by itself, `blocks` say it better."""

    text: str
    blocks: tuple[Block, ...] = ()

    def payload(self) -> dict[str, Any]:
        """As Slack's methods and acknowledgements take it."""
        return {"text": self.text, "blocks": list(self.blocks)} if self.blocks else {"text": self.text}


class Markup(str):
    """Text for Slack that is escaped already."""

    __slots__ = ()


def words(*parts: str) -> Markup:
    """The parts in a row: plain strings are escaped, markup stays."""
    return Markup("".join(part if isinstance(part, Markup) else literal(part) for part in parts))


def bold(text: str) -> Markup:
    return Markup(f"*{literal(text)}*") if text.strip() else Markup("")


def lines(*parts: str | None) -> Markup:
    """The parts that are there, each on its own line."""
    return Markup("\n".join(words(part) for part in parts if part))


def message(text: str, *blocks: Block | None) -> Message:
    """A message of these blocks, whose `text` is the plain text given, escaped and cut here."""
    there = _fitting([block for block in blocks if block is not None])
    return Message(_within(text, LONGEST_TEXT), tuple(there))


def _fitting(blocks: list[Block]) -> list[Block]:
    """As many blocks as Slack takes; what can be pressed is kept whatever else has to go."""
    left, kept, cut_short = LONGEST_BLOCKS, [], len(blocks) > MOST_BLOCKS
    for block in blocks[:MOST_BLOCKS]:
        length = 0 if block["type"] == "actions" else _letters(block)
        if length <= left:
            kept.append(block)
            left -= length
        else:
            cut_short = True
    return [*kept, context(TOO_LONG)] if cut_short else kept


def _letters(value: object) -> int:
    """How many letters are to be read in a block."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(_letters(part) for key, part in value.items() if key not in ("type", "value", "action_id"))
    return sum(map(_letters, value)) if isinstance(value, list) else 0


def _within(text: str, longest: int) -> Markup:
    """Escaped and no longer than that, however much escaping adds; never cut inside an entity."""
    whole = words(text)
    if isinstance(text, Markup) and len(whole) > longest:
        return Markup(re.sub(r"&[a-z]*$", "", whole[: longest - 1]) + "…")
    room = longest
    while len(whole) > longest:
        whole = words(cut(text, room))
        room = min(room - 1, room * longest // max(len(whole), 1))
    return whole


def plain(text: str, longest: int = LONGEST_SECTION) -> Element:
    """A text object that parses nothing, emoji names neither."""
    return {"type": "plain_text", "text": cut(clean(text), longest) or " ", "emoji": False}


def mrkdwn(text: str, longest: int = LONGEST_SECTION) -> Element:
    """A text object with markup. `verbatim` keeps Slack from looking for names and links of its own."""
    return {"type": "mrkdwn", "text": _within(text, longest) or " ", "verbatim": True}


def section(text: str, accessory: Element | None = None) -> Block:
    block: Block = {"type": "section", "text": mrkdwn(text)}
    return block if accessory is None else block | {"accessory": accessory}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, 150)}


def context(*texts: str) -> Block:
    """Quiet lines, at most ten."""
    return {"type": "context", "elements": [mrkdwn(text, 2000) for text in texts[:10]]}


def divider() -> Block:
    return {"type": "divider"}


def bullets(items: Iterable[str], *, numbered: bool = False, first: int = 1) -> Block:
    """A list as Slack draws its own; rich text parses nothing, so items need no escaping."""
    style: dict[str, Any] = {"style": "ordered" if numbered else "bullet"}
    if numbered and first > 1:
        style["offset"] = first - 1
    rows = [_rich_section(item) for item in items]
    return {"type": "rich_text", "elements": [{"type": "rich_text_list", **style, "elements": rows}]}


def states(rows: Iterable[tuple[str, Mapping[str, bool]]]) -> Block:
    """A numbered list whose entries have a style each, such as `{"strike": True}`."""
    elements = [_rich_section(text, style) for text, style in rows]
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "ordered", "elements": elements}],
    }


def preformatted(text: str) -> Block:
    """Monospaced lines, for a table in text."""
    part = {"type": "text", "text": clean(text)}
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [part]}]}


def _rich_section(text: str, style: Mapping[str, bool] | None = None) -> Element:
    part: Element = {"type": "text", "text": clean(text) or " "}
    if style:
        part["style"] = dict(style)
    return {"type": "rich_text_section", "elements": [part]}


def value(**said: object) -> str:
    """What a button brings back. It is the client's data: read it with care."""
    return json.dumps({key: part for key, part in said.items() if part}, separators=(",", ":"))


def button(
    label: str,
    action: str,
    said: str = "",
    *,
    style: str | None = None,
    aloud: str | None = None,
    confirm: Element | None = None,
) -> Element:
    """`action`: what it does; `said`: what it brings back; `aloud`: read where the label
    alone does not tell, and beginning with it, so that it can be called by what is seen."""
    element: Element = {"type": "button", "text": plain(label, LONGEST_LABEL), "action_id": action}
    more = {"value": said[:LONGEST_VALUE], "style": style, "confirm": confirm}
    more["accessibility_label"] = cut(clean(aloud), LONGEST_LABEL) if aloud else None
    return element | {key: part for key, part in more.items() if part}


def link(label: str, action: str, url: str) -> Element:
    return {"type": "button", "text": plain(label, LONGEST_LABEL), "action_id": action, "url": url}


def option(label: str, said: str, description: str | None = None) -> Element:
    element: Element = {"text": plain(label, LONGEST_LABEL), "value": said[:150]}
    return element | ({"description": plain(description, 75)} if description else {})


def overflow(action: str, options: Sequence[Element]) -> Element:
    """The three dots: at most five options."""
    return {"type": "overflow", "action_id": action, "options": list(options[:5])}


def select(action: str, label: str, options: Sequence[Element], chosen: str | None = None) -> Element:
    """A menu of at most 100; `chosen` is the value of the one that is set."""
    element: Element = {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(label, 150),
        "options": list(options[:100]),
    }
    initial = next((one for one in options if one["value"] == chosen), None)
    return element | ({"initial_option": initial} if initial else {})


def actions(*elements: Element | None, id: str | None = None) -> Block | None:
    """A row of what can be pressed; None when there is nothing."""
    there = [element for element in elements if element is not None]
    if not there:
        return None
    block: Block = {"type": "actions", "elements": there}
    return block | ({"block_id": id} if id else {})


def rows(elements: Sequence[Element]) -> tuple[Block, ...]:
    """Buttons in rows that fit a phone."""
    return tuple(
        {"type": "actions", "elements": list(elements[start : start + IN_A_ROW])}
        for start in range(0, len(elements), IN_A_ROW)
    )


def confirmation(title: str, text: str, yes: str, no: str = "Cancel") -> Element:
    """Asked before something that can't be taken back."""
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
    }
