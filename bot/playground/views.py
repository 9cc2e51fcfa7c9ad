"""Modals and App Home: one stack of modals and one Home a person."""

from __future__ import annotations

import copy
import itertools
import secrets
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
DEEPEST_STACK = 3


@dataclass(slots=True)
class View:
    """One view. `content` is what the bot sent; `state` what the person has entered, by block and action."""

    id: str
    person: str
    content: Json
    root: str
    previous: str | None = None
    state: dict[str, Json] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    hash: str = ""

    def renew(self, content: Json) -> None:
        """Show other content; what was entered stays where its block is still there, as in Slack."""
        self.content = content
        self.hash = f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
        self.errors = {}
        kept = {block.get("block_id") for block in content.get("blocks", ())}
        self.state = {block: values for block, values in self.state.items() if block in kept}

    def as_slack(self, team: str, app: str, bot: str) -> Json:
        """The view as methods answer it and interactions carry it."""
        content = self.content
        return {
            "id": self.id,
            "team_id": team,
            "app_id": app,
            "bot_id": bot,
            "app_installed_team_id": team,
            "type": content.get("type", "modal"),
            "title": content.get("title"),
            "submit": content.get("submit"),
            "close": content.get("close"),
            "blocks": content.get("blocks", []),
            "private_metadata": content.get("private_metadata", ""),
            "callback_id": content.get("callback_id", ""),
            "external_id": content.get("external_id", ""),
            "clear_on_close": bool(content.get("clear_on_close")),
            "notify_on_close": bool(content.get("notify_on_close")),
            "root_view_id": self.root,
            "previous_view_id": self.previous,
            "hash": self.hash,
            "state": {"values": copy.deepcopy(self.state)},
        }


class Views:
    """A workspace's open views."""

    def __init__(self) -> None:
        self._number = itertools.count(1)
        self._stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    def stack(self, person: str) -> list[View]:
        """A person's open modals, the one on top last."""
        return self._stacks.setdefault(person, [])

    def push(self, person: str, content: Json) -> View:
        stack = self.stack(person)
        name = f"V{next(self._number):06d}"
        root, previous = (stack[0].id, stack[-1].id) if stack else (name, None)
        view = View(name, person, {}, root, previous)
        view.renew(content)
        stack.append(view)
        return view

    def publish(self, person: str, content: Json) -> View:
        name = f"V{next(self._number):06d}"
        view = self.homes.setdefault(person, View(name, person, {}, name))
        view.renew(content)
        return view

    def find(self, view_id: str | None, external_id: str | None = None) -> View | None:
        every = [view for stack in self._stacks.values() for view in stack] + list(self.homes.values())
        for view in every:
            if view.id == view_id or (external_id and view.content.get("external_id") == external_id):
                return view
        return None

    def close(self, view: View) -> None:
        stack = self.stack(view.person)
        if view in stack:
            stack.remove(view)

    def clear(self, person: str) -> None:
        self.stack(person).clear()
