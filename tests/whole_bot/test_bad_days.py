"""Slack's bad days: whatever a call comes to, a direct message is answered once, a mention at most once."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.career.library import Library
from bot.playground import Clock, Fault, Playground
from bot.understanding.reader import Reader
from tests.whole_bot.conftest import A_WEDNESDAY, Lived, living

POST = "chat.postMessage"
PASSING = [
    Fault(POST, "status", status=500),
    Fault(POST, "status", status=502, accepted=True),
    Fault(POST, "close"),
    Fault(POST, "close", accepted=True),
    Fault(POST, "broken_json", accepted=True),
    Fault(POST, "error", error="internal_error"),
    Fault(POST, "error", error="internal_error", accepted=True),
    Fault(POST, "error", error="fatal_error", accepted=True),
    Fault(POST, "error", error="service_unavailable"),
]


def named(fault: Fault) -> str:
    what = fault.error if fault.does == "error" else str(fault.status)
    return f"{fault.does} {what}{' accepted' if fault.accepted else ''}"


@pytest.fixture
async def bot(tmp_path: Path, library: Library, reader: Reader) -> AsyncIterator[Lived]:
    async with (
        Playground(Clock(A_WEDNESDAY)) as slack,
        living(slack, tmp_path, library, reader, "http") as lived,
    ):
        yield lived
        assert slack.findings == []


def script(bot: Lived, fault: Fault, times: int | None = 1) -> None:
    scripted = {
        name: getattr(fault, name)
        for name in ("method", "does", "accepted", "status", "error", "retry_after")
    }
    bot.slack.world.faults.script((Fault(**scripted, times=times),))


async def until_called(bot: Lived, times: int = 1) -> None:
    """That many posts were tried, whatever came of them."""
    async with asyncio.timeout(10):
        while bot.slack.world.records.calls[POST] < times:  # noqa: ASYNC110 - a failed call rings no bell
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.1)


async def a_minute_later(bot: Lived, folder: Path) -> None:
    """The leases of what was not answered have run out, and a round looks after it."""
    with sqlite3.connect(folder / "career.db", timeout=10) as database:
        database.execute("UPDATE inbox SET free_at = '2020-01-01 00:00:00' WHERE closed_at IS NULL")
    await bot.app.tick()


def left_open(folder: Path) -> int:
    with sqlite3.connect(folder / "career.db") as database:
        count: int = database.execute("SELECT count(*) FROM inbox WHERE closed_at IS NULL").fetchone()[0]
        return count


@pytest.mark.parametrize("fault", PASSING, ids=named)
async def test_a_direct_message_is_answered_exactly_once(bot: Lived, tmp_path: Path, fault: Fault) -> None:
    script(bot, fault)
    await bot.slack.dm("ada", "what does it pay")
    await until_called(bot)
    for _ in range(3):
        await a_minute_later(bot, tmp_path)
    assert len(bot.slack.posts) == 1
    assert left_open(tmp_path) == 0


@pytest.mark.parametrize("fault", PASSING, ids=named)
async def test_a_mention_is_answered_at_most_once(bot: Lived, tmp_path: Path, fault: Fault) -> None:
    script(bot, fault)
    await bot.slack.mention("ada", "general", "what does it pay")
    await until_called(bot)
    for _ in range(3):
        await a_minute_later(bot, tmp_path)
    assert len(bot.slack.posts) == int(fault.accepted)
    assert left_open(tmp_path) == 0


@pytest.mark.parametrize("said", ["dm", "mention"])
async def test_a_rate_limit_is_waited_for_and_then_kept(bot: Lived, said: str) -> None:
    script(bot, Fault(POST, "ratelimited", retry_after="1"), times=2)
    began = time.monotonic()
    if said == "dm":
        await bot.slack.dm("ada", "what does it pay")
    else:
        await bot.slack.mention("ada", "general", "what does it pay")
    await bot.slack.until(lambda: bot.slack.posts, 10)
    assert 2.0 <= time.monotonic() - began < 6.0
    assert bot.slack.world.records.calls[POST] == 3


async def test_a_mention_that_surely_did_not_arrive_is_answered_later(bot: Lived, tmp_path: Path) -> None:
    script(bot, Fault(POST, "ratelimited", retry_after="600"))
    await bot.slack.mention("ada", "general", "what does it pay")
    await until_called(bot)
    assert bot.slack.posts == []
    await a_minute_later(bot, tmp_path)
    assert len(bot.slack.posts) == 1


async def test_when_the_answer_can_not_be_looked_up_nothing_is_guessed(bot: Lived, tmp_path: Path) -> None:
    bot.slack.world.faults.script(
        (Fault(POST, "close", accepted=True, times=1), Fault("conversations.history", "status", times=4))
    )
    await bot.slack.dm("ada", "what does it pay")
    await until_called(bot)
    for left in (1, 1, 0):
        await a_minute_later(bot, tmp_path)
        assert left_open(tmp_path) == left
    assert len(bot.slack.posts) == 1


async def test_a_slack_that_takes_ten_seconds_delays_no_acknowledgement(bot: Lived) -> None:
    bot.slack.world.faults.script((Fault(POST, "slow", seconds=9.9),))
    began = time.monotonic()
    asked = [bot.slack.dm("ada", f"salary {number}") for number in range(10)]
    await asyncio.gather(*asked)
    shown = await bot.career("what does it pay")
    assert "USD" in shown["text"]
    assert time.monotonic() - began < 3.0
    acks = [told.seconds for told in bot.slack.world.records.deliveries]
    assert max(acks) < 1.5
    bot.slack.world.faults.script(())


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_a_refused_token_is_tried_once_and_the_bot_goes_on(
    bot: Lived, tmp_path: Path, error: str
) -> None:
    script(bot, Fault(POST, "error", error=error))
    await bot.slack.dm("ada", "what does it pay")
    await until_called(bot)
    await a_minute_later(bot, tmp_path)
    assert bot.slack.world.records.calls[POST] == 1
    assert "USD" in (await bot.career("what does it pay"))["text"]
    assert "USD" in (await bot.ask("what does it pay"))["text"]


async def test_somebody_who_left_is_written_to_once_and_not_again(bot: Lived, tmp_path: Path) -> None:
    script(bot, Fault(POST, "error", error="user_disabled"), times=None)
    await bot.slack.dm("ada", "what does it pay")
    await until_called(bot)
    await a_minute_later(bot, tmp_path)
    assert bot.slack.world.records.calls[POST] == 1
    assert left_open(tmp_path) == 0
