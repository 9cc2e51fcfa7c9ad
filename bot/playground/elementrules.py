"""Limits of texts, elements and composition objects of Block Kit.

Source: docs.slack.dev/reference/block-kit/block-elements and /composition-objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bot.playground.findings import Finding
from bot.playground.markup import check_markup, check_plain

Json = dict[str, Any]

_COMMON = {"type", "action_id", "confirm", "focus_on_load"}
_SELECT = _COMMON | {"placeholder"}
_STATIC = _SELECT | {"options", "option_groups"}
_TYPED = {"type", "action_id", "placeholder", "initial_value", "dispatch_action_config", "focus_on_load"}
KEYS: dict[str, set[str]] = {
    "button": _COMMON - {"focus_on_load"} | {"text", "value", "url", "style", "accessibility_label"},
    "image": {"type", "image_url", "slack_file", "alt_text"},
    "overflow": _COMMON - {"focus_on_load"} | {"options"},
    "checkboxes": _COMMON | {"options", "initial_options"},
    "radio_buttons": _COMMON | {"options", "initial_option"},
    "static_select": _STATIC | {"initial_option"},
    "multi_static_select": _STATIC | {"initial_options", "max_selected_items"},
    "external_select": _SELECT | {"initial_option", "min_query_length"},
    "users_select": _SELECT | {"initial_user"},
    "conversations_select": _SELECT
    | {"initial_conversation", "default_to_current_conversation", "response_url_enabled", "filter"},
    "channels_select": _SELECT | {"initial_channel", "response_url_enabled"},
    "datepicker": _SELECT | {"initial_date"},
    "timepicker": _SELECT | {"initial_time", "timezone"},
    "plain_text_input": _TYPED | {"multiline", "min_length", "max_length"},
    "number_input": _TYPED | {"is_decimal_allowed", "min_value", "max_value"},
    "email_text_input": _TYPED,
    "url_text_input": _TYPED,
}
MOST_OPTIONS = {"overflow": 5, "checkboxes": 10, "radio_buttons": 10}
WITH_OPTIONS = ("overflow", "checkboxes", "radio_buttons", "static_select", "multi_static_select")


class Notes:
    """Collects findings while a payload is walked."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def refuse(self, path: str, says: str, kind: str = "shape") -> None:
        self.findings.append(Finding(kind, path, says, refused=True))

    def note(self, kind: str, path: str, says: str) -> None:
        self.findings.append(Finding(kind, path, says))

    def keys(self, thing: Json, path: str, allowed: Iterable[str], required: Iterable[str] = ()) -> None:
        for key in sorted(set(thing) - set(allowed)):
            self.refuse(path, f"invalid additional property: {key}")
        for key in required:
            if thing.get(key) is None:
                self.refuse(path, f"missing required field: {key}")

    def length(self, value: object, path: str, most: int, least: int = 1) -> None:
        if not isinstance(value, str):
            self.refuse(path, "must be a string")
        elif len(value) < least:
            self.refuse(path, f"must be more than {least - 1} characters", "limit")
        elif len(value) > most:
            self.refuse(path, f"must be less than {most + 1} characters", "limit")

    def listed(self, value: object, path: str, most: int) -> list[Any]:
        """A list of one to `most` objects; what is none comes back empty, so that walking goes on."""
        if not isinstance(value, list):
            self.refuse(path, "must be an array")
            return []
        if not value:
            self.refuse(path, "no fewer than 1 item allowed", "limit")
        if len(value) > most:
            self.refuse(path, f"no more than {most} items allowed", "limit")
        return [item if isinstance(item, dict) else {} for item in value]

    def text(self, value: object, path: str, most: int, *, plain: bool) -> None:
        """A text object; `plain` where Slack takes no mrkdwn."""
        if not isinstance(value, dict):
            self.refuse(path, "must be a text object")
            return
        if value.get("type") not in (("plain_text",) if plain else ("plain_text", "mrkdwn")):
            self.refuse(path, f"unsupported type: {value.get('type')}")
            return
        is_plain = value["type"] == "plain_text"
        self.keys(value, path, {"type", "text", "emoji" if is_plain else "verbatim"})
        self.length(value.get("text"), f"{path}/text", most)
        text = str(value.get("text", ""))
        if is_plain:
            self.findings += check_plain(text, f"{path}/text")
        else:
            self.findings += check_markup(text, f"{path}/text", parses_bare=not value.get("verbatim", False))


def check_element(notes: Notes, element: Json, path: str) -> None:
    """One interactive element or image, wherever it stands."""
    kind = str(element.get("type"))
    if kind not in KEYS:
        return notes.refuse(path, f"unsupported type: {kind}")
    notes.keys(element, path, KEYS[kind])
    if "action_id" in element:
        notes.length(element["action_id"], f"{path}/action_id", 255)
    if "placeholder" in element:
        notes.text(element["placeholder"], f"{path}/placeholder", 150, plain=True)
    if "confirm" in element:
        _check_confirm(notes, element["confirm"], f"{path}/confirm")
    if kind == "button":
        _check_button(notes, element, path)
    elif kind == "image":
        check_image(notes, element, path)
    elif kind in WITH_OPTIONS:
        _check_choices(notes, element, path, kind)
    else:
        _check_entry(notes, element, path, kind)
    return None


def _check_button(notes: Notes, button: Json, path: str) -> None:
    notes.text(button.get("text"), f"{path}/text", 75, plain=True)
    for key, most in (("value", 2000), ("url", 3000), ("accessibility_label", 75)):
        if key in button:
            notes.length(button[key], f"{path}/{key}", most, least=0 if key == "value" else 1)
    if button.get("style", "primary") not in ("primary", "danger"):
        notes.refuse(f"{path}/style", "must be one of: primary, danger")


def check_image(notes: Notes, image: Json, path: str) -> None:
    if ("image_url" in image) == ("slack_file" in image):
        notes.refuse(path, "must provide either image_url or slack_file")
    if "image_url" in image:
        notes.length(image["image_url"], f"{path}/image_url", 3000)
    notes.length(image.get("alt_text"), f"{path}/alt_text", 2000)


def _check_confirm(notes: Notes, confirm: Json, path: str) -> None:
    notes.keys(confirm, path, {"title", "text", "confirm", "deny", "style"})
    for key, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        notes.text(confirm.get(key), f"{path}/{key}", most, plain=key != "text")


def _check_choices(notes: Notes, element: Json, path: str, kind: str) -> None:
    groups = element.get("option_groups")
    if groups is not None and "options" in element:
        notes.refuse(path, "only one of options and option_groups is allowed")
    options: list[Json] = []
    if groups is None:
        options = notes.listed(element.get("options"), f"{path}/options", MOST_OPTIONS.get(kind, 100))
        _check_options(notes, options, f"{path}/options", kind)
    else:
        for i, group in enumerate(notes.listed(groups, f"{path}/option_groups", 100)):
            inner = f"{path}/option_groups/{i}"
            notes.text(group.get("label"), f"{inner}/label", 75, plain=True)
            options += notes.listed(group.get("options"), f"{inner}/options", 100)
            _check_options(notes, options, f"{inner}/options", kind)
    _check_initial(notes, element, path, options)


def _check_options(notes: Notes, options: list[Json], path: str, kind: str) -> None:
    rich = kind in ("checkboxes", "radio_buttons")
    for i, option in enumerate(options):
        here = f"{path}/{i}"
        notes.keys(
            option, here, {"text", "value", "description"} | ({"url"} if kind == "overflow" else set())
        )
        notes.text(option.get("text"), f"{here}/text", 75, plain=not rich)
        notes.length(option.get("value"), f"{here}/value", 150)
        if "description" in option:
            notes.text(option["description"], f"{here}/description", 75, plain=not rich)
    values = [option.get("value") for option in options]
    if len(set(values)) < len(values):
        notes.refuse(path, "option values must be unique")


def _check_initial(notes: Notes, element: Json, path: str, options: list[Json]) -> None:
    initial = element.get(
        "initial_options", [element["initial_option"]] if "initial_option" in element else None
    )
    if initial is None:
        return
    if not initial:
        notes.refuse(f"{path}/initial_options", "no fewer than 1 item allowed", "limit")
    if any(option not in options for option in initial):
        notes.refuse(path, "initial options must be among the options, word for word")


def _check_entry(notes: Notes, element: Json, path: str, kind: str) -> None:
    """Pickers and inputs."""
    if kind == "datepicker" and "initial_date" in element:
        _matches(notes, element["initial_date"], f"{path}/initial_date", r"\d{4}-\d\d-\d\d")
    if kind == "timepicker" and "initial_time" in element:
        _matches(notes, element["initial_time"], f"{path}/initial_time", r"([01]\d|2[0-3]):[0-5]\d")
    if kind == "plain_text_input":
        most = element.get("max_length", 3000)
        if most not in range(1, 3001) or element.get("min_length", 0) not in range(most + 1):
            notes.refuse(path, "min_length and max_length must be in order, from 0 to 3000", "limit")
    if kind == "number_input" and "is_decimal_allowed" not in element:
        notes.refuse(path, "missing required field: is_decimal_allowed")


def _matches(notes: Notes, value: object, path: str, pattern: str) -> None:
    if not re.fullmatch(pattern, str(value)):
        notes.refuse(path, "has not the form that the picker needs")
