"""A checker of whole payloads, by surface, with Slack's published limits.

Source: docs.slack.dev/reference/block-kit/blocks, /reference/views and /reference/methods/chat.postMessage.
Only the safe base of blocks counts as ours; a newer one is a finding even where Slack would take it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.playground.elementrules import KEYS as ELEMENT_KEYS
from bot.playground.elementrules import Notes, check_element, check_image
from bot.playground.findings import Finding
from bot.playground.markup import check_markup, check_plain

Json = dict[str, Any]

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
BASE: dict[str, set[str]] = {
    "section": {"text", "fields", "accessory", "expand"},
    "header": {"text", "level"},
    "divider": set(),
    "context": {"elements"},
    "actions": {"elements"},
    "image": {"image_url", "slack_file", "alt_text", "title"},
    "rich_text": {"elements"},
    "input": {"label", "element", "hint", "optional", "dispatch_action"},
}
NEWER = {
    "alert": {"modal"},
    "card": {"message", "home"},
    "carousel": {"message", "home"},
    "container": {"message"},
    "context_actions": {"message"},
    "data_table": {"message"},
    "data_visualization": {"message"},
    "markdown": {"message"},
    "plan": {"message"},
    "table": {"message"},
    "task_card": {"message"},
    "video": {"message", "modal", "home"},
}
_TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
_IN_ACTIONS = set(ELEMENT_KEYS) - _TYPED - {"image"}
_IN_SECTION = _IN_ACTIONS | {"image"}
_IN_INPUT = set(ELEMENT_KEYS) - {"button", "overflow", "image"}
_RICH_STYLES = {"bold", "italic", "strike", "code", "underline", "highlight"}
_RICH_PARTS = {
    "text": {"text", "style"},
    "link": {"url", "text", "style", "unsafe"},
    "user": {"user_id", "style"},
    "usergroup": {"usergroup_id", "style"},
    "channel": {"channel_id", "style"},
    "emoji": {"name", "unicode", "skin_tone", "style"},
    "broadcast": {"range", "style"},
    "date": {"timestamp", "format", "url", "fallback", "style"},
    "color": {"value", "style"},
}


def check_blocks(surface: str, blocks: object) -> list[Finding]:
    """Everything wrong with a list of blocks on `message`, `modal` or `home`; empty when nothing is."""
    notes = Notes()
    if not isinstance(blocks, list):
        notes.refuse("/blocks", "must be an array")
        return notes.findings
    if len(blocks) > MOST_BLOCKS[surface]:
        notes.refuse("/blocks", f"no more than {MOST_BLOCKS[surface]} items allowed", "limit")
    names: set[str] = set()
    for i, block in enumerate(blocks):
        path = f"/blocks/{i}"
        if not isinstance(block, dict):
            notes.refuse(path, "must be an object")
            continue
        if "block_id" in block:
            notes.length(block["block_id"], f"{path}/block_id", 255)
            if block["block_id"] in names:
                notes.refuse(path, f"`{block['block_id']}` is not unique: block_id already exists")
            names.add(str(block["block_id"]))
        _check_block(notes, block, path, surface)
    return notes.findings


def check_message(payload: Json) -> list[Finding]:
    """Everything wrong with a message: its blocks, its text, and what in either would come alive."""
    notes, text, blocks = Notes(), payload.get("text"), payload.get("blocks")
    if blocks:
        notes.findings += check_blocks("message", blocks)
        if not (isinstance(text, str) and text.strip()):
            notes.note("text", "/text", "a screen reader and a notification have nothing to read")
        length = sum(_letters(block) for block in blocks if isinstance(block, dict))
        if length > 13_200:
            notes.refuse("/blocks", "the blocks are too long together", "limit")
        elif length > 10_000:
            notes.note("limit", "/blocks", "more than 10,000 characters in the blocks; Slack may refuse them")
    if isinstance(text, str):
        notes.findings += check_markup(text, "/text", parses_bare=False)
        if len(text) > 4000:
            notes.note("limit", "/text", "longer than the 4,000 characters that Slack recommends")
    if payload.get("attachments"):
        notes.note("base", "/attachments", "attachments are outmoded")
    if payload.get("link_names") or payload.get("parse") == "full":
        notes.note("mention", "/link_names", "turns names in the text into mentions")
    return notes.findings


def check_view(view: Json) -> list[Finding]:
    """Everything wrong with a modal or a Home."""
    notes, surface = Notes(), str(view.get("type"))
    if surface not in ("modal", "home"):
        notes.refuse("/type", "must be one of: modal, home")
        return notes.findings
    notes.findings += check_blocks(surface, view.get("blocks"))
    if len(json.dumps(view)) > 250_000:
        notes.refuse("", "the view is larger than 250 kB", "limit")
    for key, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if view.get(key):
            notes.length(view[key], f"/{key}", most)
    if surface == "modal":
        _check_frame(notes, view)
    return notes.findings


def _check_frame(notes: Notes, view: Json) -> None:
    notes.text(view.get("title"), "/title", 24, plain=True)
    for key in ("submit", "close"):
        if view.get(key) is not None:
            notes.text(view[key], f"/{key}", 24, plain=True)
    asks = any(isinstance(block, dict) and block.get("type") == "input" for block in view.get("blocks") or ())
    if asks and view.get("submit") is None:
        notes.refuse("/submit", "missing required field: submit, which a modal with inputs needs")


def _check_block(notes: Notes, block: Json, path: str, surface: str) -> None:
    kind = str(block.get("type"))
    if kind in NEWER:
        if surface not in NEWER[kind]:
            return notes.refuse(path, f"unsupported type: {kind}")
        return notes.note("base", path, f"{kind} is not of the safe base")
    if kind not in BASE:
        return notes.refuse(path, f"unsupported type: {kind}")
    notes.keys(block, path, {"type", "block_id"} | BASE[kind])
    if kind == "section":
        _check_section(notes, block, path)
    elif kind == "header":
        notes.text(block.get("text"), f"{path}/text", 150, plain=True)
    elif kind == "context":
        _check_context(notes, block, path)
    elif kind == "actions":
        _check_elements(notes, notes.listed(block.get("elements"), f"{path}/elements", 25), path)
    elif kind == "image":
        check_image(notes, block, path)
        if "title" in block:
            notes.text(block["title"], f"{path}/title", 2000, plain=True)
    elif kind == "rich_text":
        _check_rich(notes, notes.listed(block.get("elements"), f"{path}/elements", 1000), f"{path}/elements")
    elif kind == "input":
        _check_input(notes, block, path)
    return None


def _check_section(notes: Notes, block: Json, path: str) -> None:
    if "text" not in block and "fields" not in block:
        notes.refuse(path, "missing required field: text or fields")
    if "text" in block:
        notes.text(block["text"], f"{path}/text", 3000, plain=False)
    if "fields" in block:
        for i, field in enumerate(notes.listed(block["fields"], f"{path}/fields", 10)):
            notes.text(field, f"{path}/fields/{i}", 2000, plain=False)
    if "accessory" in block:
        _check_placed(notes, block["accessory"], f"{path}/accessory", _IN_SECTION)


def _check_context(notes: Notes, block: Json, path: str) -> None:
    for i, element in enumerate(notes.listed(block.get("elements"), f"{path}/elements", 10)):
        if element.get("type") == "image":
            check_element(notes, element, f"{path}/elements/{i}")
        else:
            notes.text(element, f"{path}/elements/{i}", 2000, plain=False)


def _check_elements(notes: Notes, elements: list[Json], path: str) -> None:
    names = [element["action_id"] for element in elements if "action_id" in element]
    for name in sorted({name for name in names if names.count(name) > 1}):
        notes.refuse(path, f"`action_id` {name} already exists in this block")
    for i, element in enumerate(elements):
        _check_placed(notes, element, f"{path}/elements/{i}", _IN_ACTIONS)


def _check_placed(notes: Notes, element: object, path: str, allowed: set[str]) -> None:
    if not isinstance(element, dict) or element.get("type") not in allowed:
        kind = element.get("type") if isinstance(element, dict) else element
        return notes.refuse(path, f"unsupported type: {kind}")
    return check_element(notes, element, path)


def _check_input(notes: Notes, block: Json, path: str) -> None:
    notes.text(block.get("label"), f"{path}/label", 2000, plain=True)
    if "hint" in block:
        notes.text(block["hint"], f"{path}/hint", 2000, plain=True)
    _check_placed(notes, block.get("element"), f"{path}/element", _IN_INPUT)


def _check_rich(notes: Notes, elements: list[Json], path: str) -> None:
    for i, element in enumerate(elements):
        here, kind = f"{path}/{i}", element.get("type")
        if kind == "rich_text_list":
            if element.get("style") not in ("bullet", "ordered"):
                notes.refuse(f"{here}/style", "must be one of: bullet, ordered")
            if element.get("indent", 0) not in range(9) or element.get("border", 0) not in (0, 1):
                notes.refuse(here, "indent goes from 0 to 8, border is 0 or 1", "limit")
            _check_rich(
                notes, notes.listed(element.get("elements"), f"{here}/elements", 1000), f"{here}/elements"
            )
        elif kind in ("rich_text_section", "rich_text_preformatted", "rich_text_quote"):
            for j, part in enumerate(notes.listed(element.get("elements"), f"{here}/elements", 1000)):
                _check_rich_part(notes, part, f"{here}/elements/{j}")
        else:
            notes.refuse(here, f"unsupported type: {kind}")


def _check_rich_part(notes: Notes, part: Json, path: str) -> None:
    kind = str(part.get("type"))
    if kind not in _RICH_PARTS:
        return notes.refuse(path, f"unsupported type: {kind}")
    notes.keys(part, path, {"type"} | _RICH_PARTS[kind])
    notes.keys(part.get("style") or {}, f"{path}/style", _RICH_STYLES)
    if kind == "text":
        notes.length(part.get("text"), f"{path}/text", 12_000)
        notes.findings += check_plain(str(part.get("text", "")), f"{path}/text", decoded=False)
    elif kind == "broadcast":
        notes.note("mention", path, "pings people")
    return None


def _letters(value: object) -> int:
    return sum(len(text) for text in _strings(value))


def _strings(value: object) -> Iterator[str]:
    """Every text that a payload shows."""
    if isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from _strings(inner)
