"""What Slack calls: each listener reads, asks, renders and says. Which one hears what is in ROUTES."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot.advisor.conversation import Conversation
from bot.advisor.heard import Heard, Shared
from bot.advisor.orders import Order
from bot.career.command import Command
from bot.errors import CareerError, StoreUnavailable
from bot.slack import payloads, references
from bot.slack.answering import SORRY, Answering, Later
from bot.slack.cards.answers import shared_card
from bot.slack.cards.rendering import render
from bot.slack.counting import Count, Stopwatch
from bot.slack.patience import promptly
from bot.slack.payloads import Asked
from bot.slack.pressing import Pressing
from bot.slack.ready import Ready, ReadyAnswers
from bot.slack.surfaces import Surfaces

log = logging.getLogger(__name__)
Body = Mapping[str, Any]
ANY = re.compile(r".*", re.DOTALL)

# Bolt's kind of route, what it matches, the listener. Bolt asks one route after the other, so what comes
# most often comes first, and what takes all that is left last.
Route = tuple[str, Any, str]
ROUTES: tuple[Route, ...] = (
    ("command", ANY, "command"),
    ("event", "app_mention", "message"),
    ("event", "message", "message"),
)
LAST_ROUTES: tuple[Route, ...] = (
    ("action", ANY, "press"),
    ("event", ANY, "acknowledge"),
)


class Listeners:
    """The bodies of the routes. `now` is people's time, `later` goes on after the acknowledgement,
    `count` hears of each question's outcome and how long it took."""

    def __init__(
        self,
        conversation: Conversation,
        answering: Answering,
        pressing: Pressing,
        surfaces: Surfaces,
        *,
        now: Callable[[], datetime],
        later: Later,
        count: Count,
    ) -> None:
        self._conversation = conversation
        self._answering = answering
        self._pressing = pressing
        self._surfaces = surfaces
        self._now = now
        self._later = later
        self._count = count
        self._ready = ReadyAnswers()

    async def command(self, ack: AsyncAck, body: Body) -> None:
        """`/career`: answered inside the acknowledgement, to the asker alone."""
        watch, asked = Stopwatch(self._count), payloads.command(body)
        ready = self._ready.get(asked.text) or await self._answered(asked)
        if isinstance(ready.heard, Shared):
            copy = shared_card(ready.heard.answered, asked.name)
            await ack(copy.payload() | {"response_type": "in_channel"})
        else:
            await ack(ready.card.payload())
        watch.stop(ready.heard)

    async def _answered(self, asked: Asked) -> Ready:
        """What is heard, and the card that says it. Many people ask the same: a question's is kept."""
        command = self._conversation.command(asked.text)
        heard = await self._heard(asked, command)
        ready = Ready(heard, render(heard, private=True, home=asked.home))
        if command is None:
            self._ready.put(asked.text, ready)
        return ready

    async def _heard(self, asked: Asked, command: Command | None) -> Heard:
        """A question needs no database; a command that does waits for it only so long."""
        if command is None:
            return self._conversation.ask(asked.text, self._now())
        order = Order(asked.person, command, self._now(), asked.once)
        return await promptly(self._conversation.obey(order))

    async def message(self, body: Body) -> None:
        """A mention or a direct message: kept, acknowledged, then answered."""
        event = payloads.event(body)
        if event is not None:
            await promptly(self._answering.keep(event))

    async def press(self, ack: AsyncAck, body: Body) -> None:
        """A button or menu: what it asks for is done, then shown in its place."""
        press = payloads.pressed(body)
        shown = await promptly(self._pressing.shown(press))
        await ack()
        if shown is not None:
            self._later(self._pressing.show(press, shown))

    async def acknowledge(self, ack: AsyncAck) -> None:
        """Anything else that we are told and have no use for."""
        await ack()

    async def error(self, error: Exception, body: Body) -> BoltResponse:
        """The one place where things that went wrong end: a reference in the log and in private words.

        An event that could not be kept is refused, so that Slack sends it again.
        """
        log.error("Not done", exc_info=error)
        if body.get("type") == "event_callback":
            return BoltResponse(status=503 if isinstance(error, StoreUnavailable) else 200)
        words = str(error) if isinstance(error, CareerError) else SORRY.format(reference=references.current())
        if "command" in body:
            return BoltResponse(status=200, body={"response_type": "ephemeral", "text": words})
        if "view" in body:
            return BoltResponse(status=200, body=self._surfaces.apologise(body, words))
        if body.get("response_url"):
            self._later(self._pressing.say_privately(payloads.pressed(body), words))
        return BoltResponse(status=200)
