"""The main job, told as people live it: ask, read, start, be nudged, finish."""

from __future__ import annotations

import re

from bot.career.library import Library
from tests.whole_bot.conftest import Lived, labels, text_of


async def test_a_role_gives_its_overview_with_a_button_for_each_topic(each_way: Lived) -> None:
    shown = await each_way.career("mlops-manager")
    assert shown["only_for"], "slash answers are private"
    assert "Machine Learning Operations Manager" in text_of(shown)
    assert {"Skills", "Salary", "Career progression", "Employers", "Next steps"} <= set(labels(shown))


async def test_the_salary_button_shows_the_three_bands(each_way: Lived) -> None:
    shown = await each_way.press(await each_way.career("mlops-manager"), "Salary")
    for band in ("USD 130,000 to 170,000", "USD 170,000 to 220,000", "USD 220,000 to 300,000"):
        assert band in shown["text"]
        assert band in text_of(shown)


async def test_a_mention_is_answered_in_its_thread_with_every_skill(
    each_way: Lived, library: Library
) -> None:
    question = await each_way.slack.mention("ada", "general", "what skills do I need")
    answer = await each_way.answer(question)
    assert answer["thread_ts"] == question["ts"]
    for skill in library.guides["mlops-manager"].skills:
        assert skill.name in answer["text"]


async def test_a_direct_message_is_answered_with_the_eight_steps(each_way: Lived, library: Library) -> None:
    answer = await each_way.ask("how do i start")
    steps = [step.name for step in library.guides["mlops-manager"].next_steps]
    assert [
        line for line in re.findall(r"^\d\. (.+)$", answer["text"], re.MULTILINE) if line in steps
    ] == steps


async def test_a_roadmap_brings_one_nudge_a_week_until_it_is_finished(
    each_way: Lived, library: Library
) -> None:
    slack, steps = each_way.slack, [step.name for step in library.guides["mlops-manager"].next_steps]
    await each_way.career("start roadmap", channel="dm")
    await slack.until(lambda: len(slack.posts) == 1)
    assert "starts here" in slack.posts[0].text
    for number, step in enumerate(steps, start=1):
        await each_way.week()
        nudge = slack.seen_by("ada", "dm")[-1]
        assert f"{number}. {step}" in nudge["text"]
        assert len(slack.posts) == 1 + number, "one a week, no more"
        after = await each_way.press(nudge, "Done")
        assert f"{number} of {len(steps)} done" in after["text"]
    assert "You finished the roadmap" in after["text"]
    for _ in range(3):
        await each_way.week()
    assert len(slack.posts) == 1 + len(steps), "silent once it is finished"


async def test_a_second_press_celebrates_no_second_time(bot: Lived, library: Library) -> None:
    await bot.career("start roadmap", channel="dm")
    for _ in library.guides["mlops-manager"].next_steps[1:]:
        await bot.career("done", channel="dm")
    last = await bot.career("done", channel="dm")
    assert "You finished the roadmap" in last["text"]
    assert "You finished the roadmap" not in (await bot.career("done 8", channel="dm"))["text"]
