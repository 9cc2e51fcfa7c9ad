"""What is built from a library: the desk that hears people. Changed guides bring a new desk, as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.advisor.conversation import Conversation
from bot.advisor.feedback import Feedback
from bot.advisor.nudges import RoundReport, nudge_round
from bot.advisor.orders import Orders
from bot.advisor.ownpage import OwnPages
from bot.advisor.roadmaps import Roadmaps
from bot.advisor.rounds import Rounds
from bot.advisor.selfchecks import SelfChecks
from bot.advisor.speech import Speak
from bot.advisor.terms import Terms
from bot.career.library import Library
from bot.career.person import Person
from bot.career.postponing import Holiday
from bot.metrics import Metrics
from bot.slack.answer_presses import AnswerPresses
from bot.slack.answering import Answering
from bot.slack.background import Background
from bot.slack.bolt import bolt_app
from bot.slack.bots import Bots
from bot.slack.calls import Slack
from bot.slack.commands import Commands
from bot.slack.forms import Forms
from bot.slack.homepage import HomePage
from bot.slack.listeners import Listeners
from bot.slack.pacing import Pacing
from bot.slack.people import Directory
from bot.slack.pressing import Pressing
from bot.slack.surfaces import Surfaces
from bot.slack.uninstalling import Uninstalling
from bot.slack.welcoming import Welcoming
from bot.slack.windows import Windows
from bot.store import Store
from bot.store.erasure import erase_person
from bot.understanding.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What stays when the guides change. `now`: people's time; `soon`: calls for a round."""

    store: Store
    slack: Slack
    bots: Bots
    client: AsyncWebClient
    people: Directory
    pacing: Pacing
    speak: Speak
    holiday: Holiday
    terms: Terms
    metrics: Metrics
    background: Background
    now: Callable[[], datetime]
    soon: Callable[[], None]

    async def forget(self, person: Person) -> None:
        """Erases all that is stored of a person."""
        await self.store.write(lambda connection: erase_person(connection, person))
        self.background.begin(self.store.erase_traces())


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers from one library: `bolt` hears Slack, `commands` knows what was asked before, `rounds` is what
    the metronome runs."""

    library: Library
    bolt: AsyncApp
    commands: Commands
    rounds: Rounds


class Reception:
    """The desk at work. What has begun at an earlier one ends there."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def async_dispatch(self, request: AsyncBoltRequest) -> BoltResponse:
        return await self.desk.bolt.async_dispatch(request)

    def ready(self, body: bytes) -> str | None:
        return self.desk.commands.ready(body)

    async def tick(self) -> bool:
        return await self.desk.rounds.tick()

    async def next_moment(self) -> datetime | None:
        return await self.desk.rounds.next_moment()


def furnish(means: Means, library: Library, reader: Reader) -> Desk:
    """A desk for this library; `reader` is compiled from it."""
    store, now, later = means.store, means.now, means.background.begin

    def changed(person: Person) -> None:
        home.show(person)

    async def forget(person: Person) -> None:
        await means.forget(person)
        home.show(person)

    roadmaps, checks = Roadmaps(store, library, changed), SelfChecks(store, changed)
    pages = OwnPages(roadmaps, checks)
    home = HomePage(pages, means.slack, now=now, later=later)
    orders = Orders(library, roadmaps, checks, means.people, begun=means.soon)
    conversation = Conversation(reader, library, store.memories, orders)
    answering = Answering(
        store,
        conversation,
        means.slack,
        means.bots.bot,
        means.pacing,
        clock=_utc,
        now=now,
        later=later,
        learn=roadmaps.learn_channel,
        count=means.metrics.question,
    )
    feedback = Feedback(store)
    answers = AnswerPresses(conversation, feedback, means.slack, means.people, now=now, later=later)
    pressing = Pressing(conversation, orders, answers, means.slack, forget=forget, now=now)
    forms, windows = Forms(roadmaps, checks, now=now), Windows(means.slack)
    welcoming = Welcoming(feedback, means.slack, now=now, later=later)
    surfaces = Surfaces(
        conversation, pressing, pages, checks, forms, home, windows, welcoming, later=later, now=now
    )
    commands = Commands(conversation, now=now, count=means.metrics.question)
    listeners = Listeners(answering, pressing, surfaces, later)
    return Desk(
        library,
        bolt_app(commands, listeners, surfaces, Uninstalling(store, later), means.client),
        commands,
        _rounds(means, library, answering),
    )


def _rounds(means: Means, library: Library, answering: Answering) -> Rounds:
    async def nudges() -> RoundReport:
        return await nudge_round(
            means.store,
            library,
            means.speak,
            means.people,
            means.now(),
            clock=_utc,
            holiday=means.holiday,
            terms=means.terms,
        )

    return Rounds(means.store, nudges, answering.handle, now=means.now, clock=_utc, count=means.metrics.nudge)


def _utc() -> datetime:
    return datetime.now(UTC)
