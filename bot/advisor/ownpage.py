"""One's own page: all that a person has here, in one look, and the boxes they tick on it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from bot.advisor.roadmaps import Roadmaps
from bot.advisor.selfchecks import Checked, SelfChecks, checked
from bot.career.guide import Guide
from bot.career.person import Person
from bot.career.plan import Plan
from bot.career.roadmap import StepState
from bot.errors import StoreUnavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """`plans`: the one at hand first; only it knows what Undo would take back. `guides`: all roles.

    `reachable` is false where what is stored could not be read.
    """

    plans: tuple[Plan, ...]
    guides: tuple[Guide, ...]
    check: Checked | None = None
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a person made of boxes: the keys of the steps shown, of those ticked before and after."""

    slug: str
    shown: tuple[str, ...]
    before: Set[str]
    after: Set[str]


class OwnPages:
    """Reads what a person has, and does what they tick. `now` is people's time."""

    def __init__(self, roadmaps: Roadmaps, checks: SelfChecks) -> None:
        self._roadmaps = roadmaps
        self._checks = checks

    async def page(self, person: Person, now: datetime) -> OwnPage:
        """The page as it is now; without what is stored where that can't be read."""
        library = self._roadmaps.library
        guides = tuple(library.guides.values())
        try:
            at_hand = await self._roadmaps.plan(person, now)
            plans = await self._roadmaps.plans(person, now) if at_hand else ()
            kept = await self._checks.kept(person)
        except StoreUnavailable:
            return OwnPage(plans=(), guides=guides, reachable=False)
        others = tuple(plan for plan in plans if at_hand and plan.slug != at_hand.slug)
        known = (one for one in kept if one.slug in library.guides)
        check = next((checked(library.guides[one.slug], one) for one in known), None)
        return OwnPage(plans=((at_hand, *others) if at_hand else ()), guides=guides, check=check)

    async def tick(self, person: Person, ticked: Ticked, now: datetime, once: str) -> None:
        """Marks as done what was ticked, and as open what was unticked.

        Only what the person changed counts: a page may be older than what was marked elsewhere. Where
        nothing differs from the page, a tick was taken back before the page was drawn anew.

        Raises:
            NoRoadmap, NoSteps, StoreUnavailable: nothing more was changed.
        """
        touched = ticked.before ^ ticked.after
        if not touched:
            plan = await self._roadmaps.plan(person, now, ticked.slug)
            done = {step.key for step in plan.steps if step.state == "done"} if plan else set()
            touched = (done ^ ticked.after) & set(ticked.shown)
        for key in (key for key in ticked.shown if key in touched):
            state: StepState = "done" if key in ticked.after else "open"
            await self._roadmaps.mark(person, ticked.slug, key, state, now, once=f"{once}:{key}")
