"""Answers in Slack: why this one, what was meant instead, whether it helped, sharing, comparing."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.career.person import Person
from bot.library.reading import read_library
from bot.playground import Fault, Playground
from bot.store import open_store
from bot.store.opinions import Correction, corrections_of, opinions_of
from bot.understanding.reader import Reader
from tests.whole_bot.conftest import KNOWLEDGE, Lived, labels, living, text_of

GARDENER = Path(__file__).parents[1] / "fixtures" / "gardener" / "model-gardener.yaml"


@pytest.fixture
async def two_roles(slack: Playground, tmp_path: Path) -> AsyncIterator[Lived]:
    """A bot that knows a second, made-up role, whose guide Priya looks after."""
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    shutil.copy(GARDENER, folder / "guides")
    library = read_library(folder)
    async with living(slack, tmp_path, library, Reader(library)) as lived:
        yield lived


async def corrections(tmp_path: Path) -> list[Correction]:
    async with await open_store(f"sqlite:///{tmp_path}/career.db") as store:
        return await store.read(lambda connection: corrections_of(connection, "T01ACME"))


async def test_an_answer_says_which_words_led_to_it(each_way: Lived) -> None:
    shown = await each_way.career("comp?")
    assert "Matched “comp” → Salary" in text_of(shown)


async def test_a_question_asked_before_is_answered_alike_for_everybody(each_way: Lived) -> None:
    first = await each_way.career("what does a senior earn")
    again = await each_way.career("what does a senior earn", person="priya", channel="random")
    assert (again["text"], text_of(again), labels(again)) == (first["text"], text_of(first), labels(first))
    assert again["only_for"] != first["only_for"]
    assert again["channel"] != first["channel"]


async def test_salaries_say_that_the_guide_gives_no_date_region_or_source(bot: Lived) -> None:
    shown = await bot.career("salary")
    assert "no date, region or source" in shown["text"]
    assert "no date, region or source" in text_of(shown)


async def test_a_long_list_shows_five_and_then_all_in_place(each_way: Lived) -> None:
    shown = await each_way.career("what skills do I need")
    assert "Hiring and Coaching" in text_of(shown)
    assert "Incident Management" not in text_of(shown)
    assert "Incident Management" in shown["text"], "the text is complete from the start"
    whole = await each_way.press(shown, "Show all 16")
    assert whole["ts"] == shown["ts"]
    assert "Incident Management" in text_of(whole)
    assert not [label for label in labels(whole) if label.startswith("Show all")]


async def test_show_all_keeps_to_what_was_asked(bot: Lived) -> None:
    shown = await bot.career("what skills do I need")
    whole = await bot.press(shown, "Show all 16")
    assert "Matched" in text_of(whole)


async def test_not_this_offers_three_others_in_place_and_keeps_the_correction(
    bot: Lived, tmp_path: Path
) -> None:
    shown = await bot.career("comp?")
    asked = await bot.press(shown, "Not this?")
    assert asked["ts"] == shown["ts"]
    assert len(labels(asked)) == 4
    assert labels(asked)[-1] == "None of these"
    assert "Salary" not in labels(asked)
    picked = labels(asked)[0]
    answer = await bot.press(asked, picked)
    assert answer["ts"] == shown["ts"]
    assert picked in text_of(answer)
    kept = await corrections(tmp_path)
    assert [(one.said, one.was) for one in kept] == [("comp?", "salary")]
    assert kept[0].meant not in (None, "salary")


async def test_none_of_these_ends_with_an_honest_no_and_what_there_is(bot: Lived, tmp_path: Path) -> None:
    asked = await bot.press(await bot.career("comp?"), "Not this?")
    no = await bot.press(asked, "None of these")
    assert "I don't have it" in no["text"]
    assert {"Salary", "Skills"} <= set(labels(no))
    assert (await corrections(tmp_path))[0].meant is None


async def test_the_owner_is_told_once_what_was_asked_but_not_by_whom(two_roles: Lived) -> None:
    shown = await two_roles.career("visa sponsorship for model gardener")
    told = await two_roles.press(shown, "Tell the guide's owner")
    assert "I told the guide's owner" in told["text"]
    letter = (await two_roles.slack.until(lambda: two_roles.slack.seen_by("priya", "dm")))[0]
    assert "visa sponsorship for model gardener" in letter["text"]
    assert "Ada" not in letter["text"]
    assert "U01ADA" not in letter["text"]


async def test_no_owner_is_offered_where_there_is_none(bot: Lived) -> None:
    assert "Tell the guide's owner" not in labels(await bot.career("do they sponsor visas?"))


@pytest.mark.parametrize("times", [1, 2])
async def test_an_opinion_is_private_and_counts_once(bot: Lived, tmp_path: Path, times: int) -> None:
    question = await bot.slack.mention("ada", "general", "what does an mlops manager earn")
    answer = await bot.answer(question)
    for _ in range(times):
        assert (await bot.slack.press("grace", answer, "Helpful")).ok
    thanks = await bot.slack.until(
        lambda: [one for one in bot.slack.thread("grace", question) if one["only_for"] == "U01GRACE"]
    )
    assert "Thanks" in thanks[0]["text"]
    assert not [one for one in bot.slack.thread("ada", question) if one["only_for"]], "nobody else sees it"
    async with await open_store(f"sqlite:///{tmp_path}/career.db") as store:
        kept = await store.read(lambda connection: opinions_of(connection, Person("T01ACME", "U01GRACE")))
    assert [(one.helpful, one.role, list(one.topics)) for one in kept] == [
        (True, "mlops-manager", ["salary"])
    ]


async def test_a_reason_may_be_given_and_need_not(bot: Lived, tmp_path: Path) -> None:
    shown = await bot.career("what does an mlops manager earn")
    asked = await bot.press(shown, "Not helpful")
    assert "USD 170,000 to 220,000" in text_of(asked), "the answer stays"
    thanked = await bot.press(asked, "Out of date")
    assert "Thanks" in text_of(thanked)
    async with await open_store(f"sqlite:///{tmp_path}/career.db") as store:
        kept = await store.read(lambda connection: opinions_of(connection, Person("T01ACME", "U01ADA")))
    assert [(one.helpful, one.reason) for one in kept] == [(False, "old")]


async def test_a_shared_copy_names_the_sharer_and_has_no_buttons(each_way: Lived) -> None:
    shown = await each_way.career("does stripe hire them", channel="random")
    mine = await each_way.press(shown, "Share in channel")
    assert "Share in channel" not in labels(mine)
    copies = await each_way.slack.until(
        lambda: [one for one in each_way.slack.seen_by("grace", "random") if not one["only_for"]]
    )
    assert "Ada Lindqvist shared this" in copies[0]["text"]
    assert "Yes, Stripe" in text_of(copies[0])
    assert labels(copies[0]) == []


async def test_sharing_can_be_typed(each_way: Lived) -> None:
    await each_way.career("share does stripe hire them", channel="random")
    copy = each_way.slack.seen_by("grace", "random")[-1]
    assert not copy["only_for"]
    assert "ada shared this" in copy["text"]
    no = await each_way.career("share do they sponsor visas", channel="random")
    assert no["only_for"], "what is no answer is for the asker alone"


async def test_pressing_share_twice_shares_once(bot: Lived) -> None:
    shown = await bot.career("does stripe hire them")
    for _ in range(2):
        assert (await bot.slack.press("ada", shown, "Share in channel")).ok
    await bot.slack.until(
        lambda: [one for one in bot.slack.seen_by("grace", "general") if not one["only_for"]]
    )
    await bot.app.tick()
    assert len([one for one in bot.slack.seen_by("grace", "general") if not one["only_for"]]) == 1


async def test_two_levels_are_compared_with_the_arithmetic_shown(bot: Lived) -> None:
    shown = await bot.career("compare mid and senior")
    assert "USD 50,000 more at the low end" in shown["text"]
    assert "USD 80,000 at the high end" in shown["text"]


@pytest.mark.parametrize(
    "text", ["compare mlops manager and model gardener", "comapre mlops-manager, model gardener"]
)
async def test_two_roles_are_compared_by_what_one_keeps_and_what_is_new(two_roles: Lived, text: str) -> None:
    shown = await two_roles.career(text)
    assert "3 skills you keep, 2 new" in shown["text"]
    assert "You keep: Model Monitoring, Incident Management, Risk Management" in shown["text"]
    assert "New: Careful Watering, Weeding" in shown["text"]
    assert "Entry: USD 130,000 to 170,000 → USD 140,000 to 165,000 (+10,000 to -5,000)" in text_of(shown)
    assert "Senior: USD 220,000 to 300,000 → USD 230,000 to 300,000 (+10,000 to the same)" in text_of(shown)


async def test_a_role_without_a_guide_can_not_be_compared(two_roles: Lived) -> None:
    shown = await two_roles.career("compare mlops manager and pastry chef")
    assert "no guide to “pastry chef”" in shown["text"]


async def test_which_role_is_asked_and_the_choice_answers_the_question(two_roles: Lived) -> None:
    shown = await two_roles.career("what skills do I need")
    assert {"Machine Learning Operations Manager", "Model Gardener"} <= set(labels(shown))
    answer = await two_roles.press(shown, "Model Gardener")
    assert "Careful Watering" in answer["text"]
    assert "Deployment Automation" not in answer["text"]


async def test_what_is_chosen_is_what_the_next_question_is_about(two_roles: Lived) -> None:
    asked = await two_roles.ask("what skills do I need")
    await two_roles.press(asked, "Model Gardener")
    answer = await two_roles.ask("and the salary?")
    assert "USD 230,000 to 300,000" in answer["text"]


async def test_a_topic_pressed_on_a_public_answer_is_shown_to_the_presser_alone(bot: Lived) -> None:
    question = await bot.slack.mention("ada", "general", "what skills do I need")
    answer = await bot.answer(question)
    assert (await bot.slack.press("grace", answer, "Overview")).ok
    own = await bot.slack.until(
        lambda: [one for one in bot.slack.thread("grace", question) if one["only_for"] == "U01GRACE"]
    )
    assert "Machine Learning Operations Manager leads" in own[0]["text"]
    assert bot.slack.thread("ada", question)[1]["text"] == answer["text"]


async def test_the_text_alone_is_sent_where_slack_refuses_the_blocks(
    tmp_path: Path, reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    async with Playground() as slack, living(slack, tmp_path, read_library(KNOWLEDGE), reader) as bot:
        slack.world.faults.script((Fault("chat.postMessage", "error", error="invalid_blocks", times=1),))
        question = await slack.mention("ada", "general", "what skills do I need")
        answer = await bot.answer(question)
        assert "Incident Management" in answer["text"]
        assert answer.get("blocks", []) == []
        told = [record for record in caplog.records if "text alone" in record.message]
        assert len(told) == 1
