"""A roadmap: a person's way through a guide's next steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from bot.career.guide import Step

StepState = Literal["open", "doing", "done", "skipped"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person said of a step, when, and the line of evidence they may have left."""

    state: StepState
    at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """Marks are kept by step key; a step without one is open. `active` is false once it was stopped.

    `pace` is in steps a week, where the person set one.
    """

    slug: str
    started_at: datetime
    marks: Mapping[str, Mark] = field(default_factory=dict)
    active: bool = True
    pace: float | None = None
    nudged_at: datetime | None = None
    celebrated_at: datetime | None = None

    def state(self, key: str) -> StepState:
        mark = self.marks.get(key)
        return mark.state if mark else "open"


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    skipped: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.done - self.skipped

    def __str__(self) -> str:
        return f"{self.done} of {self.total} done"


def mark(roadmap: Roadmap, key: str, state: StepState, now: datetime, note: str | None = None) -> Roadmap:
    """The roadmap with that step in that state; the same one when nothing changes."""
    before = roadmap.marks.get(key)
    if roadmap.state(key) == state and (note is None or (before and before.note == note)):
        return roadmap
    kept = note if note is not None else (before.note if before and state == "done" else None)
    return replace(roadmap, marks={**roadmap.marks, key: Mark(state, now, kept)})


def step_at_hand(roadmap: Roadmap, steps: Sequence[Step]) -> Step | None:
    """The first step that is being done, else the first open one; None when none is left."""
    for wanted in ("doing", "open"):
        for step in steps:
            if roadmap.state(step.key) == wanted:
                return step
    return None


def progress(roadmap: Roadmap, steps: Sequence[Step]) -> Progress:
    """Counts only steps that the guide still has."""
    states = [roadmap.state(step.key) for step in steps]
    return Progress(states.count("done"), states.count("skipped"), len(states))


def finished(roadmap: Roadmap, steps: Sequence[Step]) -> bool:
    """Nothing is left undone and something was done."""
    now = progress(roadmap, steps)
    return now.left == 0 and now.done > 0
