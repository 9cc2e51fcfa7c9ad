"""Details that tell a polished bot from a toy; docs/slack-details.md lists them with their tests."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.playground import Fault, live_marks
from bot.slack.pacing import ANSWERS
from tests.whole_bot.conftest import Lived, labels, text_of

MENTION = {"type": "app_mention", "user": "U01ADA", "channel": "C01GENERAL", "text": "<@U01CAREER> salary"}


async def settled(bot: Lived) -> None:
    """Long enough for an answer that should not come."""
    await asyncio.sleep(0.25)
    await bot.app.tick()


async def test_everything_is_acknowledged_at_once_however_slow_slack_is(each_way: Lived) -> None:
    each_way.slack.world.faults.script((Fault("*", "slow", seconds=0.8),))
    shown = await each_way.career("salary")
    await each_way.slack.mention("ada", "general", "what skills do I need")
    assert (await each_way.slack.press("ada", shown, "Overview")).ok
    deliveries = each_way.slack.world.records.deliveries
    assert [one.outcome for one in deliveries] == ["ok"] * 3
    assert max(one.seconds for one in deliveries) < 0.7


async def test_an_event_that_comes_three_times_is_answered_once(each_way: Lived) -> None:
    post = await each_way.slack.say("ada", "general", "so")
    for _ in range(3):
        await each_way.slack.event(MENTION | {"ts": post["ts"]}, event_id="Ev0SAME")
    await each_way.slack.until(lambda: each_way.slack.posts)
    await settled(each_way)
    assert len(each_way.slack.posts) == 1


async def test_one_post_that_arrives_as_two_events_is_answered_once(each_way: Lived) -> None:
    post = await each_way.slack.say("ada", "general", "so")
    for number in range(2):
        await each_way.slack.event(MENTION | {"ts": post["ts"]}, event_id=f"Ev{number}")
    await each_way.slack.until(lambda: each_way.slack.posts)
    await settled(each_way)
    assert len(each_way.slack.posts) == 1


async def test_bots_and_its_own_messages_are_not_answered(bot: Lived) -> None:
    await bot.slack.event(MENTION | {"ts": "1.1", "bot_id": "B999"})
    await bot.slack.event(MENTION | {"ts": "1.2", "user": "U01CAREER"})
    await bot.slack.event(MENTION | {"ts": "1.3", "subtype": "message_changed"})
    await settled(bot)
    assert bot.slack.posts == []


async def test_ten_answers_a_minute_then_one_word_about_it_then_silence(bot: Lived) -> None:
    for _ in range(ANSWERS + 3):
        await bot.slack.mention("ada", "general", "salary")
    await bot.slack.until(lambda: len(bot.slack.posts) == ANSWERS)
    await bot.whispered("Give me a minute")
    await settled(bot)
    assert len(bot.slack.posts) == ANSWERS
    told = [one for one in bot.slack.seen_by("ada", "general") if "Give me a minute" in one["text"]]
    assert len(told) == 1


async def test_where_the_bot_is_no_member_a_command_works_all_the_same(each_way: Lived) -> None:
    shown = await each_way.career("salary", channel="random")
    assert shown["only_for"] == "U01ADA"
    after = await each_way.press(shown, "Overview")
    assert after["only_for"] == "U01ADA"


async def test_did_you_mean_offers_three_at_most_with_names_for_people(bot: Lived) -> None:
    asked = await bot.press(await bot.career("comp?"), "Not this?")
    *offered, way_out = labels(asked)
    assert way_out == "None of these"
    assert 1 <= len(offered) <= 3
    assert not any("_" in label or label.islower() for label in offered)
    after = await bot.press(asked, "None of these")
    assert "None of these" not in labels(after), "one round only"


@pytest.mark.parametrize("text", ["hepl me", "rodmap", "snoooze", "selfcheck"])
async def test_mistyped_commands_are_understood_or_helped(bot: Lived, text: str) -> None:
    shown = await bot.career(text)
    assert "I have no answer" not in shown["text"]


async def test_a_button_of_an_older_guide_is_answered_politely(bot: Lived) -> None:
    shown = await bot.career("salary")
    message = bot.slack.team.messages.find(shown["channel"], shown["ts"])
    assert message is not None
    for block in message.blocks:
        for element in block.get("elements", []):
            if element.get("action_id", "").startswith("topic"):
                element["value"] = '{"r":"a-role-that-is-gone","t":["salary"]}'
    after = await bot.press(bot.slack.told(message), "Overview")
    assert "older message" in after["text"]


async def test_a_press_on_done_twice_counts_once(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    await bot.slack.until(lambda: bot.slack.posts)
    welcome = bot.slack.seen_by("ada", "dm")[-1]
    await asyncio.gather(bot.slack.press("ada", welcome, "Done"), bot.slack.press("ada", welcome, "Done"))
    assert "1 of 8 done" in (await bot.career("roadmap", channel="dm"))["text"]


async def test_every_text_stands_by_itself(bot: Lived) -> None:
    for words in ("mlops-manager", "salary", "what skills do I need", "help", "roadmap", "privacy", "roles"):
        shown = await bot.career(words)
        for label in ("USD", "Skills", "Roadmap"):
            if label in text_of(shown):
                assert label in shown["text"], words


async def test_what_goes_wrong_is_told_in_private_with_a_reference_and_no_trace(
    bot: Lived, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("bot.advisor.answers.Answers.ask", broken)
    shown = await bot.career("something never asked before")
    assert shown["only_for"] == "U01ADA"
    assert "went wrong on my side" in shown["text"]
    assert "secret" not in shown["text"]
    assert "Traceback" not in shown["text"]
    reference = shown["text"].split()[-1]
    assert len(reference) == 8
    assert [record for record in caplog.records if record.exc_info and "Not done" in record.message]


async def test_hello_is_said_once_and_it_says_that_it_is_a_bot(bot: Lived) -> None:
    for tab in ("messages", "home", "messages"):
        await bot.slack.open_home("ada", tab)
    await bot.slack.until(lambda: bot.slack.posts)
    await settled(bot)
    assert [post.text for post in bot.slack.posts if "Hello" in post.text] == [bot.slack.posts[0].text]
    assert "a bot" in bot.slack.posts[0].text


async def test_help_is_there_in_every_place_and_private_in_channels(bot: Lived) -> None:
    assert "/career compare A B" in (await bot.career("help"))["text"]
    assert "/career compare A B" in (await bot.ask("help"))["text"]
    await bot.slack.mention("ada", "careers", "help")
    whisper = await bot.whispered("/career compare A B", channel="careers")
    assert whisper["only_for"] == "U01ADA"


async def test_a_nudge_comes_at_nine_where_the_person_is_summer_and_winter(bot: Lived) -> None:
    await bot.career("start roadmap", person="grace", channel="dm")
    await bot.slack.until(lambda: bot.slack.posts)
    for day in ("2026-12-07T14:00:30+00:00", "2027-03-15T13:00:30+00:00"):
        before = len(bot.slack.posts)
        await bot.slack.clock.move_to(datetime.fromisoformat(day) - timedelta(minutes=2))
        assert len(bot.slack.posts) == before
        await bot.slack.clock.move_to(datetime.fromisoformat(day))
        assert len(bot.slack.posts) == before + 1
        await bot.career("resume", person="grace", channel="dm")


async def test_snooze_skip_and_stop_are_one_press_on_the_message_itself(bot: Lived) -> None:
    await bot.career("start roadmap", channel="dm")
    await bot.slack.until(lambda: bot.slack.posts)
    nudge = bot.slack.seen_by("ada", "dm")[-1]
    assert {"Done", "Snooze", "Skip"} <= set(labels(nudge))
    stopped = await bot.press(nudge, "more", "Stop these messages")
    assert stopped["ts"] == nudge["ts"]
    assert "Stopped" in stopped["text"]
    back = await bot.press(stopped, "Undo")
    assert "Taken back" in back["text"]
    assert "Paused" in (await bot.career("pause", channel="dm"))["text"], "and typed, too"


async def test_nothing_that_people_write_pings_anybody(bot: Lived) -> None:
    nasty = "<!channel> @here @everyone https://evil.example *x* what does it pay"
    shown = await bot.career(f"compare mlops-manager and {nasty}")
    assert live_marks(shown) == []
    answer = await bot.ask(nasty)
    assert live_marks(answer) == []


async def test_an_answer_names_its_source_or_that_there_is_none_and_ones_page_is_a_press_away(
    bot: Lived,
) -> None:
    assert "no source named" in text_of(await bot.career("what skills do I need"))
    page = await bot.career("")
    buttons = [one for block in page["blocks"] for one in block.get("elements", []) if "url" in one]
    assert [one["url"] for one in buttons] == ["slack://app?team=T01ACME&id=A01CAREER&tab=home"]
    assert (await bot.slack.press("ada", page, "Open my page")).ok, "a link button is acknowledged too"
