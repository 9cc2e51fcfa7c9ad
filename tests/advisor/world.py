"""A small world for use cases: a guide, a wall clock to turn, and a mailbox that can misbehave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from bot.advisor.nudges import RoundReport, nudge_round
from bot.advisor.roadmaps import Roadmaps
from bot.advisor.signs import next_moment
from bot.advisor.speech import Absent, Found, Outcome, Seen, Sent, Unknown, Unreadable, Whereabouts
from bot.advisor.terms import Terms
from bot.career.guide import Guide, Item, Progression, Step
from bot.career.library import Library
from bot.career.nudge import Nudge
from bot.career.person import Person
from bot.career.postponing import Holiday, no_holidays
from bot.career.rhythm import Rhythm
from bot.store import Store

MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)  # 08:00 in Berlin, an hour before the usual nudge
ADA, GRACE = Person("T1", "UADA"), Person("T1", "UGRACE")
BERLIN = "Europe/Berlin"
STEPS = tuple(Step(name) for name in ("Audit releases", "Define metrics", "Version models"))
FIRST, SECOND, THIRD = (step.key for step in STEPS)
GUIDE = Guide(
    slug="mlops-manager",
    title="MLOps Manager",
    next_steps=STEPS,
    progression=Progression(leads_to=(Item("Head of MLOps"),)),
)
OTHER = Guide(slug="analyst", title="Analyst", next_steps=(Step("Learn SQL"), Step("Tell a story")))
THIN = Guide(slug="thin", title="Thin")
LIBRARY = Library(guides={guide.slug: guide for guide in (GUIDE, OTHER, THIN)}, topics={})
MLOPS, ANALYST = GUIDE.slug, OTHER.slug


@dataclass
class Mailbox:
    """What speech is in these tests: it keeps what arrived, and answers as it is told to."""

    arrived: list[Nudge] = field(default_factory=list)
    tries: list[Nudge] = field(default_factory=list)
    answers: list[Callable[[Nudge], Outcome]] = field(default_factory=list)
    finds: list[Found] = field(default_factory=list)
    whereabouts: dict[Person, Whereabouts] = field(default_factory=dict)
    looks: int = 0

    async def post(self, nudge: Nudge, channel: str | None) -> Outcome:
        self.tries.append(nudge)
        return self.answers.pop(0)(nudge) if self.answers else self.take(nudge)

    def take(self, nudge: Nudge) -> Outcome:
        self.arrived.append(nudge)
        return Sent(f"D{nudge.person.user}", f"{len(self.arrived)}.0")

    def take_and_hang_up(self, nudge: Nudge) -> Outcome:
        self.take(nudge)
        return Unknown("connection closed")

    def hang_up(self, nudge: Nudge) -> Outcome:
        return Unknown("connection closed")

    async def find(self, nudge: Nudge, channel: str) -> Found:
        self.looks += 1
        if self.finds:
            return self.finds.pop(0)
        there = [number for number, one in enumerate(self.arrived, 1) if one.marker == nudge.marker]
        return Seen(f"{there[0]}.0") if there else Absent()

    async def look(self, person: Person) -> Whereabouts | None:
        return self.whereabouts.get(person)

    def nudges(self, person: Person | None = None) -> list[Nudge]:
        """What arrived but for welcomes."""
        return [one for one in self.arrived if one.kind != "welcome" and person in (None, one.person)]


UNREADABLE = Unreadable("history is down")
QUICK = Terms(turn=timedelta(), breath=timedelta())


@dataclass
class World:
    """People's time and real time, moved by hand; a round runs when it is asked for."""

    store: Store
    now: datetime = MONDAY
    mail: Mailbox = field(default_factory=Mailbox)
    library: Library = LIBRARY
    holiday: Holiday = no_holidays
    terms: Terms = QUICK

    @property
    def roadmaps(self) -> Roadmaps:
        return Roadmaps(self.store, self.library)

    async def start(self, person: Person = ADA, slug: str = MLOPS, zone: str = BERLIN) -> None:
        """The roadmap begun, Monday at nine chosen, and the welcome there."""
        await self.roadmaps.start(person, slug, self.now, zone)
        await self.roadmaps.set_rhythm(person, Rhythm(0, time(9), zone), self.now)
        await self.round()

    async def round(self) -> RoundReport:
        """Rounds until nothing more is to do at once; the last report."""
        report = RoundReport(more=True)
        while report.more:
            report = await nudge_round(
                self.store,
                self.library,
                self.mail,
                self.mail,
                self.now,
                clock=lambda: self.now,
                holiday=self.holiday,
                terms=self.terms,
            )
        return report

    async def skip_to_next(self, end: datetime) -> None:
        """Turns people's clock to the next nudge, or to the end;."""
        moment = await next_moment(self.store, self.now)
        self.now = min(moment or end, end)
        await self.round()

    async def pass_time(self, span: timedelta, step: timedelta = timedelta(hours=6)) -> None:
        """Lets time go by, with a round every so often."""
        end = self.now + span
        while self.now < end:
            self.now = min(self.now + step, end)
            await self.round()

    async def days(self, days: float) -> None:
        await self.pass_time(timedelta(days=days))
