"""Guides that change under a running bot: sound ones are taken up, broken ones never."""

from __future__ import annotations

import asyncio
import logging
import random
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot import reloading
from bot.app import running
from bot.library import watching
from bot.playground import Playground
from bot.understanding.reader import Reader
from tests.library.test_mutations import mutated
from tests.whole_bot.conftest import KNOWLEDGE, Lived, config_of

LOOK = 0.02
GUIDE = "guides/mlops-manager.yaml"


@dataclass(frozen=True, slots=True)
class Authored:
    """A bot and the guide that it serves."""

    lived: Lived
    file: Path

    async def pay(self) -> str:
        return str((await self.lived.career("what does a junior earn"))["text"])

    async def looked_at(self) -> None:
        """The bot has had time for a few looks and a read."""
        await asyncio.sleep(12 * LOOK)

    async def write(self, data: bytes) -> None:
        self.file.write_bytes(data)
        await self.looked_at()

    async def health(self) -> dict[str, object]:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.lived.app.port}/healthz") as page,
        ):
            assert page.status == 200, "a restart would not mend a guide"
            told: dict[str, object] = await page.json()
            return told


@pytest.fixture
async def authored(
    slack: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Authored]:
    monkeypatch.setattr(reloading, "EVERY", LOOK)
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    watch = watching.begin(folder)
    config = config_of(slack, tmp_path, "socket")
    async with running(config, watch.library, reader=Reader(watch.library), watch=watch) as app:
        yield Authored(Lived(app, slack), folder / GUIDE)


async def until_pay(bot: Authored, words: str) -> None:
    async with asyncio.timeout(10):
        while words not in await bot.pay():  # noqa: ASYNC110 - nobody rings for a file
            await asyncio.sleep(LOOK)


async def until_health(bot: Authored, status: str) -> None:
    async with asyncio.timeout(10):
        while (await bot.health())["status"] != status:  # noqa: ASYNC110 - nobody rings for a file
            await asyncio.sleep(LOOK)


async def test_a_changed_figure_is_the_answer_soon_after(authored: Authored) -> None:
    assert "USD 130,000" in await authored.pay()
    await authored.write(authored.file.read_bytes().replace(b"130000", b"135000"))
    await until_pay(authored, "USD 135,000")
    await until_health(authored, "ok")


async def test_a_mistake_is_logged_with_its_place_and_the_last_good_guide_keeps_serving(
    authored: Authored, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    good = authored.file.read_bytes()
    await authored.write(good.replace(b"130000", b"135000").replace(b"overview:", b"overwiew:", 1))
    line = good[: good.index(b"overview:")].count(b"\n") + 1
    async with asyncio.timeout(10):
        while f"mlops-manager.yaml:{line}:1" not in caplog.text:  # noqa: ASYNC110 - nobody rings for a file
            await asyncio.sleep(LOOK)
    assert "USD 130,000" in await authored.pay()
    await until_health(authored, "degraded")
    await authored.write(good.replace(b"130000", b"135000"))
    await until_pay(authored, "USD 135,000")
    await until_health(authored, "ok")


async def test_no_mutation_stops_the_answers(authored: Authored) -> None:
    good = authored.file.read_bytes()
    for seed in range(25):
        await authored.write(mutated(good, random.Random(seed)))
        assert await authored.pay(), "something is always said"
    await authored.write(good)
    await until_pay(authored, "USD 130,000")


async def test_a_folder_that_vanishes_takes_no_answer_with_it(authored: Authored) -> None:
    moved = authored.file.parents[1].with_name("moved")
    authored.file.parents[1].rename(moved)
    await until_health(authored, "degraded")
    assert "USD 130,000" in await authored.pay()
    moved.rename(authored.file.parents[1])
    await until_health(authored, "ok")
