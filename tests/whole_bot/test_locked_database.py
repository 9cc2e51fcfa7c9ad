"""Somebody else holds the database: nothing is lost, and questions are still answered."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.career.library import Library
from bot.playground import Clock, Playground
from bot.understanding.reader import Reader
from tests.whole_bot.conftest import A_WEDNESDAY, Lived, living

LATER = "try again in a minute"


@asynccontextmanager
async def locked(folder: Path) -> AsyncIterator[None]:
    """Another process holds the database for as long as this runs."""
    other = sqlite3.connect(folder / "career.db", isolation_level=None, check_same_thread=False)
    await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.fixture
async def bot(tmp_path: Path, library: Library, reader: Reader) -> AsyncIterator[Lived]:
    """The bot over HTTP, where Slack delivers again soon."""
    async with (
        Playground(Clock(A_WEDNESDAY), retry_after=(0.1, 0.5, 5.0)) as slack,
        living(slack, tmp_path, library, reader, "http") as lived,
    ):
        yield lived
        assert slack.findings == []


async def test_questions_by_slash_command_are_answered_meanwhile(bot: Lived, tmp_path: Path) -> None:
    async with locked(tmp_path):
        began = time.monotonic()
        for question in ("what does it pay", "mlops-manager", "skills", "help"):
            shown = await bot.career(question)
            assert LATER not in shown["text"]
        assert time.monotonic() - began < 1.5


async def test_a_change_is_refused_in_time_and_does_not_happen_later(bot: Lived, tmp_path: Path) -> None:
    await bot.career("start roadmap", channel="dm")
    async with locked(tmp_path):
        began = time.monotonic()
        shown = await bot.career("done", channel="dm")
        assert time.monotonic() - began < 2.9
        assert LATER in shown["text"]
    assert "1 of 8 done" in (await bot.career("done", channel="dm"))["text"]


async def test_a_message_that_can_not_be_stored_comes_again_and_is_answered_once(
    bot: Lived, tmp_path: Path
) -> None:
    slack = bot.slack
    async with locked(tmp_path):
        asked = [asyncio.create_task(slack.dm("ada", f"salary {number}")) for number in range(5)]
        asked.append(asyncio.create_task(slack.mention("grace", "general", "what skills do I need")))
        await asyncio.sleep(3.5)
        assert slack.posts == []
    await asyncio.gather(*asked)
    await slack.until(lambda: len(slack.posts) >= 6, 10)
    outcomes = [told.outcome for told in slack.world.records.deliveries if told.kind == "event"]
    assert outcomes.count("ok") >= 6
    assert len(outcomes) > 6, "some were refused first"
    await bot.app.tick()
    assert len(slack.posts) == 6


async def test_the_bot_is_well_again_as_soon_as_the_lock_is_gone(bot: Lived, tmp_path: Path) -> None:
    async with locked(tmp_path):
        await bot.career("start roadmap", channel="dm")
    began = time.monotonic()
    shown = await bot.career("start roadmap", channel="dm")
    assert LATER not in shown["text"]
    assert time.monotonic() - began < 2.0
