"""The whole bot against a Slack-shaped server, over Socket Mode and over signed HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.advisor.terms import Terms
from bot.app import App, running
from bot.career.library import Library
from bot.config import Config, read_config
from bot.library.reading import read_library
from bot.playground import Clock, Playground
from bot.understanding.reader import Reader

Json = dict[str, Any]
KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
NOTHING: Json = {}
QUICK = Terms(turn=timedelta(), breath=timedelta())
A_WEDNESDAY = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Lived:
    """A bot and the Slack it lives in."""

    app: App
    slack: Playground

    async def answer(self, question: Json, person: str = "ada") -> Json:
        """The bot's answer to a message: in its thread, or next in the DM."""
        if question["channel"].startswith("D"):
            return await self.slack.until(lambda: self._after(question, person))
        return (await self.slack.until(lambda: self.slack.thread(person, question)[1:]))[0]

    def _after(self, question: Json, person: str) -> Json:
        seen = self.slack.seen_by(person, "dm")
        at = next(place for place, message in enumerate(seen) if message["ts"] == question["ts"])
        return next((message for message in seen[at + 1 :] if message["user"] != question["user"]), NOTHING)

    async def ask(self, text: str, person: str = "ada") -> Json:
        """A direct message and the bot's answer to it."""
        return await self.answer(await self.slack.dm(person, text), person)

    async def career(self, text: str, person: str = "ada", channel: str = "general") -> Json:
        """`/career text` and its answer."""
        shown = await self.slack.command(person, channel, "/career", text)
        assert shown is not None
        return shown

    async def press(self, message: Json, name: str, value: Any = None, person: str = "ada") -> Json:
        """Press something, and the message as it then is."""
        before = self.slack.team.messages.find(message["channel"], message["ts"])
        assert before is not None
        was = (before.text, before.blocks)

        def changed() -> Json:
            now = self.slack.team.messages.find(message["channel"], message["ts"])
            return self.slack.told(now) if now and (now.text, now.blocks) != was else NOTHING

        ack = await self.slack.press(person, message, name, value)
        assert ack.ok, ack
        return await self.slack.until(changed)

    async def whispered(self, words: str, person: str = "ada", channel: str = "general") -> Json:
        """A message for that person alone that holds these words."""
        return await self.slack.until(
            lambda: next(
                (
                    one
                    for one in reversed(self.slack.seen_by(person, channel))
                    if one["only_for"] and words in one["text"]
                ),
                NOTHING,
            )
        )

    async def week(self) -> None:
        """A week goes by."""
        for _ in range(7):
            await self.slack.clock.advance(timedelta(days=1))


def text_of(message: Json) -> str:
    """Everything that the blocks show, as one text."""
    return "\n".join(_texts(message.get("blocks", [])))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for key, part in value.items() if key != "value" for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, list) else []


def labels(message: Json) -> list[str]:
    """What can be pressed on a message, by its label."""
    elements = (one for block in message.get("blocks", []) for one in _pressable(block))
    return [one["text"]["text"] for one in elements if one.get("type") == "button"]


def _pressable(block: Json) -> list[Json]:
    return [*block.get("elements", []), block.get("accessory") or {}]


@pytest.fixture(scope="session")
def library() -> Library:
    return read_library(KNOWLEDGE)


@pytest.fixture(scope="session")
def reader(library: Library) -> Reader:
    return Reader(library)


def config_of(slack: Playground, tmp_path: Path, way: str) -> Config:
    environ = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_API_URL": slack.api_url,
        "PORT": "0",
        "DATABASE_URL": f"sqlite:///{tmp_path}/career.db",
    }
    if way == "socket":
        return read_config(environ | {"SLACK_APP_TOKEN": slack.app_token})
    return read_config(environ | {"SLACK_SIGNING_SECRET": slack.signing_secret})


@asynccontextmanager
async def living(
    slack: Playground, tmp_path: Path, library: Library, reader: Reader, way: str = "socket"
) -> AsyncIterator[Lived]:
    """A bot that lives in that Slack."""
    config = config_of(slack, tmp_path, way)
    async with running(config, library, now=slack.clock.now, reader=reader, terms=QUICK) as app:
        if way == "http":
            slack.push_to(f"http://127.0.0.1:{app.port}/slack/events")
        slack.clock.on_move.append(app.tick)
        yield Lived(app, slack)
        slack.clock.on_move.remove(app.tick)


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    """A Slack of which nothing that the bot sends may be refused or found fault with."""
    async with Playground(Clock(A_WEDNESDAY)) as playground:
        yield playground
        assert playground.findings == []
        assert playground.refused == []


@pytest.fixture
async def bot(slack: Playground, tmp_path: Path, library: Library, reader: Reader) -> AsyncIterator[Lived]:
    """The bot over Socket Mode."""
    async with living(slack, tmp_path, library, reader) as lived:
        yield lived


@pytest.fixture(params=["socket", "http"])
async def each_way(
    request: pytest.FixtureRequest, slack: Playground, tmp_path: Path, library: Library, reader: Reader
) -> AsyncIterator[Lived]:
    """The bot over Socket Mode, then over signed HTTP."""
    async with living(slack, tmp_path, library, reader, request.param) as lived:
        yield lived
