"""What Slack tells of a view: a modal or App Home. Like a button's value, all of it is the client's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.advisor.ownpage import Ticked
from bot.slack.cards.home import STATES
from bot.slack.cards.presses import STEPS

Json = Mapping[str, Any]
DEEPEST = 3
VALUES = ("value", "selected_time", "selected_date")


@dataclass(frozen=True, slots=True)
class Viewed:
    """A view that a person acted on. `kept`: what it carried; `said`: what was entered, by the block's id."""

    id: str
    home: bool
    hash: str
    callback: str
    depth: int
    kept: Json
    said: Mapping[str, str]
    blocks: tuple[Json, ...]

    def text(self, key: str) -> str:
        value = self.kept.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int:
        value = self.kept.get(key)
        return value if isinstance(value, int) and 0 <= value < 10_000 else 0

    @property
    def first_field(self) -> str | None:
        """The id of the first input, the only place where Slack shows an error."""
        return next((str(block["block_id"]) for block in self.blocks if block.get("type") == "input"), None)


def viewed(body: Json) -> Viewed:
    """The view of an action, a submission or an opened Home."""
    view: Json = body.get("view") or {}
    id, root, previous = view.get("id"), view.get("root_view_id"), view.get("previous_view_id")
    return Viewed(
        id=str(id or ""),
        home=view.get("type") == "home",
        hash=str(view.get("hash") or ""),
        callback=str(view.get("callback_id") or ""),
        depth=1 if id == root or not root else 2 if previous == root else DEEPEST,
        kept=_object(view.get("private_metadata")),
        said=_said((view.get("state") or {}).get("values") or {}),
        blocks=tuple(view.get("blocks") or ()),
    )


def _said(values: Json) -> dict[str, str]:
    """What is in each block: a text, a time, or the value of what was chosen."""
    told = {}
    for block, elements in values.items():
        for element in elements.values():
            option = element.get("selected_option") or {}
            found = [element[key] for key in VALUES if isinstance(element.get(key), str)]
            if value := str(option.get("value") or (found[0] if found else "")):
                told[block] = value
    return told


def _object(text: object) -> Json:
    try:
        read = json.loads(text) if isinstance(text, str) and text else {}
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def ticked(body: Json) -> Ticked | None:
    """What a person made of a group of boxes: as they were on the page they saw, and as they are now.

    Slack may send a newer page along than the one that was pressed, so the block's id says what was seen.
    """
    act = body["actions"][0]
    kind, _, rest = str(act.get("block_id")).partition("|")
    group, _, states = rest.rpartition("|")
    blocks = (body.get("view") or {}).get("blocks") or ()
    same = f"{STEPS}|{group}|"
    block = next((one for one in blocks if str(one.get("block_id")).startswith(same)), None)
    if block is None or kind != STEPS:
        return None
    shown = _keys(block["elements"][0].get("options"))
    return Ticked(
        slug=group.rpartition("|")[0],
        shown=shown,
        before={key for key, state in zip(shown, states, strict=False) if state == STATES["done"]},
        after=set(_keys(act.get("selected_options"))),
    )


def _keys(options: object) -> tuple[str, ...]:
    values = [str(option.get("value", "")) for option in options] if isinstance(options, list) else []
    return tuple(value.partition("|")[2] for value in values)
