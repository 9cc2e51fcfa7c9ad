"""People who ask as fast as they are answered, by command or by mention, in signed requests."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from aiohttp import ClientSession

from bench.fake_slack import SECRET, FakeSlack
from bot.slack.signing import sign

PATIENCE = 3.0
QUESTIONS = (
    "what skills do I need",
    "what does a senior mlops manager earn",
    "does stripe hire them",
    "how do I start",
    "what are the responsibilities",
    "which industries hire",
    "is demand growing?",
    "where does the role lead",
    "what is the third step",
    "common skill gaps",
    "salary",
    "slaary for juniors",
    "who hires mlops managers",
    "tell me about the role",
    "is risk management needed",
    "could I become head of mlops",
)
OPENINGS = (
    "hi,", "hello there,", "quick one:", "please tell me,", "one more thing:", "I was wondering,",
    "sorry to ask again,", "asking for a friend:", "before my interview:", "just curious,", "hey bot,", "so",
)  # fmt: skip
CLOSINGS = (
    "", "please", "thanks", "thank you", "many thanks", "if you know", "exactly", "roughly", "in short",
    "these days", "at the moment", "as far as you know",
)  # fmt: skip


def never_asked(number: int) -> str:
    """More different ones in a row than the bot keeps answers of."""
    rest, question = divmod(number, len(QUESTIONS))
    rest, opening = divmod(rest, len(OPENINGS))
    return f"{OPENINGS[opening]} {QUESTIONS[question]} {CLOSINGS[rest % len(CLOSINGS)]}".strip()


@dataclass(slots=True)
class Figures:
    """One turn. `rate` is answers a second; `acks` in seconds; `late` came after Slack gave up, or not at
    all: the bot could not store it and asked for it again."""

    answers: int = 0
    refused: int = 0
    seconds: float = 0.0
    acks: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.answers / self.seconds

    @property
    def late(self) -> int:
        return self.refused + sum(ack > PATIENCE for ack in self.acks)


Ask = Callable[[int, int, Figures], Awaitable[bool]]


class Askers:
    """Each asks again once they were answered, as somebody new each time, so that nobody is held back."""

    def __init__(self, session: ClientSession, slack: FakeSlack, number: int) -> None:
        self._session = session
        self._slack = slack
        self._number = number
        self._count = itertools.count(1)

    async def ask(self, port: int, what: str, seconds: float) -> Figures:
        """A turn of that many seconds."""
        figures = Figures()
        began = time.monotonic()
        until = began + seconds
        one = {"command": self._command, "new command": self._new_command, "mention": self._mention}[what]
        await asyncio.gather(*(self._on(one, port, until, figures) for _ in range(self._number)))
        figures.seconds = time.monotonic() - began
        return figures

    async def _on(self, one: Ask, port: int, until: float, figures: Figures) -> None:
        while time.monotonic() < until:
            answered = await one(port, next(self._count), figures)
            figures.answers += answered

    async def _command(self, port: int, number: int, figures: Figures) -> bool:
        return await self._slash(port, number, QUESTIONS[number % len(QUESTIONS)], figures)

    async def _new_command(self, port: int, number: int, figures: Figures) -> bool:
        return await self._slash(port, number, never_asked(number), figures)

    async def _slash(self, port: int, number: int, text: str, figures: Figures) -> bool:
        form = {
            "command": "/career",
            "text": text,
            "team_id": "T1",
            "user_id": f"U{number}",
            "channel_id": f"C{number}",
            "trigger_id": f"{number}",
            "response_url": "https://hooks.slack.com/commands/1",
            "api_app_id": "A1",
        }
        kind = "application/x-www-form-urlencoded"
        return await self._send(port, urlencode(form).encode(), kind, figures)

    async def _mention(self, port: int, number: int, figures: Figures) -> bool:
        """Answered once the message below it was posted."""
        channel = f"C{number}"
        self._slack.waiting[channel] = answered = asyncio.get_running_loop().create_future()
        event = {
            "type": "app_mention",
            "user": f"U{number}",
            "text": f"<@UBOT> {QUESTIONS[number % len(QUESTIONS)]}",
            "channel": channel,
            "ts": f"{number}.0",
            "event_ts": f"{number}.0",
        }
        body = {
            "type": "event_callback",
            "team_id": "T1",
            "api_app_id": "A1",
            "event_id": f"Ev{number}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
            "event": event,
        }
        if not await self._send(port, json.dumps(body).encode(), "application/json", figures):
            return False
        await asyncio.wait_for(answered, 30)
        return True

    async def _send(self, port: int, body: bytes, kind: str, figures: Figures) -> bool:
        """Whether it was acknowledged."""
        stamp = str(int(time.time()))
        headers = {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": sign(SECRET, stamp, body),
        }
        began = time.monotonic()
        url = f"http://127.0.0.1:{port}/slack/events"
        async with self._session.post(url, data=body, headers=headers) as answer:
            await answer.read()
        figures.acks.append(time.monotonic() - began)
        figures.refused += answer.status != 200
        return answer.status == 200
