"""Never a nag: every way to be left alone, by button and by word, each with its Undo."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.career.library import Library
from tests.whole_bot.conftest import NOTHING, Json, Lived, labels, text_of
from tests.whole_bot.stories import BERLIN, begun, marked, nudge, nudges, until


def form_of(bot: Lived) -> Json:
    """The form that is open, once it is filled."""
    forms = (view for view in bot.slack.views_of("ada") if view.get("submit"))
    return next(forms, NOTHING)


async def first_nudge(bot: Lived) -> None:
    await begun(bot)
    await until(bot, "2026-12-07T09:30")


async def test_done_moves_on_and_undo_moves_back_in_place(bot: Lived, library: Library) -> None:
    first, second = (step.name for step in library.guides["mlops-manager"].next_steps[:2])
    await first_nudge(bot)
    done = await bot.press(nudge(bot), "Done")
    assert "1 of 8 done" in done["text"]
    assert second in done["text"]
    undone = await bot.press(done, "Undo")
    assert undone["ts"] == done["ts"]
    assert "0 of 8 done" in undone["text"]
    assert first in undone["text"]


async def test_skip_moves_on_without_counting_and_undo_takes_it_back(bot: Lived) -> None:
    await first_nudge(bot)
    skipped = await bot.press(nudge(bot), "Skip")
    assert "0 of 8 done, 1 skipped" in skipped["text"]
    assert "0 of 8 done, 1 skipped" not in (await bot.press(skipped, "Undo"))["text"]


async def test_a_snooze_for_a_week_is_quiet_for_a_week(bot: Lived) -> None:
    await first_nudge(bot)
    await bot.press(nudge(bot), "Snooze")
    await until(bot, "2026-12-14T08:59")
    assert len(nudges(bot)) == 1
    await until(bot, "2026-12-14T09:00")
    assert nudges(bot) == ["07 09:00", "14 09:00"]


async def test_a_snooze_until_tomorrow_comes_back_tomorrow(bot: Lived) -> None:
    await first_nudge(bot)
    await bot.press(nudge(bot), "more", "Ask me again tomorrow")
    await until(bot, "2026-12-13T12:00")
    assert nudges(bot) == ["07 09:00", "08 09:00"]
    assert "as you asked" in nudge(bot)["text"]


async def test_an_undone_snooze_changes_nothing(bot: Lived) -> None:
    await first_nudge(bot)
    snoozed = await bot.press(nudge(bot), "more", "Ask me again tomorrow")
    await bot.press(snoozed, "Undo")
    await until(bot, "2026-12-13T12:00")
    assert len(nudges(bot)) == 1


@pytest.mark.parametrize("way", ["Pause until I resume", "Stop these messages"])
async def test_pause_and_stop_are_silent_until_resume(bot: Lived, way: str) -> None:
    await first_nudge(bot)
    rests = await bot.press(nudge(bot), "more", way)
    assert {"Resume", "Undo"} <= set(labels(rests))
    await until(bot, "2027-01-06T12:00")
    assert len(nudges(bot)) == 1
    await bot.press(rests, "Resume")
    await until(bot, "2027-01-11T09:00")
    assert len(nudges(bot)) == 2


@pytest.mark.parametrize("way", ["Pause until I resume", "Stop these messages"])
async def test_an_undone_pause_or_stop_leaves_the_rhythm_as_it_was(bot: Lived, way: str) -> None:
    await first_nudge(bot)
    await bot.press(await bot.press(nudge(bot), "more", way), "Undo")
    await until(bot, "2026-12-14T09:00")
    assert len(nudges(bot)) == 2


async def test_the_day_is_changed_from_the_nudge(bot: Lived) -> None:
    await first_nudge(bot)
    await bot.slack.press("ada", nudge(bot), "more", "Change day or time")
    form = await bot.slack.until(lambda: form_of(bot))
    await bot.slack.submit("ada", form, {"day": "Wednesday"})
    await until(bot, "2026-12-16T09:00")
    assert nudges(bot) == ["07 09:00", "16 09:00"]


async def test_everything_can_be_typed(bot: Lived) -> None:
    await begun(bot)
    assert "1 of 8 done" in (await bot.career("done"))["text"]
    assert "0 of 8 done" in (await bot.career("undo"))["text"]
    assert "1 skipped" in (await bot.career("skip"))["text"]
    assert "Next" in (await bot.career("next"))["text"]
    for word in ("snooze", "snooze 1 day", "pause", "resume", "stop", "resume"):
        assert (await bot.career(word))["only_for"], word
    await until(bot, "2026-12-07T09:00")
    assert len(nudges(bot)) == 1


async def test_two_ignored_slow_down_and_four_stop_with_one_last_word(bot: Lived) -> None:
    await begun(bot)
    await until(bot, "2027-03-01T12:00")
    sent = marked(bot)[1:]
    assert len(sent) == 5
    assert "every second week" in sent[2]["text"]
    assert "every second week" not in sent[1]["text"]
    assert "I'll stop writing" in sent[4]["text"]
    await bot.press(sent[4], "Resume")
    await until(bot, "2027-03-08T12:00")
    assert len(marked(bot)) == 7


async def test_any_command_brings_the_weekly_rhythm_back(bot: Lived) -> None:
    await begun(bot)
    await until(bot, "2026-12-22T12:00")
    assert nudges(bot) == ["07 09:00", "14 09:00"]
    await bot.career("next")
    before = len(nudges(bot))
    await until(bot, "2027-01-04T12:00")
    assert len(nudges(bot)) == before + 2


async def test_words_change_and_never_blame(bot: Lived) -> None:
    await begun(bot)
    for week in range(6):
        await bot.career("next")
        await until(bot, (datetime(2026, 12, 7, 12, tzinfo=BERLIN) + timedelta(weeks=week)).isoformat()[:16])
    texts = [message["text"] for message in marked(bot)[1:]]
    assert len({text.split(":")[0] for text in texts}) >= 4
    for text in (text_of(message) + message["text"] for message in marked(bot)):
        for word in ("late", "overdue", "behind", "failed", "missed", "should have"):
            assert word not in text.casefold().split()


async def test_a_line_of_evidence_may_be_left(bot: Lived) -> None:
    await begun(bot)
    await bot.career("done: wrote the release audit")
    exported = await bot.career("export")
    assert "wrote the release audit" in exported["text"]
