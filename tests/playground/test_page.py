"""The page's own API: what one person sees, what they can do, and who is turned away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import Bot

Json = dict[str, Any]


@pytest.fixture
async def browser(slack: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(slack.url) as session:
        yield session


async def state(browser: aiohttp.ClientSession, person: str = "ada") -> Json:
    async with browser.get("/page/state", params={"person": person}) as answer:
        told: Json = await answer.json()
        return told


async def act(browser: aiohttp.ClientSession, **deed: object) -> Json:
    async with browser.post("/page/act", json=deed) as answer:
        told: Json = await answer.json()
        return told


async def test_the_page_and_its_files_are_served(browser: aiohttp.ClientSession) -> None:
    for path, words in (("/", "Career Advisor playground"), ("/static/app.js", "drawBlocks")):
        async with browser.get(path) as answer:
            assert words in await answer.text()
    async with browser.get("/static/..%2fpage.py") as answer:
        assert answer.status == 404


async def test_a_person_sees_their_ephemerals_and_nobody_elses(
    browser: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel="C01CAREERS", user="U01ADA", text="psst")
    assert [m["text"] for m in (await state(browser))["messages"]["C01CAREERS"]] == ["psst"]
    assert (await state(browser, "grace"))["messages"]["C01CAREERS"] == []
    assert "D01ADA" not in (await state(browser, "grace"))["messages"]


async def test_a_line_beginning_with_career_is_a_command(
    browser: aiohttp.ClientSession, bot: Bot, slack: Playground
) -> None:
    bot.answers["slash_commands"] = {"text": "here you are"}
    await act(browser, do="say", person="ada", channel="C01CAREERS", text="/career  skills")
    assert bot.last["text"] == "skills"
    await act(browser, do="say", person="ada", channel="C01CAREERS", text="/dance")
    told = [m["text"] for m in slack.seen_by("ada", "#careers")]
    assert told == ["here you are", "/dance is not a valid command. Try /career."]


async def test_a_mistake_is_told_in_words(browser: aiohttp.ClientSession) -> None:
    told = await act(browser, do="say", person="nobody", channel="C01CAREERS", text="hi")
    assert told == {"ok": False, "error": "user_not_found"}


async def test_the_clock_skips_to_the_next_moment_and_the_bot_hears_of_it(
    browser: aiohttp.ClientSession, slack: Playground
) -> None:
    due = slack.clock.now() + timedelta(days=3)
    moved: list[datetime] = []

    async def next_moment() -> datetime:
        return due

    async def hook() -> None:
        moved.append(slack.clock.now())

    with slack.moving(hook, next_moment):
        assert (await state(browser))["next"]["at"] == due.isoformat()
        await act(browser, do="clock", person="ada", to="next")
        assert timedelta() <= moved[0] - due < timedelta(seconds=5)
        await act(browser, do="clock", person="ada", seconds=86400)
    assert moved[1] - moved[0] >= timedelta(days=1)
    await act(browser, do="clock", person="ada", seconds=86400)
    assert (len(moved), (await state(browser))["next"]) == (2, None), "the bot has left"


async def test_a_week_that_passes_halts_at_each_nudge(
    browser: aiohttp.ClientSession, slack: Playground
) -> None:
    start = slack.clock.now()
    dues = [start + timedelta(days=days) for days in (2, 5, 9)]
    halts: list[timedelta] = []

    async def next_moment() -> datetime | None:
        return next((due for due in dues if due > slack.clock.now()), None)

    async def hook() -> None:
        halts.append(slack.clock.now() - start)

    with slack.moving(hook, next_moment):
        await act(browser, do="clock", person="ada", seconds=604800)
    assert [halt.days for halt in halts] == [2, 5, 7]


async def test_the_page_is_told_of_every_change(browser: aiohttp.ClientSession, slack: Playground) -> None:
    async with browser.get("/page/live") as live:
        await live.content.readuntil(b"\n\n")
        await slack.say("grace", "#general", "news")
        assert await live.content.readuntil(b"\n\n") == b"data: changed\n\n"


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
    ids=str,
)
async def test_other_web_sites_are_turned_away(
    browser: aiohttp.ClientSession, slack: Playground, headers: dict[str, str]
) -> None:
    deed = {"do": "say", "person": "ada", "channel": "C01GENERAL", "text": "forged"}
    async with browser.post("/page/act", json=deed, headers=headers) as answer:
        assert answer.status == 403
    assert slack.seen_by("ada", "#general") == []


async def test_a_form_is_no_way_in(browser: aiohttp.ClientSession) -> None:
    async with browser.post(
        "/page/act", data='{"do": "say"}', headers={"Content-Type": "text/plain"}
    ) as answer:
        assert answer.status == 415
