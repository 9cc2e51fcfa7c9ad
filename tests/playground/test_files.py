"""Uploading a file as slack_sdk does it."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground


async def test_a_file_is_shared_with_its_comment(client: AsyncWebClient, slack: Playground) -> None:
    with pytest.raises(SlackApiError, match="missing_scope"):
        await client.files_getUploadURLExternal(filename="plan.ics", length=5)
    slack.team.scopes.add("files:write")
    await client.files_upload_v2(
        channel="D01ADA",
        filename="plan.ics",
        title="Your plan",
        content="BEGIN:VCALENDAR",
        initial_comment="Here",
    )
    (message,) = slack.seen_by("ada")
    assert message["text"] == "Here"
    (file,) = message["files"]
    assert (file["name"], file["title"], file["size"]) == ("plan.ics", "Your plan", 15)
    async with aiohttp.ClientSession(slack.url) as session, session.get(f"/page/file/{file['id']}") as answer:
        assert await answer.text() == "BEGIN:VCALENDAR"


async def test_a_file_that_never_came_is_not_shared(client: AsyncWebClient, slack: Playground) -> None:
    slack.team.scopes.add("files:write")
    promised = await client.files_getUploadURLExternal(filename="plan.ics", length=5)
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client.files_completeUploadExternal(files=[{"id": promised["file_id"]}], channel_id="D01ADA")
    assert slack.seen_by("ada") == []
