"""A command: what a person tells the bot to do, as opposed to a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.career.rhythm import Rhythm

Name = Literal[
    "home",
    "help",
    "roles",
    "roadmap",
    "start",
    "remind",
    "next",
    "done",
    "doing",
    "skip",
    "snooze",
    "pause",
    "resume",
    "stop",
    "undo",
    "pace",
    "export",
    "compare",
    "share",
    "self-check",
    "forget self-check",
    "privacy",
    "forget me",
]


@dataclass(frozen=True, slots=True)
class RhythmChange:
    """What of a rhythm is to change; None stays as it is."""

    weekday: int | None = None
    hour: int | None = None
    minute: int = 0
    every: Literal[1, 2] | None = None

    def __bool__(self) -> bool:
        return self != RhythmChange()

    def applied(self, to: Rhythm) -> Rhythm:
        at = to.at if self.hour is None else to.at.replace(hour=self.hour, minute=self.minute)
        weekday = to.weekday if self.weekday is None else self.weekday
        return Rhythm(weekday, at, to.zone, self.every or to.every)


@dataclass(frozen=True, slots=True)
class Command:
    """`role` is a guide's slug, `number` a step's number or a count (days, steps a week).

    `arguments` are the rest in the person's own words: what to compare, a line of evidence for `done`; "each"
    or "one" for `remind`.
    """

    name: Name
    role: str | None = None
    rhythm: RhythmChange | None = None
    number: float | None = None
    arguments: tuple[str, ...] = ()
