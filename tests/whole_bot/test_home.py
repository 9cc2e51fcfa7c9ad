"""App Home: one's own page, drawn when it is opened and after each change, wherever that was made."""

from __future__ import annotations

from typing import Any

from bot.career.library import Library
from tests.whole_bot.conftest import Json, Lived, labels, text_of
from tests.whole_bot.looking import home_with, modal_with, opened_home


def boxes(home: Json) -> Json:
    found = [
        element
        for block in home["blocks"]
        for element in block.get("elements", ())
        if element.get("type") == "checkboxes"
    ]
    return dict(found[0])


def ticked(home: Json) -> list[Any]:
    return [option["text"]["text"] for option in boxes(home).get("initial_options", [])]


async def test_a_newcomer_is_welcomed_with_the_roles_and_what_is_private(bot: Lived) -> None:
    home = await opened_home(bot)
    assert "Welcome" in text_of(home)
    assert "I'm a bot" in text_of(home)
    assert "Only you see this page" in text_of(home)
    assert {"Machine Learning Operations Manager", "See the 8 steps", "Start the self-check"} <= set(
        labels(home)
    )


async def test_the_next_step_stands_first_and_its_boxes_are_the_guides_steps(
    bot: Lived, library: Library
) -> None:
    await bot.career("start roadmap", channel="dm")
    home = await home_with(bot, "Your next step")
    steps = library.guides["mlops-manager"].next_steps
    assert home["blocks"][0]["text"]["text"] == "Your next step"
    assert steps[0].name in home["blocks"][1]["text"]["text"]
    assert [option["text"]["text"] for option in boxes(home)["options"]] == [
        f"{number}. {step.name}" for number, step in enumerate(steps, 1)
    ]
    assert "initial_options" not in boxes(home)


async def test_a_ticked_box_marks_its_step_and_an_unticked_one_opens_it_again(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    home = await home_with(bot, "Your next step")
    third, first = boxes(home)["options"][2]["text"]["text"], boxes(home)["options"][0]["text"]["text"]
    assert (await bot.slack.press("ada", home, "steps", [third])).ok
    home = await home_with(bot, "1 of 8 done")
    assert ticked(home) == [third]
    assert (await bot.slack.press("ada", home, "steps", [first, third])).ok
    home = await home_with(bot, "2 of 8 done")
    assert ticked(home) == [first, third]
    assert (await bot.slack.press("ada", home, "steps", [third])).ok
    home = await home_with(bot, "1 of 8 done")
    assert "1. Audit" in home["blocks"][1]["text"]["text"]


async def test_a_box_ticked_on_an_old_page_leaves_alone_what_was_done_elsewhere(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    old = await home_with(bot, "Your next step")
    await bot.career("done", channel="dm")
    await home_with(bot, "1 of 8 done")
    assert (await bot.slack.press("ada", old, "steps", [boxes(old)["options"][3]["text"]["text"]])).ok
    home = await home_with(bot, "2 of 8 done")
    assert [text[:2] for text in ticked(home)] == ["1.", "4."]


async def test_a_change_made_anywhere_shows_on_the_page(bot: Lived) -> None:
    await opened_home(bot)
    await bot.career("start roadmap", channel="dm")
    await home_with(bot, "Your next step")
    await bot.week()
    nudge = bot.slack.seen_by("ada", "dm")[-1]
    await bot.press(nudge, "Done")
    await home_with(bot, "1 of 8 done")
    await bot.ask("pause")
    home = await home_with(bot, "I'm silent until you resume")
    assert (await bot.slack.press("ada", home, "Resume")).ok
    await home_with(bot, "Your next step")
    await bot.career("remind friday 14:30", channel="dm")
    await home_with(bot, "at 14:30 (Europe/Berlin)")


async def test_home_presses_change_the_page_in_place(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    home = await home_with(bot, "Your next step")
    assert (await bot.slack.press("ada", home, "Done")).ok
    home = await home_with(bot, "1 of 8 done")
    assert "Add a note" in labels(home)
    assert (await bot.slack.press("ada", home, "Undo")).ok
    await home_with(bot, "0 of 8 done")
    assert bot.slack.views_of("ada") == []


async def test_a_role_opens_in_a_modal_and_its_topics_upon_it(bot: Lived) -> None:
    home = await opened_home(bot)
    assert (await bot.slack.press("ada", home, "Machine Learning Operations Manager")).ok
    overview = await modal_with(bot, "Machine Learning Operations Manager")
    assert "Share in channel" not in labels(overview), "there is no channel to share it in"
    assert (await bot.slack.press("ada", overview, "Salary")).ok
    await modal_with(bot, "USD 170,000 to 220,000")
    assert len(bot.slack.views_of("ada")) == 2, "closing it leads back to the role"


async def test_the_roadmap_can_be_seen_and_started_from_the_page(bot: Lived) -> None:
    home = await opened_home(bot)
    assert (await bot.slack.press("ada", home, "See the 8 steps")).ok
    offer = await modal_with(bot, "Shall I walk you through it")
    assert (await bot.slack.press("ada", offer, "Start this roadmap")).ok
    await home_with(bot, "Your next step")
    await bot.slack.until(lambda: len(bot.slack.posts) == 1)


async def test_forgetting_leaves_a_newcomers_page(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    home = await home_with(bot, "Your next step")
    assert (await bot.slack.press("ada", home, "Forget me")).ok
    await home_with(bot, "Welcome")


async def test_help_and_privacy_are_read_in_a_modal(bot: Lived) -> None:
    home = await opened_home(bot)
    assert (await bot.slack.press("ada", home, "What is stored")).ok
    shown = await modal_with(bot, "What I store of you")
    await bot.slack.close("ada", shown)
    assert (await bot.slack.press("ada", home, "Help")).ok
    await modal_with(bot, "/career")
