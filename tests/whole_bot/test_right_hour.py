"""At the right hour: in one's own zone, on working days, once a week whatever clocks do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import running
from bot.career.library import Library
from bot.playground import Playground
from bot.understanding.reader import Reader
from tests.whole_bot.conftest import Lived, config_of, living, text_of
from tests.whole_bot.stories import BERLIN, begun, marked, nudge, nudges, until


async def test_a_nudge_comes_at_the_chosen_hour_of_each_person(bot: Lived) -> None:
    await begun(bot, person="ada")
    await begun(bot, person="kenji")
    await until(bot, "2026-12-07T00:59")
    assert nudges(bot, "kenji") == []
    await until(bot, "2026-12-07T01:00")
    assert nudges(bot, "kenji") == ["07 09:00"]
    await until(bot, "2026-12-07T08:59")
    assert nudges(bot) == []
    await until(bot, "2026-12-07T09:00")
    assert nudges(bot) == ["07 09:00"]


async def test_the_day_and_hour_are_chosen_in_the_message(bot: Lived) -> None:
    shown = await bot.career("start roadmap", channel="dm")
    await bot.slack.press("ada", shown, "day", "Thursday")
    await bot.slack.press("ada", shown, "time", "15:30")
    await until(bot, "2026-12-03T15:29")
    assert nudges(bot) == []
    await until(bot, "2026-12-03T15:30")
    assert nudges(bot) == ["03 15:30"]


async def test_after_a_welcome_two_days_are_quiet(bot: Lived) -> None:
    await until(bot, "2026-12-06T20:00")
    await begun(bot, rhythm="")
    await until(bot, "2026-12-13T20:00")
    assert nudges(bot) == []
    await until(bot, "2026-12-14T09:00")
    assert nudges(bot) == ["14 09:00"]


async def test_who_travels_is_nudged_by_the_clock_where_they_are(bot: Lived) -> None:
    await begun(bot)
    await until(bot, "2026-12-05T12:00")
    bot.slack.team.person("ada").zone = "America/New_York"
    await until(bot, "2026-12-07T14:59")
    assert nudges(bot) == []
    await until(bot, "2026-12-07T15:00")
    assert nudges(bot) == ["07 09:00"]


async def test_every_second_week_leaves_one_out(bot: Lived) -> None:
    await begun(bot, "every two weeks on monday 9:00")
    await until(bot, "2026-12-28T12:00")
    assert nudges(bot) == ["07 09:00", "21 09:00"]


async def test_weekends_are_quiet_unless_chosen(bot: Lived) -> None:
    await begun(bot, "saturday 10:00")
    await until(bot, "2026-12-05T10:00")
    assert nudges(bot) == ["05 10:00"]


async def test_a_holiday_is_waited_for_and_said_why(
    slack: Playground, tmp_path: Path, library: Library, reader: Reader
) -> None:
    config = replace(config_of(slack, tmp_path, "socket"), holidays="DE")
    await slack.clock.move_to(datetime(2027, 5, 10, 12, tzinfo=BERLIN))
    async with running(config, library, now=slack.clock.now, reader=reader) as app:
        bot = Lived(app, slack)
        slack.clock.on_move.append(app.tick)
        await begun(bot)
        await until(bot, "2027-05-22T12:00")
        assert nudges(bot) == ["18 09:00"]
        assert "Not on Monday: Pentecost Monday." in nudge(bot)["text"]


async def test_what_a_holiday_moves_past_sunday_comes_with_the_next_week_s(
    slack: Playground, tmp_path: Path, library: Library, reader: Reader
) -> None:
    config = replace(config_of(slack, tmp_path, "socket"), holidays="DE")
    await slack.clock.move_to(datetime(2026, 12, 21, 12, tzinfo=BERLIN))
    async with running(config, library, now=slack.clock.now, reader=reader) as app:
        bot = Lived(app, slack)
        slack.clock.on_move.append(app.tick)
        await begun(bot, "friday 9:00")
        await until(bot, "2027-01-10T12:00")
        assert nudges(bot) == ["08 09:00"]
        assert "Not on Friday: New Year's Day." in nudge(bot)["text"]


async def test_an_away_status_is_waited_for_and_said_why(bot: Lived) -> None:
    await begun(bot)
    ada = bot.slack.team.person("ada")
    ada.status_emoji, ada.status_text = ":palm_tree:", "Vacation"
    ada.status_until = int(datetime(2026, 12, 9, tzinfo=BERLIN).timestamp())
    await until(bot, "2026-12-09T08:59")
    assert nudges(bot) == []
    await until(bot, "2026-12-09T09:00")
    assert nudges(bot) == ["09 09:00"]
    assert "Not on Monday: you were away." in nudge(bot)["text"]


async def test_do_not_disturb_is_waited_for_where_it_may_be_read(bot: Lived) -> None:
    bot.slack.team.scopes.add("dnd:read")
    await begun(bot)
    ada = bot.slack.team.person("ada")
    ada.do_not_disturb_until = int(datetime(2026, 12, 7, 11, tzinfo=BERLIN).timestamp())
    await until(bot, "2026-12-07T10:59")
    assert nudges(bot) == []
    await until(bot, "2026-12-07T11:00")
    assert nudges(bot) == ["07 11:00"]
    assert "notifications off" in text_of(nudge(bot))


async def test_changing_the_day_adds_no_second_nudge_this_week(bot: Lived) -> None:
    await begun(bot)
    await until(bot, "2026-12-07T10:00")
    await bot.career("remind thursday 9:00", channel="dm")
    await until(bot, "2026-12-13T12:00")
    assert nudges(bot) == ["07 09:00"]


async def test_a_clock_set_back_repeats_nothing(bot: Lived) -> None:
    await begun(bot)
    await until(bot, "2026-12-07T10:00")
    await bot.slack.clock.move_to(bot.slack.clock.now() - timedelta(days=1))
    await until(bot, "2026-12-13T12:00")
    assert nudges(bot) == ["07 09:00"]


async def test_an_outage_of_a_day_sends_once_and_of_days_skips(
    slack: Playground, tmp_path: Path, library: Library, reader: Reader
) -> None:
    async with living(slack, tmp_path, library, reader) as bot:
        await begun(bot)
    await slack.clock.move_to(datetime(2026, 12, 8, 20, tzinfo=BERLIN))
    async with living(slack, tmp_path, library, reader) as bot:
        await until(bot, "2026-12-08T20:01")
        assert nudges(bot) == ["08 20:01"]
        await bot.career("next", channel="dm")
    await slack.clock.move_to(datetime(2026, 12, 17, 9, tzinfo=BERLIN))
    async with living(slack, tmp_path, library, reader) as bot:
        await until(bot, "2026-12-20T12:00")
        assert nudges(bot) == ["08 20:01"]
        assert len(marked(bot)) == 2
        await until(bot, "2026-12-21T09:00")
        assert len(nudges(bot)) == 2
