"""A nudge: one reminder about the step at hand, as data. How it looks is for cards to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID, uuid5

from bot.career.guide import Step
from bot.career.person import Person
from bot.career.roadmap import Progress

Kind = Literal["nudge", "snooze", "welcome", "farewell"]
Reason = Literal["holiday", "away", "quiet"]
_MARKERS = UUID("5bb7a6c8-4dd4-4a53-9a5b-0f7f3f6d2a10")


@dataclass(frozen=True, slots=True)
class Postponed:
    """Why a nudge comes later than its day: a holiday (by name), an away status, or do-not-disturb."""

    reason: Reason
    planned: date
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """What one message says.

    `kind`: the week's own, one that was snoozed, the welcome after a start, or the farewell that says once
    that the nudges stop. `number` is the step's, from 1. `wording` grows with each nudge, so that words can
    rotate. `slowed`: it comes every second week because the last ones were not touched. A farewell may
    have no step.
    """

    person: Person
    occurrence: str
    kind: Kind
    slug: str
    title: str
    step: Step | None
    number: int
    progress: Progress
    wording: int = 0
    postponed: Postponed | None = None
    slowed: bool = False
    done_around: date | None = None

    @property
    def marker(self) -> str:
        """What the message carries, so that it can be found again in the conversation."""
        return marker(self.occurrence)


def marker(occurrence: str) -> str:
    return str(uuid5(_MARKERS, occurrence))


def occurrence(person: Person, day: date, slug: str | None = None) -> str:
    """Names the nudge of the ISO week of a local date; `slug` only where each roadmap has its own."""
    year, week, _ = day.isocalendar()
    own = f"{person.team}:{person.user}:{year}-W{week:02d}"
    return f"{own}:{slug}" if slug else own
