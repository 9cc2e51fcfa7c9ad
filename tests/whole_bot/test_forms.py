"""The small forms: day and time, a note on what was done."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.playground import Fault
from tests.whole_bot.conftest import Lived, labels, text_of
from tests.whole_bot.looking import home_with, modal_with
from tests.whole_bot.test_locked_database import locked


async def test_day_and_time_are_changed_in_a_form_that_shows_the_zone(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    home = await home_with(bot, "Your next step")
    assert (await bot.slack.press("ada", home, "Day and time")).ok
    form = await modal_with(bot, "Europe/Berlin")
    answer = await bot.slack.submit(
        "ada", form, {"day": "Friday", "time": "16:20", "every": "Every second week"}
    )
    assert answer["response_action"] == "update"
    saved = await modal_with(bot, "Saved.")
    assert "every second Friday at 16:20, your time (Europe/Berlin)" in text_of(saved)
    await home_with(bot, "at 16:20 (Europe/Berlin)")
    assert (await bot.slack.press("ada", saved, "Undo")).ok
    await home_with(bot, "at 09:00 (Europe/Berlin)")


async def test_the_form_opens_from_the_nudge_itself(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    await bot.week()
    nudge = bot.slack.seen_by("ada", "dm")[-1]
    assert (await bot.slack.press("ada", nudge, "more", "Change day or time")).ok
    await modal_with(bot, "Europe/Berlin")


async def test_what_is_missing_is_said_at_its_field(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    home = await home_with(bot, "Your next step")
    await bot.slack.press("ada", home, "Day and time")
    form = await modal_with(bot, "Europe/Berlin")
    forged = [{**block, "optional": True} for block in form["blocks"]]
    view = bot.slack.team.views.find(form["id"])
    assert view is not None
    view.content["blocks"] = forged  # so that Slack itself holds nothing back
    answer = await bot.slack.submit("ada", form, {"time": None})
    assert answer == {"response_action": "errors", "errors": {"time": "Choose a time, such as 09:00."}}


async def test_a_modal_is_open_before_the_database_is_asked(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    home = await home_with(bot, "Your next step")
    bot.slack.world.faults.script((Fault("views.update", "slow", seconds=0.3),))
    await bot.slack.press("ada", home, "Day and time")
    await modal_with(bot, "One moment")
    await modal_with(bot, "Europe/Berlin")


async def test_a_trigger_that_ran_out_is_told_in_the_conversation(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    await bot.week()
    nudge = bot.slack.seen_by("ada", "dm")[-1]
    bot.slack.world.faults.script((Fault("views.open", "error", error="expired_trigger_id"),))
    assert (await bot.slack.press("ada", nudge, "more", "Change day or time")).ok
    await bot.whispered("Please press it once more", channel="dm")


async def test_a_step_that_was_done_takes_a_line_of_evidence(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    home = await home_with(bot, "Your next step")
    await bot.slack.press("ada", home, "Done")
    home = await home_with(bot, "1 of 8 done")
    assert (await bot.slack.press("ada", home, "Add a note")).ok
    form = await modal_with(bot, "What did you do?")
    assert "1. Audit" in text_of(form)
    assert await bot.slack.submit("ada", form, {"line": {"said": "Mapped <!channel> & 4 weak spots"}}) == {}
    home = await home_with(bot, "Noted: Mapped")
    assert "Change the note" in labels(home)
    exported = await bot.career("export", channel="dm")
    assert "4 weak spots" in exported["text"]


async def test_an_empty_note_changes_nothing(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    home = await home_with(bot, "Your next step")
    await bot.slack.press("ada", home, "Done")
    home = await home_with(bot, "1 of 8 done")
    await bot.slack.press("ada", home, "Add a note")
    assert await bot.slack.submit("ada", await modal_with(bot, "What did you do?"), {}) == {}
    assert bot.slack.views_of("ada") == []
    await bot.slack.clock.advance(timedelta(minutes=1))
    assert "Noted" not in text_of(bot.slack.home_of("ada") or {})


async def test_a_database_that_is_away_is_told_at_the_form_and_on_the_page(
    bot: Lived, tmp_path: Path
) -> None:
    await bot.career("start roadmap", channel="dm")
    home = await home_with(bot, "Your next step")
    await bot.slack.press("ada", home, "Day and time")
    form = await modal_with(bot, "Europe/Berlin")
    async with locked(tmp_path):
        answer = await bot.slack.submit("ada", form, {"day": "Friday"})
        assert "try again in a minute" in answer["errors"]["day"]
        await bot.slack.close("ada", form)
        assert (await bot.slack.press("ada", home, "Done")).ok
        await modal_with(bot, "try again in a minute")
    assert "0 of 8 done" in text_of(bot.slack.home_of("ada") or {})
