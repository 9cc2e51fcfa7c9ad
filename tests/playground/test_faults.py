"""Scripted misbehaviour, met by slack_sdk's own client."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Fault, Playground
from bot.playground.faults import FaultMistake, Faults, faults_from


@pytest.fixture
async def sender(slack: Playground) -> AsyncWebClient:
    return AsyncWebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=1)


async def post(sender: AsyncWebClient, text: str = "hi") -> Any:
    return await sender.chat_postMessage(channel="U01ADA", text=text)


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        (Fault("chat.postMessage", "close"), aiohttp.ClientError),
        (Fault("chat.postMessage", "hang"), asyncio.TimeoutError),
        (Fault("chat.postMessage", "status", status=500), SlackApiError),
        (Fault("chat.postMessage", "status", status=502), SlackApiError),
        (Fault("chat.postMessage", "broken_json"), SlackApiError),
        (Fault("chat.postMessage", "error", error="internal_error"), SlackApiError),
    ],
    ids=lambda value: value.does if isinstance(value, Fault) else "",
)
@pytest.mark.parametrize("accepted", [True, False])
async def test_a_call_can_fail_before_or_after_it_took_effect(
    slack: Playground, sender: AsyncWebClient, fault: Fault, raised: type[Exception], accepted: bool
) -> None:
    sender.timeout = 0.3  # type: ignore[assignment]
    told = {name: getattr(fault, name) for name in ("method", "does", "status", "error")}
    slack.world.faults.script((Fault(**told, accepted=accepted, times=1),))
    with pytest.raises(raised):
        await post(sender)
    assert len(slack.posts) == (1 if accepted else 0)
    assert (await post(sender))["ok"]


@pytest.mark.parametrize("retry_after", ["7", "soon", None])
async def test_rate_limits_come_with_a_good_broken_or_missing_header(
    slack: Playground, sender: AsyncWebClient, retry_after: str | None
) -> None:
    slack.world.faults.script((Fault("chat.postMessage", "ratelimited", retry_after=retry_after, on=(2,)),))
    await post(sender)
    with pytest.raises(SlackApiError) as refused:
        await post(sender)
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers.get("Retry-After") == retry_after


async def test_a_slow_call_is_slow(slack: Playground, sender: AsyncWebClient) -> None:
    slack.world.faults.script((Fault("chat.postMessage", "slow", seconds=0.15),))
    began = time.monotonic()
    await post(sender)
    assert time.monotonic() - began >= 0.15


async def test_history_can_lag_and_lose_its_markers(slack: Playground, sender: AsyncWebClient) -> None:
    block = {"type": "section", "block_id": "occ:1", "text": {"type": "plain_text", "text": "x"}}
    metadata = {"event_type": "nudge", "event_payload": {"occurrence": "1"}}
    await sender.chat_postMessage(channel="U01ADA", text="x", blocks=[block], metadata=metadata)
    slack.world.faults.script(
        (
            Fault("conversations.history", "lag", seconds=60, on=(1,)),
            Fault("conversations.history", "strip", what=("metadata",), on=(2,)),
            Fault("conversations.history", "strip", on=(3,)),
        )
    )

    async def told() -> list[dict[str, Any]]:
        answer = await sender.conversations_history(channel="D01ADA", include_all_metadata=True)
        return list(answer["messages"])

    assert await told() == []
    (second,) = await told()
    assert ("metadata" in second, second["blocks"][0]["block_id"]) == (False, "occ:1")
    (third,) = await told()
    assert third["blocks"][0]["block_id"] != "occ:1"
    (fourth,) = await told()
    assert fourth["metadata"] == metadata


def drawn(seed: int) -> list[str]:
    faults = Faults((Fault("m", "close", chance=0.2), Fault("m", "hang", chance=0.3)), seed)
    return [fired[0].does if (fired := faults.of_call("m")) else "good" for _ in range(2000)]


def test_chances_add_up_and_the_seed_decides() -> None:
    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)
    counted = Counter(drawn(7))
    assert 300 < counted["close"] < 500
    assert 500 < counted["hang"] < 700


def test_faults_are_read_from_json_and_mistakes_are_named() -> None:
    told = json.loads(
        '{"seed": 3, "faults": [{"method": "*", "does": "error", "on": [1, 2], "error": "token_revoked"}]}'
    )
    faults, seed = faults_from(told)
    assert (faults[0].on, faults[0].error, seed) == ((1, 2), "token_revoked", 3)
    with pytest.raises(FaultMistake, match="colour"):
        faults_from({"faults": [{"method": "*", "does": "close", "colour": "red"}]})
    with pytest.raises(FaultMistake, match="explode"):
        faults_from({"faults": [{"method": "*", "does": "explode"}]})


async def test_posts_are_counted_by_marker(slack: Playground, sender: AsyncWebClient) -> None:
    for marker in ("a", "b", "a"):
        metadata = {"event_type": "nudge", "event_payload": {"occurrence": marker}}
        await sender.chat_postMessage(channel="U01ADA", text="x", metadata=metadata)
    assert slack.world.records.per_marker() == {"a": 2, "b": 1}
