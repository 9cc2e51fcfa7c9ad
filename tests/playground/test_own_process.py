"""The playground as a process of its own, as drills use it."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

Json = dict[str, Any]


@pytest.fixture
async def told(tmp_path: Path) -> AsyncIterator[Json]:
    """What a playground with a fault, 20 more people and a fixed token says of itself."""
    faults = tmp_path / "faults.json"
    fault = {
        "method": "chat.postMessage",
        "does": "error",
        "error": "internal_error",
        "on": [2],
        "accepted": True,
    }
    faults.write_text(json.dumps({"seed": 1, "faults": [fault]}))
    given = ["--people", "20", "--bot-token", "xoxb-drill", "--faults", str(faults)]
    given += ["--start", "2026-11-23T08:00:00+00:00"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.playground", *given, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    yield json.loads(await process.stdout.readline())
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0


async def nudge(client: AsyncWebClient, occurrence: str) -> None:
    metadata = {"event_type": "nudge", "event_payload": {"occurrence": occurrence}}
    await client.chat_postMessage(channel="U09000020", text="step", metadata=metadata)


async def test_its_log_is_the_judge(told: Json) -> None:
    assert told["bot_token"] == "xoxb-drill"
    client = AsyncWebClient("xoxb-drill", base_url=told["api_url"])
    await nudge(client, "a")
    with pytest.raises(SlackApiError, match="internal_error"):
        await nudge(client, "b")
    await nudge(client, "b")
    async with aiohttp.ClientSession(told["url"]) as session:
        async with session.get("/control/judge") as answer:
            judged = await answer.json()
        assert judged["per_marker"] == {"a": 1, "b": 2}
        assert judged["doubled"] == ["b"]
        assert judged["calls"]["chat.postMessage"] == 3
        async with session.get("/control/posts", params={"since": 2}) as answer:
            assert [post["marker"] for post in await answer.json()] == ["b"]


async def test_its_clock_people_and_faults_are_steered(told: Json) -> None:
    client = AsyncWebClient("xoxb-drill", base_url=told["api_url"])
    async with aiohttp.ClientSession(told["url"]) as session:

        async def change(what: str, to: Json) -> Json:
            async with session.post(f"/control/{what}", json=to) as answer:
                return dict(await answer.json())

        assert (await change("clock", {"to": "2027-01-04T09:00:00+01:00"}))["now"].startswith(
            "2027-01-04T08:00"
        )
        assert (await change("person", {"person": "ada", "status_text": "Away"}))["ok"]
        user = (await client.users_info(user="U01ADA"))["user"]
        assert user["profile"]["status_text"] == "Away"
        assert not (await change("person", {"person": "ada", "shoe_size": 38}))["ok"]
        assert (
            await change(
                "faults", {"faults": [{"method": "auth.test", "does": "error", "error": "token_revoked"}]}
            )
        )["ok"]
        with pytest.raises(SlackApiError, match="token_revoked"):
            await client.auth_test()
        await change("forget", {})
        async with session.get("/control/judge") as answer:
            assert (await answer.json())["calls"] == {}
