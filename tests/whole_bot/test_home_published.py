"""Publishing Home: what can go wrong on the way, and what a burst of changes comes to."""

from __future__ import annotations

import asyncio

from bot.playground import Fault
from tests.whole_bot.conftest import Lived, text_of
from tests.whole_bot.looking import home_with, opened_home


def published(bot: Lived) -> int:
    return bot.slack.world.records.calls["views.publish"]


async def test_a_page_that_changed_meanwhile_is_followed_by_a_newer_one(bot: Lived) -> None:
    home = await opened_home(bot)
    bot.slack.team.views.homes["U01ADA"].hash = "newer.hash"
    await bot.slack.event(
        {"type": "app_home_opened", "user": "U01ADA", "channel": "D01ADA", "tab": "home", "view": home}
    )
    await bot.slack.until(lambda: published(bot) == 3)
    assert "Welcome" in text_of(bot.slack.home_of("ada") or {})
    assert [refusal.error for refusal in bot.slack.refused] == ["hash_conflict"]
    bot.slack.refused.clear()


async def test_no_hash_is_sent_where_none_is_known(bot: Lived) -> None:
    await opened_home(bot)
    await bot.career("start roadmap", channel="dm")
    await home_with(bot, "Your next step")
    assert bot.slack.refused == []


async def test_a_page_whose_blocks_are_refused_is_shown_in_words(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    await home_with(bot, "Your next step")
    calls = published(bot)
    bot.slack.world.faults.script((Fault("views.publish", "error", error="invalid_arguments", times=1),))
    await bot.slack.open_home("ada")
    await bot.slack.until(lambda: published(bot) == calls + 2)
    home = await home_with(bot, "8. Collect feedback")
    assert {block["type"] for block in home["blocks"]} == {"section", "context"}


async def test_a_page_that_slack_put_off_is_published_a_moment_later(bot: Lived) -> None:
    bot.slack.world.faults.script((Fault("views.publish", "ratelimited", retry_after="1", times=1),))
    await bot.slack.open_home("ada")
    await home_with(bot, "Welcome")
    assert published(bot) == 2


async def test_a_burst_of_changes_ends_with_the_last_of_them(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    await home_with(bot, "Your next step")
    await asyncio.gather(*(bot.slack.command("ada", "dm", "/career", f"done {step}") for step in range(1, 8)))
    await home_with(bot, "7 of 8 done")
    await bot.career("pause", channel="dm")
    await home_with(bot, "I'm silent until you resume")


async def test_the_other_tab_is_left_alone(bot: Lived) -> None:
    await bot.slack.open_home("ada", tab="messages")
    await bot.ask("help")
    assert bot.slack.home_of("ada") is None
