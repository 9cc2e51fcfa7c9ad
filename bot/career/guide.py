"""A guide: all that is known of one role, as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

OVERVIEW = "overview"
RESPONSIBILITIES = "responsibilities"
SKILLS = "skills"
PROGRESSION = "progression"
SKILL_GAPS = "skill_gaps"
SALARY = "salary"
DEMAND = "demand"
EMPLOYERS = "employers"
INDUSTRIES = "industries"
NEXT_STEPS = "next_steps"

TOPICS = (
    OVERVIEW,
    RESPONSIBILITIES,
    SKILLS,
    PROGRESSION,
    SKILL_GAPS,
    SALARY,
    DEMAND,
    EMPLOYERS,
    INDUSTRIES,
    NEXT_STEPS,
)
SENTENCES = frozenset({RESPONSIBILITIES, SKILL_GAPS, NEXT_STEPS})  # lists whose entries say more than a name


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list; `also` holds other words for it, for listening only and never shown."""

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step(Item):
    """A next step; `closes` names the skills it builds, `first_action` a start of some fifteen minutes."""

    closes: tuple[str, ...] = ()
    first_action: str | None = None

    @property
    def key(self) -> str:
        """Names the step in a person's roadmap, so that reordering a guide's steps loses no progress."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.casefold()).strip("-")[:80]


@dataclass(frozen=True, slots=True)
class Band:
    """The pay of one level, both ends included, in the salary's currency and period."""

    level: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Salary:
    bands: tuple[Band, ...]
    currency: str
    period: str = "year"
    region: str | None = None
    as_of: str | None = None

    def band(self, level: str) -> Band | None:
        return next((band for band in self.bands if band.level == level), None)


@dataclass(frozen=True, slots=True)
class Progression:
    leads_to: tuple[Item, ...] = ()
    transitions: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillGaps:
    missing: tuple[Item, ...] = ()
    suggestions: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    trend: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    date: str | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A named list of a guide: what a topic holds, part by part (`leads_to`, `transitions`)."""

    part: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    slug: str
    title: str
    aliases: tuple[str, ...] = ()
    overview: str | None = None
    responsibilities: tuple[Item, ...] = ()
    skills: tuple[Item, ...] = ()
    progression: Progression = Progression()
    skill_gaps: SkillGaps = SkillGaps()
    salary: Salary | None = None
    demand: Demand | None = None
    employers: tuple[Item, ...] = ()
    industries: tuple[Item, ...] = ()
    next_steps: tuple[Step, ...] = ()
    sources: tuple[Source, ...] = ()
    owner: str | None = None
    reviewed: date | None = None
    review_every: str | None = None
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def listings(self, topic: str) -> tuple[Listing, ...]:
        """The lists that the guide holds on a topic, empty ones left out; none for prose and salaries."""
        path, gaps = self.progression, self.skill_gaps
        parts: Mapping[str, tuple[tuple[str, tuple[Item, ...]], ...]] = {
            RESPONSIBILITIES: ((RESPONSIBILITIES, self.responsibilities),),
            SKILLS: ((SKILLS, self.skills),),
            PROGRESSION: (("leads_to", path.leads_to), ("transitions", path.transitions)),
            SKILL_GAPS: (("missing", gaps.missing), ("suggestions", gaps.suggestions)),
            EMPLOYERS: ((EMPLOYERS, self.employers),),
            INDUSTRIES: ((INDUSTRIES, self.industries),),
            NEXT_STEPS: ((NEXT_STEPS, self.next_steps),),
        }
        return tuple(Listing(part, items) for part, items in parts.get(topic, ()) if items)

    def holds(self, topic: str) -> bool:
        prose = {OVERVIEW: self.overview, SALARY: self.salary, DEMAND: self.demand}
        return bool(prose.get(topic) or self.listings(topic))

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that the guide says something about, in the order people read them."""
        return tuple(topic for topic in TOPICS if self.holds(topic))

    def step(self, key: str) -> Step | None:
        return next((step for step in self.next_steps if step.key == key), None)
