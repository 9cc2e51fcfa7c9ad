"""A bot in its playground, people who ask and press as they do, and browsers that look on."""

from __future__ import annotations

import asyncio
import base64
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import Browser, FloatRect, Locator, Page, ViewportSize, async_playwright

from bot.app import running
from bot.config import read_config
from bot.library.reading import read_library
from bot.playground import Clock, Playground

Json = dict[str, Any]
ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
THEMES = ("light", "dark")
PHONE = ViewportSize(width=375, height=812)
TALL = ViewportSize(width=375, height=2400)  # so that nothing has to be scrolled to
DESK = ViewportSize(width=1280, height=860)
A_WEDNESDAY = datetime(2026, 12, 2, 9, 4, tzinfo=UTC)
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()
MOST = 150_000  # bytes of a picture
COLOURS = 256


@dataclass(frozen=True, slots=True)
class Shoot:
    """A bot in its playground, and browsers that look at it: a phone in each theme, and a desk."""

    slack: Playground
    phones: dict[str, Page]
    desk: Page

    async def career(self, words: str, person: str = "ada", channel: str = "careers") -> Json:
        await self.later()
        shown = await self.slack.command(person, channel, "/career", words)
        assert shown is not None, words
        return shown

    async def newest(self, person: str, words: str) -> Json:
        """Their last direct message, once it says these words."""

        def look() -> Json:
            seen = self.slack.seen_by(person, "dm")
            return seen[-1] if seen and words in seen[-1]["text"] else {}

        return await self.slack.until(look)

    async def press(self, person: str, source: Json, name: str, value: Any = None) -> None:
        ack = await self.slack.press(person, source, name, value)
        assert ack.ok, (name, ack)

    async def pressed(self, person: str, message: Json, name: str) -> Json:
        """A message of the bot's as it stands once something on it was pressed."""
        before = self.slack.team.messages.find(message["channel"], message["ts"])
        assert before is not None
        was = before.blocks
        await self.press(person, message, name)

        def look() -> Json:
            now = self.slack.team.messages.find(message["channel"], message["ts"])
            return self.slack.told(now) if now and now.blocks != was else {}

        return await self.slack.until(look)

    async def modal(self, person: str, words: str) -> Json:
        """The topmost modal, once it says these words."""

        def look() -> Json:
            views = self.slack.views_of(person)
            return views[-1] if views and words in str(views[-1]["blocks"]) else {}

        return await self.slack.until(look)

    async def home(self, person: str, words: str) -> Json:
        def look() -> Json:
            home = self.slack.home_of(person) or {}
            return home if words in str(home.get("blocks")) else {}

        return await self.slack.until(look)

    async def later(self) -> None:
        """A quarter of an hour, so that each message shows who wrote it."""
        await self.slack.clock.advance(timedelta(minutes=15))

    async def next_nudge(self, person: str) -> Json:
        """The clock moves from nudge to nudge, until that person gets theirs."""
        before = self.slack.seen_by(person, "dm")[-1]
        while self.slack.seen_by(person, "dm")[-1]["ts"] == before["ts"]:
            ask = self.slack.next_moment
            when = await ask() if ask else None
            assert when is not None
            await self.slack.clock.move_to(when + timedelta(seconds=1))
        return self.slack.seen_by(person, "dm")[-1]

    async def message(self, name: str, message: Json, person: str = "ada") -> None:
        """A picture of one message."""
        channel = "dm" if message["channel"].startswith("D") else message["channel"]
        await self._picture(
            name, f"?person={person}&channel={channel}", f'.message[data-ts="{message["ts"]}"]'
        )

    async def form(self, name: str, person: str = "ada") -> None:
        """A picture of the modal that is open."""
        await self._picture(name, f"?person={person}&channel=dm", "#modal", size=PHONE)

    async def page(self, name: str, person: str = "ada") -> None:
        """A picture of App Home."""
        await self._picture(name, f"?person={person}&channel=home", "#home > div", margin=10)

    async def _picture(
        self, name: str, at: str, part: str, *, size: ViewportSize = TALL, margin: int = 0
    ) -> None:
        for theme, phone in self.phones.items():
            await phone.set_viewport_size(size)
            await phone.goto(f"{self.slack.url}{at}&theme={theme}")
            shown = phone.locator(part)
            await shown.wait_for()
            await phone.evaluate("document.activeElement?.blur()")
            keep(f"{name}-{theme}", await _shot(phone, _wider(await _settled(shown), margin), 2))

    async def wide(self, name: str, at: str, ready: str) -> None:
        """A picture of the whole page, for the README."""
        await self.desk.goto(f"{self.slack.url}{at}&theme=light")
        await self.desk.locator(ready).last.wait_for()
        await self.desk.evaluate("document.activeElement?.blur()")
        keep(name, await _shot(self.desk, {"x": 0, "y": 0, **DESK}, 1.25))


async def _settled(part: Locator) -> FloatRect:
    """Where it is, once it stays there: the page draws anew whenever the bot publishes something."""
    before = None
    while (box := await part.bounding_box()) is None or box != before:
        before = box
        await asyncio.sleep(0.2)
    return box


def _wider(box: FloatRect, margin: int) -> FloatRect:
    return {
        "x": box["x"] - margin,
        "y": box["y"] - margin,
        "width": box["width"] + 2 * margin,
        "height": box["height"] + 2 * margin,
    }


async def _shot(page: Page, box: FloatRect, scale: float) -> bytes:
    """That part of the page as a PNG that is quick to read; Playwright's own screenshots are not."""
    chrome = await page.context.new_cdp_session(page)
    how = {"format": "png", "optimizeForSpeed": True, "clip": {**box, "scale": scale}}
    answer = await chrome.send("Page.captureScreenshot", how)
    await chrome.detach()
    return base64.b64decode(answer["data"])


def keep(name: str, png: bytes) -> None:
    """A palette is plenty for a page of text, and a third of the bytes."""
    file = IMAGES / f"{name}.png"
    Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS).save(file, optimize=True)
    size = file.stat().st_size
    assert size < MOST, f"{name}.png has {size} bytes"
    sys.stdout.write(f"{name}.png  {size // 1000} kB\n")


@asynccontextmanager
async def open_shoot() -> AsyncIterator[Shoot]:
    """A bot at a fixed moment, so that pictures change with cards alone."""
    library = read_library(ROOT / "knowledge")
    with tempfile.TemporaryDirectory(prefix="career-pictures-") as folder:
        async with Playground(Clock(A_WEDNESDAY)) as slack, async_playwright() as playwright:
            config = read_config(
                {
                    "SLACK_BOT_TOKEN": slack.bot_token,
                    "SLACK_APP_TOKEN": slack.app_token,
                    "SLACK_API_URL": slack.api_url,
                    "DATABASE_URL": f"sqlite:///{folder}/career.db",
                    "PORT": "0",
                }
            )
            browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            async with running(config, library, now=slack.clock.now) as app:
                with slack.moving(app.tick, app.next_moment):
                    phones = {theme: await _page(browser, PHONE) for theme in THEMES}
                    yield Shoot(slack, phones, await _page(browser, DESK))
            await browser.close()


async def _page(browser: Browser, size: ViewportSize) -> Page:
    looking = await browser.new_context(viewport=size, reduced_motion="reduce")
    return await looking.new_page()
