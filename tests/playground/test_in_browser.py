"""The page in a real browser: typing, pressing, modals, Home, being somebody else."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright, expect
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import Bot
from tests.playground.test_acting import BUTTONS, MODAL, plain

Json = dict[str, Any]
CHROMIUM = shutil.which("chromium")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs chromium"),
]


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """A browser's page on which any script error or console error fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        yield page
        await browser.close()
        assert wrong == []


async def test_a_command_is_answered_for_ada_alone_and_its_button_pressed(
    slack: Playground, bot: Bot, page: Page
) -> None:
    bot.answers["slash_commands"] = {"text": "Choose", "blocks": [BUTTONS]}
    await page.goto(slack.url + "?channel=careers")
    await page.get_by_label("Message #careers").fill("/career skills")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Only visible to you")).to_be_visible()
    await page.get_by_role("button", name="Done").click()
    pressed = await slack.until(lambda: [r.payload for r in bot.heard if r.type == "interactive"])
    assert pressed[0]["actions"][0]["action_id"] == "done"
    await page.get_by_role("button", name="Grace").click()
    await expect(page.get_by_text("very beginning of the channel")).to_be_visible()
    await expect(page.get_by_text("Only visible to you")).to_be_hidden()


async def test_an_answer_in_a_thread_shows_up_by_itself(
    slack: Playground, client: AsyncWebClient, page: Page
) -> None:
    asked = await slack.say("grace", "#careers", "what do *leads* earn?")
    await page.goto(slack.url + "?channel=careers")
    await client.chat_postMessage(channel="C01CAREERS", text="It *depends*", thread_ts=asked["ts"])
    await page.get_by_role("button", name=re.compile("1 reply")).click()
    await expect(page.get_by_label("Thread").locator("strong", has_text="depends")).to_be_visible()
    await page.get_by_label("Reply", exact=True).fill("thanks & bye")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Thread").get_by_text("thanks & bye")).to_be_visible()
    assert slack.thread("ada", asked)[-1]["text"] == "thanks &amp; bye"


async def test_a_mention_is_completed_with_the_keyboard(slack: Playground, bot: Bot, page: Page) -> None:
    await page.goto(slack.url + "?channel=careers")
    await page.get_by_label("Message #careers").press_sequentially("@car")
    await page.keyboard.press("Tab")
    await page.keyboard.type("hello")
    await page.keyboard.press("Enter")
    await slack.until(lambda: bot.heard)
    assert bot.last["event"]["text"] == "<@U01CAREER> hello"


async def test_a_modal_shows_errors_at_the_field_and_keeps_what_was_typed(
    slack: Playground, bot: Bot, client: AsyncWebClient, page: Page
) -> None:
    await page.goto(slack.url + "?channel=dm")
    await slack.command("ada", "dm", "/career")
    await client.views_open(trigger_id=bot.last["trigger_id"], view=MODAL)
    dialog = page.get_by_role("dialog", name="Settings")
    bot.answers["interactive"] = {"response_action": "errors", "errors": {"when": "Too early"}}
    await dialog.get_by_label("Why").fill("because")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog.get_by_text("Too early")).to_be_visible()
    await expect(dialog.get_by_label("Why")).to_have_value("because")
    bot.answers["interactive"] = {}
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_be_hidden()
    assert bot.last["view"]["state"]["values"]["why"]["reason"]["value"] == "because"


async def test_home_is_asked_for_and_its_boxes_can_be_ticked(
    slack: Playground, bot: Bot, client: AsyncWebClient, page: Page
) -> None:
    box = {"text": plain("Learn"), "value": "0"}
    steps = {
        "type": "checkboxes",
        "action_id": "steps",
        "options": [box, {"text": plain("Build"), "value": "1"}],
    }
    home = {"type": "home", "blocks": [{"type": "actions", "elements": [steps | {"initial_options": [box]}]}]}
    await page.goto(slack.url + "?channel=home")
    await slack.until(lambda: bot.heard)
    assert bot.last["event"]["type"] == "app_home_opened"
    await client.views_publish(user_id="U01ADA", view=home)
    await expect(page.get_by_label("Learn")).to_be_checked()
    await page.get_by_label("Build").check()
    await slack.until(lambda: bot.heard[-1].type == "interactive")
    assert [one["value"] for one in bot.last["actions"][0]["selected_options"]] == ["0", "1"]


async def test_a_dangerous_button_asks_first(
    slack: Playground, bot: Bot, client: AsyncWebClient, page: Page
) -> None:
    confirm = {
        "title": plain("Sure?"),
        "text": plain("All is deleted."),
        "confirm": plain("Delete"),
        "deny": plain("Keep"),
    }
    button = {"type": "button", "action_id": "forget", "text": plain("Forget me"), "confirm": confirm}
    await client.chat_postMessage(
        channel="U01ADA", text="x", blocks=[{"type": "actions", "elements": [button]}]
    )
    await page.goto(slack.url + "?channel=dm")
    for answer in ("Keep", "Delete"):
        await page.get_by_role("button", name="Forget me").click()
        await page.get_by_role("dialog", name="Sure?").get_by_role("button", name=answer).click()
    await slack.until(lambda: bot.heard and bot.heard[-1].type == "interactive")
    assert [r.type for r in bot.heard].count("interactive") == 1


@pytest.mark.parametrize("width", [375, 1280])
async def test_nothing_sticks_out_at_any_width(
    slack: Playground, client: AsyncWebClient, page: Page, width: int
) -> None:
    await page.set_viewport_size({"width": width, "height": 700})
    await client.chat_postMessage(channel="U01ADA", text="a" * 300, blocks=[BUTTONS])
    await slack.dm("ada", "w" * 300)
    await page.goto(slack.url + "?channel=dm&theme=dark")
    await expect(page.get_by_role("button", name="Done")).to_be_visible()
    for box in ("html", "#messages"):
        assert await page.locator(box).evaluate("box => box.scrollWidth <= innerWidth")


async def test_markup_in_text_is_never_html(slack: Playground, client: AsyncWebClient, page: Page) -> None:
    text = "<img src=x onerror=alert(1)> &lt;b&gt;bold?&lt;/b&gt; <javascript:alert(1)|click>"
    await client.chat_postMessage(channel="U01ADA", text=text)
    await page.goto(slack.url + "?channel=dm")
    await expect(page.get_by_text("<b>bold?</b>")).to_be_visible()
    assert await page.locator("#messages .text :is(img, b, a)").count() == 0
