"""What has been said: messages, threads, and what only one person sees."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Message:
    """One message. `only_for` makes it ephemeral; `posted` is monotonic, for a history that lags."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    only_for: str | None = None
    metadata: Json | None = None
    bot_id: str | None = None
    app_id: str | None = None
    subtype: str | None = None
    files: list[Json] = field(default_factory=list)
    edited: str | None = None
    posted: float = field(default_factory=time.monotonic)

    @property
    def in_thread(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def as_slack(self, team: str, *, metadata: bool = False) -> Json:
        """The message as history and events tell of it; metadata only where it was asked for."""
        told: Json = {"type": "message", "user": self.user, "ts": self.ts, "team": team, "text": self.text}
        if self.blocks:
            told["blocks"] = list(self.blocks)
        if self.bot_id:
            told |= {"bot_id": self.bot_id, "app_id": self.app_id}
            told["bot_profile"] = {"id": self.bot_id, "app_id": self.app_id, "name": "Career Advisor"}
        for key in ("thread_ts", "subtype"):
            if (value := getattr(self, key)) is not None:
                told[key] = value
        if self.files:
            told["files"] = self.files
        if self.edited:
            told["edited"] = {"user": self.user, "ts": self.edited}
        if metadata and self.metadata:
            told["metadata"] = self.metadata
        return told


class MessageLog:
    """A workspace's messages by conversation, oldest first."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, Message]] = {}
        self._last = 0
        self._block = itertools.count(1)

    def next_ts(self, now: datetime) -> str:
        """A new timestamp: the clock's time, yet always later than any given out before."""
        self._last = max(int(now.timestamp() * 1_000_000), self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def named(self, blocks: list[Json]) -> list[Json]:
        """The blocks, given a block_id and action_id wherever the sender gave none, as Slack does it."""
        for block in blocks:
            block.setdefault("block_id", f"b{next(self._block)}")
            elements = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
            for element in elements if block.get("type") in ("actions", "section", "input") else ():
                if isinstance(element, dict) and element.get("type") != "image":
                    element.setdefault("action_id", f"a{next(self._block)}")
        return blocks

    def add(self, message: Message) -> Message:
        self._said.setdefault(message.channel, {})[message.ts] = message
        return message

    def find(self, channel: str, ts: str) -> Message | None:
        return self._said.get(channel, {}).get(ts)

    def remove(self, message: Message) -> None:
        self._said[message.channel].pop(message.ts, None)

    def newest_first(self, channel: str) -> Iterator[Message]:
        """What everybody in the conversation sees at its top level."""
        for message in reversed(self._said.get(channel, {}).values()):
            if message.only_for is None and not message.in_thread:
                yield message

    def last_ts(self, channel: str) -> str:
        """When something was last said there for everybody in it."""
        return next((message.ts for message in self.newest_first(channel)), "0")

    def replies(self, channel: str, thread_ts: str) -> list[Message]:
        """A thread for everybody: its first message, then the replies, oldest first."""
        said = self._said.get(channel, {}).values()
        return [m for m in said if m.only_for is None and thread_ts in (m.ts, m.thread_ts)]

    def all_seen_by(self, person: str, channel: str) -> list[Message]:
        """All that one person sees of a conversation, threads and their own ephemerals with it."""
        return [m for m in self._said.get(channel, {}).values() if m.only_for in (None, person)]

    def seen_by(self, person: str, channel: str, thread_ts: str | None = None) -> list[Message]:
        """With `thread_ts` what the person sees of that thread, else of the top level."""
        said = self.all_seen_by(person, channel)
        if thread_ts is None:
            return [m for m in said if not m.in_thread]
        return [m for m in said if thread_ts in (m.ts, m.thread_ts)]
