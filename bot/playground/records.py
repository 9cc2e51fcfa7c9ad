"""What the playground remembers for whoever judges the bot: posts, refusals, findings, deliveries."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.playground.findings import Finding

Json = dict[str, Any]
MARKER = "occ:"


@dataclass(frozen=True, slots=True)
class Post:
    """One accepted post. `at` is the playground's time, `real` monotonic seconds."""

    team: str
    channel: str
    ts: str
    text: str
    marker: str | None
    thread_ts: str | None
    at: datetime
    real: float = field(default_factory=time.monotonic)

    def as_json(self) -> Json:
        return asdict(self) | {"at": self.at.isoformat()}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One call that was answered with an error of Slack's."""

    team: str | None
    method: str
    error: str
    real: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of the block checker, with the method or answer that carried it."""

    team: str
    carrier: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to hand something to the bot; `seconds` until it was acknowledged or given up."""

    kind: str
    attempt: int
    outcome: str
    seconds: float


@dataclass(slots=True)
class Records:
    posts: list[Post] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    findings: list[Found] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)

    def clear(self) -> None:
        """Forget everything so far."""
        for told in (self.posts, self.refused, self.findings, self.deliveries, self.calls):
            told.clear()

    def per_marker(self) -> Counter[str]:
        """How often each marked occurrence was posted: twice is a duplicate."""
        return Counter(post.marker for post in self.posts if post.marker)


def marker_of(blocks: list[Json], metadata: Json | None) -> str | None:
    """The occurrence a message carries: in a block_id `occ:...`, else in its metadata's `occurrence`."""
    for block in blocks:
        if str(block.get("block_id", "")).startswith(MARKER):
            return str(block["block_id"]).removeprefix(MARKER)
    payload = (metadata or {}).get("event_payload") or {}
    return str(payload["occurrence"]) if "occurrence" in payload else None
