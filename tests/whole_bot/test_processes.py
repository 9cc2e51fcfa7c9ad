"""The bot as operators run it: in processes of its own, stopped, refused, shared."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.playground import Fault, Playground
from bot.playground.delivery import Push
from tests.databases import Postgres
from tests.whole_bot.processes import environ, refused, started

EVENTS = "/slack/events"


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    """A Slack that delivers over HTTP, wherever it is told to."""
    async with Playground(retry_after=(0.2, 1.0, 5.0)) as playground:
        yield playground
        assert playground.findings == []


def left_open(folder: Path) -> int:
    """How many events and nudges nobody has closed."""
    with sqlite3.connect(folder / "career.db") as database:
        counts = [
            database.execute(f"SELECT count(*) FROM {table} WHERE closed_at IS NULL").fetchone()[0]
            for table in ("inbox", "deliveries")
        ]
    return sum(counts)


async def test_told_to_stop_it_finishes_what_it_has_begun(slack: Playground, tmp_path: Path) -> None:
    slack.world.faults.script((Fault("chat.postMessage", "slow", seconds=1.0),))
    async with started(environ(slack, tmp_path), tmp_path) as bot:
        slack.push_to(bot.url + EVENTS)
        for number in range(20):
            await slack.dm(("ada", "grace", "kenji", "priya")[number % 4], f"salary {number}")
        await slack.command("ada", "dm", "/career", "start roadmap")
        began = time.monotonic()
        bot.process.terminate()
        await asyncio.sleep(0.1)
        bot.process.terminate()
        assert await bot.ended(15) == 0
        assert time.monotonic() - began < 15
        assert len(slack.posts) == 21
        assert left_open(tmp_path) == 0
        assert '"level": "error"' not in bot.log()


async def test_told_to_stop_while_slack_hangs_it_stops_all_the_same(
    slack: Playground, tmp_path: Path
) -> None:
    slack.world.faults.script((Fault("chat.postMessage", "hang"),))
    async with started(environ(slack, tmp_path), tmp_path) as bot:
        slack.push_to(bot.url + EVENTS)
        for number in range(5):
            await slack.dm("ada", f"salary {number}")
        await slack.command("ada", "dm", "/career", "start roadmap")
        bot.process.terminate()
        assert await bot.ended(15) == 0
    assert left_open(tmp_path) == 6, "what was not answered is left for the next start"


@pytest.mark.postgres
async def test_web_and_worker_share_a_database(slack: Playground, tmp_path: Path, postgres: Postgres) -> None:
    env = environ(slack, tmp_path, DATABASE_URL=postgres.fresh())
    async with (
        started(env, tmp_path, "--web") as web,
        started(env, tmp_path, "--web") as other,
        started(env, tmp_path, "--worker") as worker,
        aiohttp.ClientSession() as session,
    ):
        ways = [Push(process.url + EVENTS, slack.signing_secret) for process in (web, other)]
        courier = slack.world.courier
        courier.carrier = ways[0]
        await slack.command("ada", "dm", "/career", "start roadmap")
        courier.carrier = ways[1]
        shown = await slack.command("ada", "dm", "/career", "done")
        assert shown is not None
        assert "1 of 8 done" in shown["text"]
        said = await slack.dm("ada", "what does it pay")
        for courier.carrier in (ways[0], ways[1], ways[0]):
            told = {"type": "message", "channel_type": "im", "user": "U01ADA", "text": said["text"]}
            assert (await slack.event(told | {"channel": said["channel"], "ts": said["ts"]})).ok
        await slack.until(lambda: len(slack.posts) == 2)
        for process in (web, other, worker):
            async with session.get(process.url + "/healthz") as page:
                assert (page.status, (await page.json())["status"]) == (200, "ok")
        async with session.post(worker.url + EVENTS) as page:
            assert page.status == 404, "a worker hears nobody"
        for process in (web, other, worker):
            process.process.terminate()
            assert await process.ended(15) == 0
        for way in ways:
            await way.close()
    assert len(slack.posts) == 2, "the welcome, and one answer to an event that came four times"


async def test_the_log_is_json_and_holds_no_secret_and_no_question(slack: Playground, tmp_path: Path) -> None:
    slack.world.faults.script((Fault("chat.postMessage", "error", error="token_revoked"),))
    env = environ(slack, tmp_path, LOG_LEVEL="DEBUG")
    async with started(env, tmp_path) as bot, aiohttp.ClientSession() as session:
        slack.push_to(bot.url + EVENTS)
        await slack.dm("ada", "canary question about pay")
        await slack.command("ada", "dm", "/career", "canary command about pay")
        async with session.post(bot.url + EVENTS, data=b"canary body") as answer:
            assert answer.status == 401
        async with asyncio.timeout(5):
            while "token_revoked" not in bot.log():  # noqa: ASYNC110 - nobody rings for a log line
                await asyncio.sleep(0.05)
        bot.process.terminate()
        assert await bot.ended(15) == 0
        lines = [json.loads(line) for line in bot.log().splitlines()]
        assert lines
        assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
        for secret in ("canary", slack.bot_token, slack.signing_secret, "/response/"):
            assert secret not in bot.log()


async def test_a_token_that_slack_refuses_is_said_in_a_line(slack: Playground, tmp_path: Path) -> None:
    env = environ(slack, tmp_path, SLACK_BOT_TOKEN="xoxb-canary")
    status, said = await refused(env, tmp_path, "run", "--live")
    assert (status, len(said.splitlines())) == (2, 1)
    assert "invalid_auth" in said
    assert "canary" not in said


@pytest.mark.postgres
async def test_a_database_without_tables_says_what_to_run(
    slack: Playground, tmp_path: Path, postgres: Postgres
) -> None:
    env = environ(slack, tmp_path, DATABASE_URL=postgres.fresh(migrated=False))
    status, said = await refused(env, tmp_path, "run", "--live")
    assert (status, "career migrate" in said) == (2, True)
    status, said = await refused(env, tmp_path, "migrate")
    assert (status, "at revision" in said) == (0, True)
