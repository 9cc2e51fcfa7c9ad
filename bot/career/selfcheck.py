"""A self-check: how well a person knows a guide's skills, by their own word, and what to work on first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final, Literal

from bot.career.guide import Guide, Step

Level = Literal["know", "some", "new"]
LEVELS: Final[tuple[Level, ...]] = ("know", "some", "new")
MOST_GAPS = 3
PAGE = 7  # skills: more of them at once look like work on a phone


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """What a person said of a guide's skills, by the skill's name. A skill they left out has no level."""

    slug: str
    levels: Mapping[str, Level]
    at: datetime


@dataclass(frozen=True, slots=True)
class NumberedStep:
    """A step of the roadmap that builds a skill, with its number in the guide."""

    number: int
    step: Step


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill to work on, and the steps that build it: those that the guide's author linked, or none."""

    skill: str
    level: Level
    steps: tuple[NumberedStep, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a self-check came to. `gaps`: the first to work on; `rest`: the names of the others."""

    known: int
    rated: int
    gaps: tuple[Gap, ...]
    rest: tuple[str, ...] = ()


def findings(guide: Guide, levels: Mapping[str, Level]) -> Findings:
    """What is new comes before what is half known, what a step builds before what none does, then the
    guide's own order. Skills that the guide no longer lists don't count.
    """
    rated = [skill.name for skill in guide.skills if skill.name in levels]
    open_ = [_gap(guide, name, levels[name]) for name in rated if levels[name] != "know"]
    open_.sort(key=lambda gap: (gap.level != "new", not gap.steps))
    return Findings(
        known=sum(levels[name] == "know" for name in rated),
        rated=len(rated),
        gaps=tuple(open_[:MOST_GAPS]),
        rest=tuple(gap.skill for gap in open_[MOST_GAPS:]),
    )


def _gap(guide: Guide, skill: str, level: Level) -> Gap:
    return Gap(skill, level, builders(guide, skill))


def builders(guide: Guide, skill: str) -> tuple[NumberedStep, ...]:
    """The steps that say they build that skill."""
    wanted = skill.casefold()
    return tuple(
        NumberedStep(number, step)
        for number, step in enumerate(guide.next_steps, 1)
        if wanted in (closed.casefold() for closed in step.closes)
    )


def pages(skills: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The skills in pages of about the same length."""
    count = -(-len(skills) // PAGE)
    each, longer = divmod(len(skills), count) if count else (0, 0)
    starts = [page * each + min(page, longer) for page in range(count + 1)]
    return tuple(tuple(skills[start:end]) for start, end in pairwise(starts))
