"""Blocks from a person's side: finding what can be pressed, and what pressing or entering it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.errors import CareerError

Json = dict[str, Any]


class NotThere(CareerError):
    """There is nothing like that to press or fill in."""


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in."""
    for block in blocks:
        inner = [*block.get("elements", ())] if block["type"] == "actions" else []
        inner += [block[key] for key in ("accessory", "element") if isinstance(block.get(key), dict)]
        yield from ((block, element) for element in inner if element.get("type") != "image")


def find_element(blocks: list[Json], name: str, block_id: str | None = None) -> tuple[Json, Json]:
    """The element with an action_id, else with that label.

    Raises:
        NotThere: naming what there is.
    """
    there = [(b, e) for b, e in elements_of(blocks) if block_id in (None, b.get("block_id"))]
    for block, element in there:
        if element.get("action_id") == name:
            return block, element
    for block, element in there:
        if label_of(element) == name:
            return block, element
    names = ", ".join(f"{e.get('action_id')} ({label_of(e)})" for _, e in there) or "nothing to press"
    raise NotThere(f"No {name!r} here, but: {names}.")


def label_of(element: Json) -> str:
    text = element.get("text") or element.get("placeholder") or {}
    return str(text.get("text", ""))


def chosen(element: Json, value: Any) -> Json:
    """What an element says once a person has chosen `value`: an option by value or text, a list, a date."""
    kind = element["type"]
    if kind == "button":
        return {"type": kind, "value": element["value"]} if "value" in element else {"type": kind}
    if kind in ("static_select", "radio_buttons", "overflow", "external_select"):
        return {"type": kind, "selected_option": None if value is None else _option(element, value)}
    if kind in ("checkboxes", "multi_static_select"):
        return {"type": kind, "selected_options": [_option(element, one) for one in value or ()]}
    key = {
        "datepicker": "selected_date",
        "timepicker": "selected_time",
        "users_select": "selected_user",
        "channels_select": "selected_channel",
        "conversations_select": "selected_conversation",
    }.get(kind, "value")
    return {"type": kind, key: value}


def _option(element: Json, value: Any) -> Json:
    if isinstance(value, dict):
        return value
    options = list(element.get("options", ()))
    for group in element.get("option_groups", ()):
        options += group["options"]
    for option in options:
        if value in (option.get("value"), option["text"]["text"]):
            return dict(option)
    raise NotThere(f"No option {value!r} in {element.get('action_id')}.")


def initial(element: Json) -> Json:
    """What an element says before anybody touched it."""
    kind = element["type"]
    if kind in ("static_select", "radio_buttons", "external_select"):
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in ("checkboxes", "multi_static_select"):
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    start = [element[key] for key in element if key.startswith("initial_")]
    return chosen(element, start[0] if start else None)


def state_of(blocks: list[Json], entered: Mapping[str, Mapping[str, Json]] | None = None) -> dict[str, Json]:
    """The `state.values` of a message or view: what was entered, else what each element began with."""
    state: dict[str, Json] = {}
    for block, element in elements_of(blocks):
        if element["type"] in ("button", "overflow"):
            continue
        told = (entered or {}).get(block["block_id"], {}).get(element["action_id"])
        state.setdefault(block["block_id"], {})[element["action_id"]] = told or initial(element)
    return state


def fill_in(blocks: list[Json], values: Mapping[str, Any]) -> dict[str, Json]:
    """`values` as `state.values`: each by action_id, or by block_id, there also as a mapping by action_id.

    Raises:
        NotThere: a value for something that is not on the view.
    """
    state = state_of(blocks)
    for name, value in values.items():
        found = False
        for block, element in elements_of(blocks):
            action = element["action_id"]
            if name == block["block_id"] and isinstance(value, Mapping) and action in value:
                state[name][action] = chosen(element, value[action])
            elif name == action or (name == block["block_id"] and not isinstance(value, Mapping)):
                state[block["block_id"]][action] = chosen(element, value)
            else:
                continue
            found = True
        if not found:
            raise NotThere(f"Nothing to fill in is called {name!r}.")
    return state
