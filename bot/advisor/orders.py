"""Orders: what each command about one's own roadmap does."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.advisor.heard import Dashboard, Exported, Heard, Offered, Planned, Told, WhichRole
from bot.advisor.roadmaps import Roadmaps
from bot.advisor.selfchecks import SelfChecks
from bot.advisor.speech import People
from bot.career.command import Command, Name
from bot.career.guide import Guide
from bot.career.library import Library
from bot.career.person import Person
from bot.career.plan import Plan, PlanStep
from bot.career.rhythm import local
from bot.career.roadmap import StepState
from bot.errors import NoRoadmap, NoSteps, NothingToUndo

LOOKS: frozenset[Name] = frozenset({"home", "roadmap", "next", "remind", "pace", "export"})
"""Commands that may change nothing: who gives one has not ignored what was sent."""


@dataclass(frozen=True, slots=True)
class Order:
    """A command of a person's at a moment; `once` names the click or command, so that it counts once."""

    person: Person
    command: Command
    now: datetime
    once: str | None = None


class Orders:
    """Carries out what people say about their own roadmaps. `begun` hears that a welcome is to go out."""

    def __init__(
        self,
        library: Library,
        roadmaps: Roadmaps,
        checks: SelfChecks,
        people: People,
        begun: Callable[[], None],
    ) -> None:
        self._library = library
        self._roadmaps = roadmaps
        self._checks = checks
        self._people = people
        self._begun = begun
        self._table: dict[Name, Callable[[Order], Awaitable[Heard]]] = {
            "home": self._home,
            "roadmap": self._roadmap,
            "start": self._start,
            "next": self._next,
            "remind": self._remind,
            "done": self._mark,
            "doing": self._mark,
            "skip": self._mark,
            "snooze": self._snooze,
            "pause": self._pause,
            "resume": self._resume,
            "stop": self._stop,
            "undo": self._undo,
            "pace": self._pace,
            "export": self._export,
            "forget self-check": self._forget_self_check,
        }

    async def carry_out(self, order: Order) -> Heard:
        """What came of it.

        Raises:
            StoreUnavailable: nothing was changed.
        """
        if order.command.name in LOOKS:
            await self._roadmaps.touch(order.person, order.now)
        return await self._politely(order, self._table[order.command.name](order))

    async def mark_pressed(self, order: Order, slug: str, key: str) -> Heard:
        """Done, started or skipped, for the step that a button names; the guide may have moved on since.

        Raises:
            StoreUnavailable: nothing was changed.
        """
        return await self._politely(order, self._mark_step(order, slug, key))

    async def _politely(self, order: Order, work: Awaitable[Heard]) -> Heard:
        """What can't be done is answered with what can."""
        try:
            return await work
        except (NoRoadmap, NoSteps):
            return self._which(order.command.role)
        except NothingToUndo as nothing:
            return Told(str(nothing))

    async def _home(self, order: Order) -> Heard:
        plans = await self._roadmaps.plans(order.person, order.now)
        return Dashboard(plans=plans, guides=tuple(self._library.guides.values()))

    async def _roadmap(self, order: Order) -> Heard:
        plan = await self._roadmaps.plan(order.person, order.now, order.command.role)
        if plan is None:
            return self._which(order.command.role)
        return Planned(plan=plan, view="whole")

    async def _start(self, order: Order) -> Heard:
        slug = order.command.role or self._library.usual_role
        guide = self._library.guides.get(slug) if slug else None
        if guide is None:
            return self._which(None)
        if not guide.next_steps:
            return Offered(guide)
        where = await self._people.look(order.person)
        zone = where.zone if where else None
        plan = await self._roadmaps.start(order.person, guide.slug, order.now, zone, once=order.once)
        self._begun()
        return Planned(plan=plan, view="rhythm", did="start")

    async def _next(self, order: Order) -> Heard:
        plan = await self._plan(order)
        return Planned(plan=plan, view="next")

    async def _remind(self, order: Order) -> Heard:
        plan = await self._plan(order)
        if order.command.arguments:
            each = order.command.arguments[0] == "each"
            plan = await self._roadmaps.set_each(order.person, each, order.now, once=order.once)
            return Planned(plan=plan, view="change", did="each")
        if not order.command.rhythm:
            return Planned(plan=plan, view="rhythm")
        rhythm = order.command.rhythm.applied(plan.rhythm)
        plan = await self._roadmaps.set_rhythm(order.person, rhythm, order.now, once=order.once)
        return Planned(plan=plan, view="rhythm", did="remind")

    async def _mark(self, order: Order) -> Heard:
        """Done, started or skipped: the step at hand, or the one of that number."""
        plan = await self._plan(order)
        step = _step(plan, order.command.number)
        if step is None:
            return Planned(plan=plan, view="next")
        note = order.command.arguments[0] if order.command.arguments else None
        return await self._mark_step(order, plan.slug, step.key, note)

    async def _mark_step(self, order: Order, slug: str, key: str, note: str | None = None) -> Heard:
        did = order.command.name
        states: dict[str, StepState] = {"done": "done", "doing": "doing", "skip": "skipped"}
        plan = await self._roadmaps.mark(
            order.person, slug, key, states[did], order.now, note, once=order.once
        )
        step = next((step for step in plan.steps if step.key == key), None)
        if step is None:
            return Planned(plan=plan, view="next", did="gone")
        return Planned(plan=plan, view="change", did=did, step=f"{step.number}. {step.name}")

    async def _snooze(self, order: Order) -> Heard:
        plan = await self._plan(order)
        days = _days(order, plan)
        plan = await self._roadmaps.snooze(order.person, days, order.now, once=order.once)
        return Planned(plan=plan, view="change", did="snooze")

    async def _pause(self, order: Order) -> Heard:
        plan = await self._roadmaps.pause(order.person, order.now, once=order.once)
        return Planned(plan=plan, view="change", did="pause")

    async def _resume(self, order: Order) -> Heard:
        plan = await self._roadmaps.resume(order.person, order.now, once=order.once)
        return Planned(plan=plan, view="change", did="resume")

    async def _stop(self, order: Order) -> Heard:
        plan = await self._roadmaps.stop(order.person, order.now, order.command.role, once=order.once)
        return Planned(plan=plan, view="change", did="stop")

    async def _undo(self, order: Order) -> Heard:
        change = int(order.command.number) if order.command.number else None
        plan = await self._roadmaps.undo(order.person, order.now, change)
        return Planned(plan=plan, view="change", did="undo")

    async def _pace(self, order: Order) -> Heard:
        plan = await self._plan(order)
        if order.command.number:
            plan = await self._roadmaps.set_pace(
                order.person, plan.slug, order.command.number, order.now, once=order.once
            )
        return Planned(plan=plan, view="change", did="pace")

    async def _export(self, order: Order) -> Heard:
        return Exported(await self._roadmaps.export(order.person, order.now))

    async def _forget_self_check(self, order: Order) -> Heard:
        removed = await self._checks.remove(order.person, order.command.role)
        return Told("Your self-check is removed." if removed else "You keep no self-check here.")

    async def _plan(self, order: Order) -> Plan:
        plan = await self._roadmaps.plan(order.person, order.now, order.command.role)
        if plan is None:
            raise NoRoadmap
        return plan

    def _which(self, slug: str | None) -> Heard:
        """No roadmap yet: the one that was named or is usual, else all that could be started."""
        guide = self._library.guides.get(slug or self._library.usual_role or "")
        return Offered(guide) if guide else WhichRole(self._with_steps())

    def _with_steps(self) -> tuple[Guide, ...]:
        return tuple(guide for guide in self._library.guides.values() if guide.next_steps)


def _step(plan: Plan, number: float | None) -> PlanStep | None:
    if number is None:
        return plan.at_hand
    return next((step for step in plan.steps if step.number == number), None)


def _days(order: Order, plan: Plan) -> int:
    """How long a snooze lasts: as many days as were said, or until a weekday; a week if nothing was."""
    rhythm = order.command.rhythm
    if rhythm and rhythm.weekday is not None:
        today = local(order.now, plan.rhythm.zone).date()
        return (rhythm.weekday - today.weekday() - 1) % 7 + 1
    return max(1, min(28, math.ceil(order.command.number or 7)))
