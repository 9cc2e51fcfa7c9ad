"""The first story once more, as a newcomer sees it: `career run`, and a browser."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.app import App, running
from bot.career.library import Library
from bot.config import read_config
from bot.understanding.reader import Reader
from tests.whole_bot.conftest import QUICK

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no chromium on this machine"),
]


@pytest.fixture
async def app(library: Library, reader: Reader) -> AsyncIterator[App]:
    """The bot without tokens, in its own playground."""
    config = read_config({"PORT": "0", "PLAYGROUND_PORT": "0"})
    async with running(config, library, reader=reader, terms=QUICK) as app:
        yield app
        assert app.playground is not None
        assert app.playground.findings == []


@pytest.fixture
async def page(app: App) -> AsyncIterator[Page]:
    assert app.playground is not None
    async with async_playwright() as playwright:
        browser: Browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page()
        await page.goto(app.playground.url + "?channel=general")
        yield page
        await browser.close()


async def say(page: Page, where: str, text: str) -> None:
    await page.get_by_label(f"Message {where}").fill(text)
    await page.keyboard.press("Enter")


def last(page: Page, words: str) -> Locator:
    return page.get_by_text(words).last


async def test_the_overview_and_its_salary_button(page: Page) -> None:
    await say(page, "#general", "/career mlops-manager")
    await expect(page.get_by_role("heading", name="Machine Learning Operations Manager")).to_be_visible()
    await page.get_by_role("button", name="Salary").click()
    for band in ("USD 130,000 to 170,000", "USD 170,000 to 220,000", "USD 220,000 to 300,000"):
        await expect(last(page, band)).to_be_visible()


async def test_a_mention_is_answered_in_the_thread_with_all_skills(page: Page, library: Library) -> None:
    await say(page, "#general", "@Career Advisor what skills do I need")
    await page.get_by_role("button", name=re.compile("1 reply")).click()
    thread = page.get_by_label("Thread")
    await thread.get_by_role("button", name=re.compile("Show all")).click()
    for skill in library.guides["mlops-manager"].skills:
        await expect(thread.get_by_text(skill.name, exact=True)).to_be_visible()


async def test_a_roadmap_is_started_and_nudges_come_once_a_week(
    page: Page, app: App, library: Library
) -> None:
    steps = library.guides["mlops-manager"].next_steps
    assert app.playground is not None
    await page.goto(app.playground.url + "?channel=dm")
    await say(page, "Career Advisor", "how do i start")
    for step in steps[:5]:
        await expect(last(page, step.name)).to_be_visible()
    await say(page, "Career Advisor", "/career start roadmap")
    await expect(last(page, "starts here")).to_be_visible()
    for number, step in enumerate(steps[:2], start=1):
        before = await page.get_by_role("article").count()
        await page.get_by_role("button", name=re.compile("next nudge", re.IGNORECASE)).click()
        await expect(page.get_by_role("article")).to_have_count(before + 1)
        await expect(page.get_by_role("article").last).to_contain_text(f"{number}. {step.name}")
        await page.get_by_role("button", name="Done", exact=True).last.click()
        await expect(last(page, f"Done: {number}. {step.name}")).to_be_visible()
    assert len(nudges(app)) == 3, "the welcome, and one a week"


def nudges(app: App) -> list[str]:
    assert app.playground is not None
    return [post.text for post in app.playground.posts if "Reply done" in post.text]
