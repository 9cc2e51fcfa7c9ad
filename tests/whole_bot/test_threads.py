"""Channels: answered in the thread alone, silent unless addressed, and follow-ups understood."""

from __future__ import annotations

import asyncio

from tests.whole_bot.conftest import Lived


async def settled(bot: Lived) -> None:
    """Long enough for an answer that should not come."""
    await asyncio.sleep(0.25)
    await bot.app.tick()


def with_history(bot: Lived) -> None:
    """The optional scope, granted."""
    bot.slack.team.scopes.add("channels:history")
    bot.slack.team.subscribed.add("message.channels")


async def test_a_follow_up_mention_is_understood_from_its_thread(each_way: Lived) -> None:
    question = await each_way.slack.mention("ada", "general", "what does a senior mlops manager earn")
    first = await each_way.answer(question)
    assert "USD 220,000 to 300,000" in first["text"]
    again = await each_way.slack.mention("ada", "general", "and for juniors?", thread_ts=question["ts"])
    thread = await each_way.slack.until(lambda: each_way.slack.thread("ada", again)[3:])
    assert "USD 130,000 to 170,000" in thread[0]["text"]
    assert "USD 220,000" not in thread[0]["text"]


async def test_another_thread_knows_nothing_of_it(bot: Lived) -> None:
    await bot.answer(await bot.slack.mention("ada", "general", "what does a senior mlops manager earn"))
    other = await bot.answer(await bot.slack.mention("ada", "careers", "and for juniors?"))
    assert "USD 220,000" not in other["text"]


async def test_nothing_is_said_unless_addressed(bot: Lived) -> None:
    await bot.slack.say("ada", "general", "what does an mlops manager earn?")
    await settled(bot)
    assert bot.slack.posts == []


async def test_without_the_scope_a_thread_is_left_alone(bot: Lived) -> None:
    question = await bot.slack.mention("ada", "general", "what skills do I need")
    await bot.answer(question)
    await bot.slack.say("ada", "general", "and the salary?", thread_ts=question["ts"])
    await settled(bot)
    assert len(bot.slack.posts) == 1


async def test_with_the_scope_a_follow_up_needs_no_new_mention(bot: Lived) -> None:
    with_history(bot)
    question = await bot.slack.mention("ada", "general", "what skills do I need")
    await bot.answer(question)
    await bot.slack.say("ada", "general", "and the salary?", thread_ts=question["ts"])
    thread = await bot.slack.until(lambda: bot.slack.thread("ada", question)[3:])
    assert "USD 130,000 to 170,000" in thread[0]["text"]


async def test_people_who_talk_to_each_other_are_left_alone(bot: Lived) -> None:
    with_history(bot)
    question = await bot.slack.mention("ada", "general", "what skills do I need")
    await bot.answer(question)
    await bot.slack.say("grace", "general", "I learned that at my last job", thread_ts=question["ts"])
    await bot.slack.say("ada", "general", "and what was your salary?", thread_ts=question["ts"])
    await bot.slack.say("ada", "general", "@Grace what is the salary?", thread_ts=question["ts"])
    await settled(bot)
    assert len(bot.slack.posts) == 1


async def test_a_mention_that_arrives_twice_is_answered_once(bot: Lived) -> None:
    with_history(bot)
    question = await bot.slack.mention("ada", "general", "what skills do I need")
    await bot.answer(question)
    again = await bot.slack.mention("ada", "general", "and the salary?", thread_ts=question["ts"])
    await bot.slack.until(lambda: bot.slack.thread("ada", question)[3:])
    await settled(bot)
    answers = [one for one in bot.slack.thread("ada", again) if one["user"] == bot.slack.team.bot_user]
    assert len(answers) == 2


async def test_what_is_ones_own_is_whispered_in_a_channel(bot: Lived) -> None:
    await bot.slack.mention("ada", "general", "start roadmap")
    whisper = await bot.whispered("Your roadmap has begun")
    assert whisper["only_for"] == "U01ADA"
    assert all(post.channel.startswith("D") for post in bot.slack.posts)


async def test_a_whisper_in_a_live_thread_stays_in_it(bot: Lived) -> None:
    question = await bot.slack.mention("ada", "general", "what skills do I need")
    await bot.answer(question)
    await bot.slack.mention("ada", "general", "privacy", thread_ts=question["ts"])
    thread = await bot.slack.until(lambda: bot.slack.thread("ada", question)[3:])
    assert thread[0]["only_for"] == "U01ADA"


async def test_a_conversation_is_forgotten_after_half_an_hour(bot: Lived) -> None:
    from datetime import timedelta

    question = await bot.slack.mention("ada", "general", "what is step 3")
    await bot.answer(question)
    await bot.slack.clock.advance(timedelta(minutes=31))
    again = await bot.slack.mention("ada", "general", "and the one after that?", thread_ts=question["ts"])
    thread = await bot.slack.until(lambda: bot.slack.thread("ada", again)[3:])
    assert "incident playbook" not in thread[0]["text"]
