"""Nudges on their way: both markers, one try, and found again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.advisor.speech import (
    Absent,
    NotSent,
    PersonGone,
    Refused,
    Seen,
    Sent,
    TeamGone,
    Unknown,
    Unmarked,
    Unreadable,
)
from bot.career.guide import Step
from bot.career.nudge import Nudge
from bot.career.person import Person
from bot.career.roadmap import Progress
from bot.playground import Fault, Playground
from bot.slack.calls import Slack, new_session
from bot.slack.delivery import Delivery

ADA = Person("T01ACME", "U01ADA")
NUDGE = Nudge(
    person=ADA,
    occurrence="T01ACME:U01ADA:2026-W50",
    kind="nudge",
    slug="mlops-manager",
    title="Machine Learning Operations Manager",
    step=Step("Audit the release process"),
    number=1,
    progress=Progress(0, 0, 8),
)


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    async with Playground() as playground:
        yield playground


@pytest.fixture
async def delivery(slack: Playground) -> AsyncIterator[Delivery]:
    async def token_of(team: str) -> str:
        return slack.bot_token

    async with new_session() as session:
        yield Delivery(Slack(session, slack.api_url, token_of))


async def test_it_arrives_with_both_markers_in_the_persons_own_conversation(
    slack: Playground, delivery: Delivery
) -> None:
    outcome = await delivery.post(NUDGE, None)
    posted = slack.seen_by("ada", "dm")[0]
    assert outcome == Sent("D01ADA", posted["ts"])
    assert posted["blocks"][0]["block_id"] == f"occ:{NUDGE.marker}"
    assert posted["metadata"]["event_payload"] == {"occurrence": NUDGE.marker}
    assert slack.findings == []


async def test_it_is_found_again_by_its_marker(slack: Playground, delivery: Delivery) -> None:
    assert await delivery.find(NUDGE, "D01ADA") == Absent()
    await delivery.post(NUDGE, "D01ADA")
    ts = slack.seen_by("ada", "dm")[0]["ts"]
    assert await delivery.find(NUDGE, "D01ADA") == Seen(ts)
    assert await delivery.find(replace(NUDGE, occurrence="T01ACME:U01ADA:2026-W51"), "D01ADA") == Absent()


@pytest.mark.parametrize("gone", ["metadata", "block_id"])
async def test_one_marker_is_enough(slack: Playground, delivery: Delivery, gone: str) -> None:
    await delivery.post(NUDGE, "D01ADA")
    slack.world.faults.script((Fault("conversations.history", "strip", what=(gone,)),))
    assert isinstance(await delivery.find(NUDGE, "D01ADA"), Seen)


async def test_without_markers_nobody_can_tell(slack: Playground, delivery: Delivery) -> None:
    await delivery.post(NUDGE, "D01ADA")
    slack.world.faults.script((Fault("conversations.history", "strip"),))
    assert await delivery.find(NUDGE, "D01ADA") == Unmarked()


async def test_a_history_that_can_not_be_read_says_nothing(slack: Playground, delivery: Delivery) -> None:
    slack.world.faults.script((Fault("conversations.history", "error", error="internal_error"),))
    assert await delivery.find(NUDGE, "D01ADA") == Unreadable("internal_error")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        ("user_disabled", PersonGone("user_disabled")),
        ("account_inactive", TeamGone("account_inactive")),
        ("internal_error", Unknown("internal_error")),
        ("message_limit_exceeded", NotSent("message_limit_exceeded")),
        ("invalid_arguments", Refused("invalid_arguments")),
        ("never_heard_of", Unknown("never_heard_of")),
    ],
)
async def test_a_failure_is_told_by_its_class(
    slack: Playground, delivery: Delivery, error: str, outcome: object
) -> None:
    slack.world.faults.script((Fault("chat.postMessage", "error", error=error),))
    assert await delivery.post(NUDGE, None) == outcome


async def test_it_is_refused_only_after_its_text_alone_was_refused_too(
    slack: Playground, delivery: Delivery
) -> None:
    slack.world.faults.script((Fault("chat.postMessage", "error", error="invalid_blocks", times=1),))
    assert isinstance(await delivery.post(NUDGE, None), Sent)
    assert isinstance(await delivery.find(NUDGE, "D01ADA"), Seen), "the second marker is still there"
