"""On what terms nudges are sent: how long a claim lasts, how fast, how often it is tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Times on the real clock.

    `lease` must be at least `timeout` + `settle`: a shorter one lets a second sender post while the first
    one's message is still on its way. `settle` is how long a message may take to show in the conversation
    after its sender died. `patience` is how long a sender waits for its turn before it gives a row back.
    `turn` is the least time between two posts to a team, several hundred a minute
    being Slack's limit; `breath` that between two to one person, one a second being it.
    """

    lease: timedelta = timedelta(seconds=90)
    timeout: timedelta = timedelta(seconds=15)
    settle: timedelta = timedelta(seconds=60)
    second_look: timedelta = timedelta(seconds=5)
    patience: timedelta = timedelta(seconds=10)
    turn: timedelta = timedelta(milliseconds=300)
    breath: timedelta = timedelta(seconds=1)
    retry: timedelta = timedelta(seconds=5)
    longest_retry: timedelta = timedelta(minutes=5)
    give_up: timedelta = timedelta(hours=24)

    def backoff(self, tries: int) -> timedelta:
        """How long to wait after that many tries that surely failed."""
        return min(self.retry * (1 << min(tries, 10)), self.longest_retry)


USUAL = Terms()
