"""The Web API as slack_sdk's own client meets it."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground


async def refusal(call: object) -> str:
    """The error that Slack answers a call with."""
    with pytest.raises(SlackApiError) as refused:
        await call  # type: ignore[misc]
    return str(refused.value.response["error"])


async def test_auth_test_names_the_bot_and_its_scopes(client: AsyncWebClient) -> None:
    answer = await client.auth_test()
    assert (answer["team_id"], answer["bot_id"]) == ("T01ACME", "B01CAREER")
    assert answer.headers["x-oauth-scopes"] == "app_mentions:read,chat:write,commands,im:history,users:read"


async def test_a_method_that_slack_does_not_have_is_refused(client: AsyncWebClient) -> None:
    assert await refusal(client.api_call("chat.postTelegram")) == "unknown_method"


async def test_tokens_are_checked(slack: Playground) -> None:
    async def as_token(token: str | None) -> str:
        return await refusal(AsyncWebClient(token, base_url=slack.api_url).auth_test())

    assert await as_token(None) == "not_authed"
    assert await as_token("xoxb-made-up") == "invalid_auth"
    assert await as_token(slack.app_token) == "not_allowed_token_type"
    await slack.uninstall()
    assert await as_token(next(iter(slack.world.dead_tokens))) == "account_inactive"


async def test_a_missing_scope_is_named(client: AsyncWebClient, slack: Playground) -> None:
    with pytest.raises(SlackApiError) as refused:
        await client.conversations_open(users="U01ADA")
    assert refused.value.response["needed"] == "im:write"
    slack.team.scopes.add("im:write")
    assert (await client.conversations_open(users="U01ADA"))["channel"]["id"] == "D01ADA"


async def test_a_post_to_a_person_lands_in_their_dm(client: AsyncWebClient, slack: Playground) -> None:
    answer = await client.chat_postMessage(channel="U01ADA", text="hello")
    assert answer["channel"] == "D01ADA"
    assert [m["text"] for m in slack.seen_by("ada")] == ["hello"]
    assert slack.seen_by("kenji") == []
    assert [post.text for post in slack.posts] == ["hello"]


async def test_posts_go_only_where_the_bot_is(client: AsyncWebClient) -> None:
    assert await refusal(client.chat_postMessage(channel="C01RANDOM", text="hi")) == "not_in_channel"
    assert await refusal(client.chat_postMessage(channel="C0NOWHERE", text="hi")) == "channel_not_found"
    assert await refusal(client.api_call("chat.postMessage", json={"channel": "C01CAREERS"})) == "no_text"


async def test_a_deactivated_person_gets_no_dm(client: AsyncWebClient, slack: Playground) -> None:
    slack.team.person("ada").deleted = True
    assert await refusal(client.chat_postMessage(channel="U01ADA", text="hi")) == "user_disabled"


async def test_an_ephemeral_message_is_seen_by_one_person_and_not_in_history(
    client: AsyncWebClient, slack: Playground
) -> None:
    slack.team.scopes.add("channels:history")
    await client.chat_postEphemeral(channel="C01CAREERS", user="U01ADA", text="psst")
    assert [m["text"] for m in slack.seen_by("ada", "#careers")] == ["psst"]
    assert slack.seen_by("grace", "#careers") == []
    assert (await client.conversations_history(channel="C01CAREERS"))["messages"] == []


async def test_history_gives_metadata_only_when_asked_and_keeps_block_ids(client: AsyncWebClient) -> None:
    block = {"type": "section", "block_id": "occ:1", "text": {"type": "plain_text", "text": "step"}}
    metadata = {"event_type": "nudge", "event_payload": {"occurrence": "1"}}
    await client.chat_postMessage(channel="U01ADA", text="step", blocks=[block], metadata=metadata)
    await client.chat_postMessage(channel="U01ADA", text="newer")
    plain = (await client.conversations_history(channel="D01ADA"))["messages"]
    told = (await client.conversations_history(channel="D01ADA", include_all_metadata=True))["messages"]
    assert [m["text"] for m in plain] == ["newer", "step"]
    assert "metadata" not in plain[1]
    assert told[1]["metadata"] == metadata
    assert told[1]["blocks"][0]["block_id"] == "occ:1"


async def test_history_comes_in_pages(client: AsyncWebClient) -> None:
    for number in range(5):
        await client.chat_postMessage(channel="U01ADA", text=str(number))
    first = await client.conversations_history(channel="D01ADA", limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(channel="D01ADA", limit=3, cursor=cursor)
    assert [m["text"] for m in first["messages"] + second["messages"]] == ["4", "3", "2", "1", "0"]
    assert not second["has_more"]


async def test_replies_stay_in_their_thread(client: AsyncWebClient, slack: Playground) -> None:
    slack.team.scopes.add("channels:history")
    parent = await slack.say("ada", "#careers", "a question")
    await client.chat_postMessage(channel="C01CAREERS", text="an answer", thread_ts=parent["ts"])
    assert [m["text"] for m in slack.seen_by("ada", "#careers")] == ["a question"]
    assert [m["text"] for m in slack.thread("grace", parent)] == ["a question", "an answer"]
    replies = await client.conversations_replies(channel="C01CAREERS", ts=parent["ts"])
    assert [m["text"] for m in replies["messages"]] == ["a question", "an answer"]


async def test_an_update_with_text_alone_takes_the_blocks_away(
    client: AsyncWebClient, slack: Playground
) -> None:
    block = {"type": "divider"}
    sent = await client.chat_postMessage(channel="U01ADA", text="old", blocks=[block])
    await client.chat_update(channel="D01ADA", ts=sent["ts"], text="new")
    (message,) = slack.seen_by("ada")
    assert message["text"] == "new"
    assert "blocks" not in message


async def test_only_own_messages_can_be_changed(client: AsyncWebClient, slack: Playground) -> None:
    theirs = await slack.dm("ada", "mine")
    change = client.chat_update(channel="D01ADA", ts=theirs["ts"], text="yours")
    assert await refusal(change) == "cant_update_message"
    missing = client.chat_update(channel="D01ADA", ts="1.000000", text="?")
    assert await refusal(missing) == "message_not_found"


async def test_blocks_that_slack_would_refuse_are_refused_with_the_place(
    client: AsyncWebClient, slack: Playground
) -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="U01ADA", text="long", blocks=[block])
    answer = refused.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == ["must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]
    assert slack.posts == []
    assert slack.refused[-1].error == "invalid_blocks"


async def test_people_are_told_with_zone_and_status(client: AsyncWebClient, slack: Playground) -> None:
    slack.team.person("kenji").status_text = "On holiday"
    user = (await client.users_info(user="U01KENJI"))["user"]
    assert (user["tz"], user["tz_offset"]) == ("Asia/Tokyo", 9 * 3600)
    assert user["profile"]["status_text"] == "On holiday"
    assert await refusal(client.users_info(user="U0NOBODY")) == "user_not_found"


async def test_message_times_follow_the_clock_and_never_go_back(
    client: AsyncWebClient, slack: Playground
) -> None:
    moments = []
    for days in (0, 7, -14):
        await slack.clock.advance(timedelta(days=days))
        sent = await client.chat_postMessage(channel="U01ADA", text="tick")
        moments.append(float(sent["ts"]))
    assert 7 * 86400 <= moments[1] - moments[0] < 7 * 86400 + 60
    assert moments[2] > moments[1]


async def test_a_form_with_broken_json_blocks_is_refused(slack: Playground) -> None:
    async with aiohttp.ClientSession() as session:
        form = {"token": slack.bot_token, "channel": "U01ADA", "text": "x", "blocks": "[{"}
        async with session.post(slack.api_url + "chat.postMessage", data=form) as answer:
            assert (await answer.json())["error"] == "invalid_blocks_format"
