"""Looking at modals and App Home as a person does."""

from __future__ import annotations

from tests.whole_bot.conftest import Json, Lived, text_of


async def opened_home(bot: Lived, person: str = "ada") -> Json:
    """The page of somebody who opens it."""
    await bot.slack.open_home(person)
    return await bot.slack.until(lambda: bot.slack.home_of(person) or {})


async def home_with(bot: Lived, words: str, person: str = "ada") -> Json:
    """The page once it says these words."""

    def look() -> Json:
        home = bot.slack.home_of(person)
        return home if home and words in text_of(home) else {}

    return await bot.slack.until(look)


async def modal_with(bot: Lived, words: str, person: str = "ada") -> Json:
    """The topmost modal once it says these words."""

    def look() -> Json:
        views = bot.slack.views_of(person)
        return views[-1] if views and words in text_of(views[-1]) else {}

    return await bot.slack.until(look)
