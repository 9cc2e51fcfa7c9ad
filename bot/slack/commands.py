"""The slash command: heard, and answered inside its acknowledgement."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.advisor.conversation import Conversation
from bot.advisor.heard import Heard, Shared
from bot.advisor.orders import Order
from bot.career.command import Command
from bot.slack import payloads
from bot.slack.cards.answers import shared_card
from bot.slack.cards.rendering import render
from bot.slack.counting import Count, Stopwatch
from bot.slack.patience import promptly
from bot.slack.payloads import Asked
from bot.slack.ready import ReadyAnswers


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What was heard, and the JSON that says what became of it."""

    heard: Heard
    body: str


class Commands(AsyncMiddleware):
    """`/career`, to the asker alone. `now` is people's time; `count` hears of each question's outcome.

    Many people ask the same. What was asked before is answered on the way to the listeners: to look for
    the right one and to call it takes Bolt as long as all that it did before.
    """

    def __init__(self, conversation: Conversation, *, now: Callable[[], datetime], count: Count) -> None:
        self._conversation = conversation
        self._now = now
        self._count = count
        self._ready: ReadyAnswers[Acknowledgement] = ReadyAnswers()

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        watch = Stopwatch(self._count)
        ready = self._ready.get(payloads.text_of(req.body)) if "command" in req.body else None
        return self._said(ready, watch) if ready else await next()

    async def command(self, body: Mapping[str, Any]) -> BoltResponse:
        """A command, or a question that was not asked before; then its answer is kept."""
        watch, asked = Stopwatch(self._count), payloads.command(body)
        command = self._conversation.command(asked.text)
        heard = await self._heard(asked, command)
        answer = Acknowledgement(heard, json.dumps(_payload(heard, asked)))
        if command is None:
            self._ready.put(asked.text, answer)
        return self._said(answer, watch)

    async def _heard(self, asked: Asked, command: Command | None) -> Heard:
        """A question needs no database; a command that does waits for it only so long."""
        if command is None:
            return self._conversation.ask(asked.text, self._now())
        order = Order(asked.person, command, self._now(), asked.once)
        return await promptly(self._conversation.obey(order))

    def _said(self, answer: Acknowledgement, watch: Stopwatch) -> BoltResponse:
        watch.stop(answer.heard)
        return BoltResponse(status=200, body=answer.body)


def _payload(heard: Heard, asked: Asked) -> Mapping[str, Any]:
    """To the asker alone, or to everybody where they share it."""
    if isinstance(heard, Shared):
        return shared_card(heard.answered, asked.name).payload() | {"response_type": "in_channel"}
    return render(heard, private=True, home=asked.home).payload()
