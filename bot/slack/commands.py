"""The slash command: heard, and answered inside its acknowledgement."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus

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

_COMMAND = re.compile(rb"(?:^|&)command=")
_TEXT = re.compile(rb"(?:^|&)text=([^&]*)")


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What was heard, and the JSON that says what became of it."""

    heard: Heard
    body: str


class Commands:
    """`/career`, to the asker alone. `now` is people's time; `count` hears of each question's outcome.

    Many people ask the same. What was asked before is answered before Bolt is asked, whose way to the right
    listener is a third of the work (py-spy during `make bench-load`).
    """

    def __init__(self, conversation: Conversation, *, now: Callable[[], datetime], count: Count) -> None:
        self._conversation = conversation
        self._now = now
        self._count = count
        self._ready: ReadyAnswers[Acknowledgement] = ReadyAnswers()

    def ready(self, body: bytes) -> str | None:
        """The answer, in JSON, where the body of a request is a question that was asked before."""
        text = _TEXT.search(body) if _COMMAND.search(body) else None
        return self._again(unquote_plus(text[1].decode("utf-8", "replace"))) if text else None

    async def command(self, body: Mapping[str, Any]) -> BoltResponse:
        """A command, or a question, whose answer is then kept."""
        watch, asked = Stopwatch(self._count), payloads.command(body)
        if again := self._again(asked.text):
            return BoltResponse(status=200, body=again)
        command = self._conversation.command(asked.text)
        heard = await self._heard(asked, command)
        answer = Acknowledgement(heard, json.dumps(_payload(heard, asked)))
        if command is None:
            self._ready.put(asked.text, answer)
        watch.stop(heard)
        return BoltResponse(status=200, body=answer.body)

    def _again(self, text: str) -> str | None:
        watch, kept = Stopwatch(self._count), self._ready.get(text)
        if kept is None:
            return None
        watch.stop(kept.heard)
        return kept.body

    async def _heard(self, asked: Asked, command: Command | None) -> Heard:
        """A question needs no database; a command that does waits for it only so long."""
        if command is None:
            return self._conversation.ask(asked.text, self._now())
        order = Order(asked.person, command, self._now(), asked.once)
        return await promptly(self._conversation.obey(order))


def _payload(heard: Heard, asked: Asked) -> Mapping[str, Any]:
    """To the asker alone, or to everybody where they share it."""
    if isinstance(heard, Shared):
        return shared_card(heard.answered, asked.name).payload() | {"response_type": "in_channel"}
    return render(heard, private=True, home=asked.home).payload()
