"""A mailbox in place of Slack, for drills of time alone: it takes every message and counts."""

from __future__ import annotations

from collections import Counter

from bot.advisor.speech import Absent, Found, Outcome, Sent
from bot.career.nudge import Nudge


class Mailbox:
    """`arrived`: how often the nudge of each occurrence came."""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()

    async def post(self, nudge: Nudge, channel: str | None) -> Outcome:
        if nudge.kind == "nudge":
            self.arrived[nudge.occurrence] += 1
        return Sent(f"D{nudge.person.user}", "1.0")

    async def find(self, nudge: Nudge, channel: str) -> Found:
        return Absent()

    @property
    def doubled(self) -> int:
        return sum(1 for count in self.arrived.values() if count > 1)
