"""The roadmap as a whole: several at once, a pace, a celebration, and a page to take away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.career.guide import Guide, Step
from bot.career.library import Library
from bot.career.person import Person
from bot.playground import Fault, Playground
from bot.store import journeys, open_store
from bot.understanding.reader import Reader
from tests.whole_bot.conftest import Lived, living, text_of
from tests.whole_bot.stories import begun, marked, nudges, until

ANALYST = Guide(
    slug="data-analyst",
    title="Data Analyst",
    next_steps=(Step("Learn SQL"), Step("Tell a story with a chart")),
)


@pytest.fixture
async def two_roles(slack: Playground, tmp_path: Path, library: Library) -> AsyncIterator[Lived]:
    both = replace(library, guides={**library.guides, ANALYST.slug: ANALYST}, default_role="mlops-manager")
    async with living(slack, tmp_path, both, Reader(both)) as lived:
        yield lived


async def test_two_roadmaps_share_one_nudge_a_week_in_turn(two_roles: Lived) -> None:
    await begun(two_roles)
    await two_roles.career("start roadmap data analyst", channel="dm")
    await two_roles.slack.until(lambda: len(marked(two_roles)) == 2)
    for monday in ("07", "14", "21", "28"):
        await two_roles.career("next")
        await until(two_roles, f"2026-12-{monday}T12:00")
    sent = [message["text"] for message in marked(two_roles)[2:]]
    assert len(sent) == 4
    about = ["Data Analyst" if "Data Analyst" in text else "MLOps" for text in sent]
    assert about == ["MLOps", "Data Analyst", "MLOps", "Data Analyst"]


async def test_each_roadmap_has_a_message_of_its_own_where_that_is_asked_for(two_roles: Lived) -> None:
    await begun(two_roles)
    await two_roles.career("start roadmap data analyst", channel="dm")
    await two_roles.slack.until(lambda: len(marked(two_roles)) == 2)
    assert "for each roadmap" in (await two_roles.career("remind each roadmap"))["text"]
    await until(two_roles, "2026-12-07T12:00")
    assert len(marked(two_roles)) == 4
    assert "in all" in (await two_roles.career("remind one"))["text"]
    await until(two_roles, "2026-12-14T12:00")
    assert len(marked(two_roles)) == 5


async def test_stopping_one_of_two_roadmaps_leaves_the_other(two_roles: Lived) -> None:
    await begun(two_roles)
    await two_roles.career("start roadmap data analyst", channel="dm")
    await two_roles.slack.until(lambda: len(marked(two_roles)) == 2)
    await two_roles.career("stop data analyst", channel="dm")
    for monday in ("07", "14"):
        await two_roles.career("next")
        await until(two_roles, f"2026-12-{monday}T12:00")
    assert len(nudges(two_roles)) == 3, "two nudges and the second welcome"
    assert "Data Analyst" not in marked(two_roles)[-1]["text"]


async def test_a_pace_leads_to_a_month_and_replans_without_a_word(bot: Lived) -> None:
    await begun(bot)
    assert "done around" in (await bot.career("pace 1 step per week"))["text"]
    await until(bot, "2026-12-07T09:00")
    assert "done around February 2027" in marked(bot)[-1]["text"]
    for _ in range(4):
        await bot.career("done")
    await until(bot, "2026-12-14T09:00")
    assert "done around January 2027" in marked(bot)[-1]["text"]


async def test_finishing_is_celebrated_once_and_offers_what_can_come_next(
    bot: Lived, library: Library
) -> None:
    await begun(bot)
    guide = library.guides["mlops-manager"]
    for _ in guide.next_steps[1:]:
        assert "Finished" not in text_of(await bot.career("done"))
    last = await bot.career("done")
    assert "8 of 8 done" in last["text"]
    assert guide.progression.leads_to[0].name in last["text"]
    again = await bot.press(last, "Undo")
    assert "7 of 8 done" in again["text"]
    assert "Finished" not in text_of(await bot.career("done"))
    await until(bot, "2027-01-20T12:00")
    assert nudges(bot) == []


async def test_a_started_step_is_the_one_that_is_asked_about(bot: Lived, library: Library) -> None:
    await begun(bot)
    await bot.career("started step 3")
    await until(bot, "2026-12-07T09:00")
    assert f"3. {library.guides['mlops-manager'].next_steps[2].name}" in marked(bot)[-1]["text"]


async def test_the_export_is_the_plan_as_markdown(bot: Lived, library: Library) -> None:
    await begun(bot)
    await bot.career("done: audited the release process")
    exported = (await bot.career("export"))["text"]
    assert "# Machine Learning Operations Manager" in exported
    assert "1 of 8 done" in exported
    assert "audited the release process" in exported
    for step in library.guides["mlops-manager"].next_steps:
        assert step.name in exported


async def test_a_direct_message_tells_where_nudges_are_found_again(
    slack: Playground, tmp_path: Path, library: Library, reader: Reader
) -> None:
    slack.world.faults.script((Fault("chat.postMessage", "status", on=(1,)),))
    async with living(slack, tmp_path, library, reader) as bot:
        await bot.career("start roadmap", channel="dm")
        await bot.app.tick()
        assert slack.world.records.calls["chat.postMessage"] == 1
        await bot.ask("what skills do I need")
        async with await open_store(f"sqlite:///{tmp_path}/career.db") as store:
            journey = await store.read(lambda c: journeys.load(c, Person(slack.team.id, "U01ADA")))
        assert journey is not None
        assert journey.channel == slack.team.dm_of("ada").id
