"""Forms and pages: the parts of modals and of App Home that messages don't have.

Limits: https://docs.slack.dev/reference/views and https://docs.slack.dev/reference/block-kit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.slack.cards.blocks import Block, Element, Message, option, plain, section, select, words

View = dict[str, Any]
LONGEST_TITLE = 24
LONGEST_NOTE = 500
LONGEST_OPTION = 75
MOST_BOXES = 10
CARD = "card"  # the callback of a modal that only shows something


def modal(
    title: str,
    blocks: Sequence[Block | None],
    *,
    callback: str = CARD,
    submit: str | None = None,
    close: str = "Close",
    kept: Mapping[str, object] | None = None,
) -> View:
    """`kept` comes back with whatever is pressed or sent: the person can see it, so no secrets."""
    view: View = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, LONGEST_TITLE),
        "close": plain(close, LONGEST_TITLE),
        "blocks": [block for block in blocks if block is not None],
    }
    if submit:
        view["submit"] = plain(submit, LONGEST_TITLE)
    return view | ({"private_metadata": json.dumps(kept, separators=(",", ":"))} if kept else {})


def card_modal(card: Message, title: str = "Career Advisor") -> View:
    """A message's card to read in a modal."""
    return modal(title, card.blocks or (section(words(card.text)),))


def told_modal(text: str, title: str = "Career Advisor") -> View:
    return modal(title, (section(words(text)),))


def waiting() -> View:
    """Opened at once, since Slack gives three seconds for it; replaced by what takes longer."""
    return told_modal("One moment…")


def field(
    name: str, label: str, element: Element, *, hint: str | None = None, optional: bool = False
) -> Block:
    """A labelled input; its value and its errors go by `name`."""
    block: Block = {"type": "input", "block_id": name, "label": plain(label, 2000), "element": element}
    return block | ({"hint": plain(hint, 2000)} if hint else {}) | ({"optional": True} if optional else {})


def line_input(initial: str = "") -> Element:
    """One line of text, of at most LONGEST_NOTE characters."""
    element: Element = {"type": "plain_text_input", "action_id": "said", "max_length": LONGEST_NOTE}
    return element | ({"initial_value": initial} if initial else {})


def time_input(at: str) -> Element:
    """`at` like 09:00."""
    return {
        "type": "timepicker",
        "action_id": "said",
        "initial_time": at,
        "placeholder": plain("Time", LONGEST_OPTION),
    }


def menu(label: str, options: Sequence[Element], chosen: str | None = None) -> Element:
    return select("said", label, options, chosen)


def radio(options: Sequence[Element], chosen: str | None = None) -> Element:
    """At most ten options; `chosen` is the value of the one that is set."""
    element: Element = {"type": "radio_buttons", "action_id": "said", "options": list(options)}
    initial = next((one for one in options if one["value"] == chosen), None)
    return element | ({"initial_option": initial} if initial else {})


def boxes(action: str, options: Sequence[Element], ticked: Sequence[Element]) -> Element:
    """At most ten boxes. Slack refuses an empty list of ticked ones."""
    element: Element = {"type": "checkboxes", "action_id": action, "options": list(options)}
    return element | ({"initial_options": list(ticked)} if ticked else {})


def searching(action: str, label: str) -> Element:
    """A menu that asks us for its options as one types."""
    return {
        "type": "external_select",
        "action_id": action,
        "placeholder": plain(label, 150),
        "min_query_length": 1,
    }


def long_option(label: str, said: str, about: str | None = None) -> Element:
    """An option whose label may be too long for one: it runs on in the description, instead of `about`."""
    if len(label) <= LONGEST_OPTION:
        return option(label, said, about)
    at = label.rfind(" ", 1, LONGEST_OPTION - 1)
    at = at if at > 0 else LONGEST_OPTION - 1
    return option(f"{label[:at]}…", said, f"…{label[at:].lstrip()}")
