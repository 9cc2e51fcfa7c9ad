"""The same stories on SQLite and on PostgreSQL, told by two bots that share one database."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App, running
from bot.career.library import Library
from bot.playground import Playground
from bot.playground.delivery import Push
from bot.understanding.reader import Reader
from tests.whole_bot.conftest import QUICK, Json, Lived, config_of

PEOPLE = ("ada", "grace", "kenji", "priya")


@dataclass
class Pair:
    """Two bots of one database; Slack reaches now one, now the other."""

    slack: Playground
    apps: tuple[App, App]
    ways: tuple[Push, Push]
    turn: int = 0

    def other(self) -> None:
        """From now on Slack reaches the other one."""
        self.turn = 1 - self.turn
        self.slack.world.courier.carrier = self.ways[self.turn]

    @property
    def lived(self) -> Lived:
        return Lived(self.apps[self.turn], self.slack)

    async def career(self, text: str, person: str = "ada") -> str:
        """A command to one bot, and the next one to the other."""
        self.other()
        return str((await self.lived.career(text, person, "dm"))["text"])

    async def start(self, person: str = "ada") -> None:
        """Somebody starts the roadmap, and has read the welcome."""
        await self.career("start roadmap", person)
        await self.slack.until(lambda: self.direct(person))

    async def tick(self) -> None:
        """Both run their rounds at the same time."""
        await asyncio.gather(*(app.tick() for app in self.apps))

    async def week(self) -> None:
        for _ in range(7):
            await self.slack.clock.advance(timedelta(days=1))

    def direct(self, person: str) -> list[Json]:
        """What the bot wrote to somebody directly."""
        who = self.slack.team.person(person)
        seen = self.slack.seen_by(person, "dm")
        return [message for message in seen if message["user"] != who.id and not message["only_for"]]


@pytest.fixture
async def pair(
    slack: Playground, tmp_path: Path, library: Library, reader: Reader, database: str
) -> AsyncIterator[Pair]:
    config = replace(config_of(slack, tmp_path, "http"), database_url=database)
    one = running(config, library, now=slack.clock.now, reader=reader, terms=QUICK)
    other = running(config, library, now=slack.clock.now, reader=reader, terms=QUICK)
    async with one as first, other as second:
        first_way, second_way = (
            Push(f"http://127.0.0.1:{app.port}/slack/events", slack.signing_secret) for app in (first, second)
        )
        built = Pair(slack, (first, second), (first_way, second_way))
        built.other()
        slack.clock.on_move.append(built.tick)
        yield built
        slack.clock.on_move.remove(built.tick)
        for way in built.ways:
            await way.close()


async def test_a_roadmap_goes_on_whichever_bot_hears_of_it(pair: Pair) -> None:
    await pair.start()
    for number in range(1, 9):
        await pair.week()
        assert f"{number} of 8 done" in await pair.career("done")
    assert len(pair.direct("ada")) == 9, "the welcome and one nudge a week, from two bots"
    await pair.week()
    assert len(pair.direct("ada")) == 9


async def test_everybody_gets_one_nudge_from_two_bots(pair: Pair) -> None:
    for person in PEOPLE:
        await pair.start(person)
    for weeks in (1, 2):  # ignored twice, nudges come every second week
        await pair.week()
        assert [len(pair.direct(person)) for person in PEOPLE] == [1 + weeks] * 4


async def test_an_event_that_both_hear_is_answered_once(pair: Pair) -> None:
    said = await pair.slack.dm("ada", "what does it pay")
    event = {"type": "message", "channel_type": "im", "user": "U01ADA", "text": said["text"]}
    event |= {"channel": said["channel"], "ts": said["ts"]}
    for _ in range(4):
        pair.other()
        assert (await pair.slack.event(event)).ok
    await pair.slack.until(lambda: pair.slack.posts)
    await pair.tick()
    assert len(pair.slack.posts) == 1


async def test_a_follow_up_is_understood_by_the_other_bot(pair: Pair) -> None:
    await pair.lived.ask("what does a senior earn")
    pair.other()
    assert "USD 130,000" in (await pair.lived.ask("and for juniors?"))["text"]


async def test_undo_pause_and_settings_reach_the_other_bot(pair: Pair) -> None:
    await pair.start()
    await pair.career("done")
    assert "0 of 8 done" in await pair.career("undo")
    await pair.career("pause")
    for _ in range(2):
        await pair.week()
    assert len(pair.direct("ada")) == 1
    await pair.career("resume")
    await pair.week()
    assert len(pair.direct("ada")) == 2


async def test_what_one_bot_forgets_the_other_does_not_know(pair: Pair) -> None:
    await pair.start()
    await pair.career("done")
    asked = await pair.lived.career("forget me", "ada", "dm")
    pair.other()
    erase = next(
        element["text"]["text"]
        for block in asked["blocks"]
        for element in block.get("elements", [])
        if re.search("erase|forget", element.get("text", {}).get("text", ""), re.IGNORECASE)
    )
    assert (await pair.slack.press("ada", asked, erase)).ok
    assert "Say start roadmap to begin" in await pair.career("next")
    before = len(pair.direct("ada"))
    await pair.week()
    assert len(pair.direct("ada")) == before
