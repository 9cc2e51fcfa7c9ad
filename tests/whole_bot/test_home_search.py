"""Many roles: found by typing a few letters of their names."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.career.guide import Guide
from bot.career.library import Library
from bot.playground import Playground
from bot.understanding.reader import Reader
from tests.whole_bot.conftest import Lived, labels, living
from tests.whole_bot.looking import modal_with, opened_home

TRADES = ("Baker", "Cooper", "Glazier", "Potter", "Saddler", "Tanner", "Weaver", "Farrier", "Mason")
PLACES = ("Harbour", "Village", "Palace")


@pytest.fixture
async def crowded(slack: Playground, tmp_path: Path, library: Library) -> AsyncIterator[Lived]:
    """A bot with 27 made-up roles beside the first one."""
    titles = [f"{place} {trade}" for place in PLACES for trade in TRADES]
    made = {
        title.lower().replace(" ", "-"): Guide(
            slug=title.lower().replace(" ", "-"), title=title, overview=f"A {title} works in a {title[:6]}."
        )
        for title in titles
    }
    many = replace(library, guides={**library.guides, **made}, default_role=None)
    async with living(slack, tmp_path, many, Reader(many)) as lived:
        yield lived


async def test_a_few_letters_find_a_role_and_choosing_it_opens_it(crowded: Lived) -> None:
    home = await opened_home(crowded)
    assert "Harbour Baker" not in labels(home)
    found = await crowded.slack.suggest("ada", home, "role", "glaz")
    assert [one["text"]["text"] for one in found] == ["Harbour Glazier", "Village Glazier", "Palace Glazier"]
    assert (await crowded.slack.press("ada", home, "role", found[1])).ok
    await modal_with(crowded, "A Village Glazier works")


async def test_what_is_mistyped_is_found_too_and_nonsense_finds_nothing(crowded: Lived) -> None:
    home = await opened_home(crowded)
    found = await crowded.slack.suggest("ada", home, "role", "palace sadler")
    assert "Palace Saddler" in [one["text"]["text"] for one in found]
    assert await crowded.slack.suggest("ada", home, "role", "zzzz") == []


async def test_a_self_check_asks_which_role_where_several_list_skills(
    slack: Playground, tmp_path: Path, library: Library
) -> None:
    first = library.guides["mlops-manager"]
    second = replace(first, slug="second", title="Signal Keeper", aliases=())
    two = replace(library, guides={first.slug: first, "second": second}, default_role=None)
    async with living(slack, tmp_path, two, Reader(two)) as bot:
        offered = await bot.career("self-check", channel="dm")
        assert labels(offered) == [first.title, "Signal Keeper"]
        assert (await slack.press("ada", offered, "Signal Keeper")).ok
        await modal_with(bot, "*Signal Keeper*")
