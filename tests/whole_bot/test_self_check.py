"""The self-check: two minutes, for oneself, ending in the roadmap."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.career.library import Library
from tests.whole_bot.conftest import Json, Lived, labels, text_of
from tests.whole_bot.looking import home_with, modal_with, opened_home

SKILLS = 16


async def begun(bot: Lived) -> Json:
    home = await opened_home(bot)
    assert (await bot.slack.press("ada", home, "Start the self-check")).ok
    return await modal_with(bot, "Page 1 of 3")


def rated(view: Json, levels: dict[str, str]) -> dict[str, Any]:
    """What to enter: each skill of the page that `levels` names."""
    fields = {
        block["label"]["text"]: block["block_id"] for block in view["blocks"] if block["type"] == "input"
    }
    return {field: {"said": levels[skill]} for skill, field in fields.items() if skill in levels}


async def checked(bot: Lived, levels: dict[str, str]) -> Json:
    """The result of a self-check with these answers."""
    view = await begun(bot)
    for _ in range(3):
        await bot.slack.submit("ada", view, rated(view, levels))
        view = bot.slack.views_of("ada")[-1]
    return await modal_with(bot, "skills you rated")


async def test_it_asks_every_skill_a_few_a_page(bot: Lived, library: Library) -> None:
    view, asked = await begun(bot), []
    for _ in range(3):
        page = [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]
        assert 5 <= len(page) <= 8
        asked += page
        await bot.slack.submit("ada", view, {view["blocks"][2]["block_id"]: {"said": "I know this"}})
        view = bot.slack.views_of("ada")[-1]
    assert asked == [skill.name for skill in library.guides["mlops-manager"].skills]


async def test_the_result_names_three_gaps_and_the_steps_that_close_them(bot: Lived) -> None:
    levels = {"Stakeholder Management": "know", "Risk Management": "some", "Technical Leadership": "new"}
    shown = text_of(await checked(bot, levels | {"Model Monitoring": "new", "Incident Management": "some"}))
    assert "You know 1 of the 5 skills you rated" in shown
    gaps = [line for line in shown.splitlines() if line[:2] in ("1.", "2.", "3.")]
    assert [gap.split("*")[1] for gap in gaps] == [
        "Model Monitoring",
        "Technical Leadership",
        "Incident Management",
    ]
    assert "→ Step 2: Define standard monitoring metrics for model performance and data health" in shown
    assert "→ Step 4: Create a lightweight incident playbook" in shown
    assert "Then: Risk Management" in shown


async def test_nothing_of_it_is_stored_unless_it_is_to_be_kept(bot: Lived, tmp_path: Path) -> None:
    result = await checked(bot, {"Model Monitoring": "new"})
    assert b"Model Monitoring" not in written(tmp_path)
    await bot.slack.close("ada", result)
    assert "To work on" not in text_of(await opened_home(bot))
    assert b"Model Monitoring" not in written(tmp_path)


def written(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("career.db*"))


async def test_a_kept_result_stands_on_the_page_until_it_is_removed(bot: Lived, tmp_path: Path) -> None:
    result = await checked(bot, {"Model Monitoring": "new", "Cloud Platforms": "know"})
    await bot.slack.submit("ada", result)
    await modal_with(bot, "Kept.")
    home = await home_with(bot, "1. Model Monitoring")
    assert b"Model Monitoring" in written(tmp_path)
    assert {"Check again", "Remove the result"} <= set(labels(home))
    assert (await bot.slack.press("ada", home, "Remove the result")).ok
    home = await home_with(bot, "Two minutes, for you alone")
    assert "1. Model Monitoring" not in text_of(home)


async def test_nobody_else_sees_anything_of_it(bot: Lived) -> None:
    result = await checked(bot, {"Model Monitoring": "new"})
    await bot.slack.submit("ada", result)
    await home_with(bot, "1. Model Monitoring")
    assert all("Model Monitoring" not in post.text for post in bot.slack.posts)
    assert "Model Monitoring" not in json.dumps(await opened_home(bot, "grace"))


async def test_a_page_back_keeps_what_was_said_on_both(bot: Lived) -> None:
    first = await begun(bot)
    await bot.slack.submit("ada", first, rated(first, {"Risk Management": "new"}))
    second = await modal_with(bot, "Page 2 of 3")
    said = rated(second, {"Model Monitoring": "some"})
    entered = {field: answer["said"] for field, answer in said.items()}
    block = next(iter(entered))
    assert (await bot.slack.press("ada", second, "Back", entered={block: {"said": "some"}})).ok
    first = await modal_with(bot, "Page 1 of 3")
    chosen = {
        block["label"]["text"]: block["element"].get("initial_option", {}).get("value")
        for block in first["blocks"]
        if block["type"] == "input"
    }
    assert chosen["Risk Management"] == "new"
    await bot.slack.submit("ada", first)
    second = await modal_with(bot, "Page 2 of 3")
    again = {b["label"]["text"]: b["element"].get("initial_option") for b in second["blocks"] if "label" in b}
    assert again["Model Monitoring"]["value"] == "some"


async def test_one_who_rates_nothing_is_told_at_the_field(bot: Lived) -> None:
    view = await begun(bot)
    for _ in range(2):
        await bot.slack.submit("ada", view)
        view = bot.slack.views_of("ada")[-1]
    answer = await bot.slack.submit("ada", view)
    assert answer["response_action"] == "errors"
    assert list(answer["errors"].values()) == ["Rate at least one skill, or press Cancel."]


async def test_the_result_leads_to_the_roadmap_and_back(bot: Lived) -> None:
    result = await checked(bot, {"Model Monitoring": "new"})
    assert (await bot.slack.press("ada", result, "See the roadmap")).ok
    await modal_with(bot, "Shall I walk you through it")
    assert len(bot.slack.views_of("ada")) == 2


async def test_it_can_be_typed(bot: Lived) -> None:
    offered = await bot.career("self-check", channel="dm")
    assert (await bot.slack.press("ada", offered, "Begin")).ok
    await modal_with(bot, "Page 1 of 3")


async def test_a_kept_result_is_removed_by_a_word(bot: Lived) -> None:
    await bot.slack.submit("ada", await checked(bot, {"Model Monitoring": "new"}))
    await home_with(bot, "1. Model Monitoring")
    assert "is removed" in (await bot.ask("forget my self-check"))["text"]
    await home_with(bot, "Two minutes, for you alone")
    assert "You keep no self-check" in (await bot.career("remove self-check", channel="dm"))["text"]


async def test_forgetting_takes_the_kept_result_along(bot: Lived, tmp_path: Path) -> None:
    await bot.slack.submit("ada", await checked(bot, {"Model Monitoring": "new"}))
    home = await home_with(bot, "1. Model Monitoring")
    assert (await bot.slack.press("ada", home, "Forget me")).ok
    await home_with(bot, "Two minutes, for you alone")
