"""What Slack tells us, commands and windows apart: which listener hears what is in ROUTES."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot.errors import CareerError, StoreUnavailable
from bot.slack import payloads, references
from bot.slack.answering import SORRY, Answering, Later
from bot.slack.patience import promptly
from bot.slack.pressing import Pressing
from bot.slack.surfaces import Surfaces

log = logging.getLogger(__name__)
Body = Mapping[str, Any]
ANY = re.compile(r".*", re.DOTALL)

# Bolt's kind of route, what it matches, the listener. Bolt asks one route after the other, so what comes
# most often comes first, and what takes all that is left last.
Route = tuple[str, Any, str]
ROUTES: tuple[Route, ...] = (
    ("event", "app_mention", "message"),
    ("event", "message", "message"),
)
LAST_ROUTES: tuple[Route, ...] = (
    ("action", ANY, "press"),
    ("event", ANY, "acknowledge"),
)


class Listeners:
    """The bodies of the routes. `later` goes on after the acknowledgement."""

    def __init__(self, answering: Answering, pressing: Pressing, surfaces: Surfaces, later: Later) -> None:
        self._answering = answering
        self._pressing = pressing
        self._surfaces = surfaces
        self._later = later

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
