"""Socket Mode with slack_sdk's own client."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.playground.delivery import Ack
from tests.playground.conftest import Bot


async def test_a_dm_reaches_the_bot_as_an_event(slack: Playground, bot: Bot) -> None:
    await slack.dm("ada", "how do I start?")
    event = bot.last["event"]
    assert (event["type"], event["channel_type"], event["channel"]) == ("message", "im", "D01ADA")
    assert event["text"] == "how do I start?"
    assert bot.last["authorizations"][0]["user_id"] == "U01CAREER"


async def test_a_mention_reaches_the_bot_only_where_it_is_a_member(slack: Playground, bot: Bot) -> None:
    await slack.mention("ada", "#random", "hello?")
    assert bot.heard == []
    await slack.mention("ada", "#careers", "hello & <welcome> https://example.com")
    assert bot.last["event"]["type"] == "app_mention"
    assert bot.last["event"]["text"] == "<@U01CAREER> hello &amp; &lt;welcome&gt; <https://example.com>"


async def test_with_the_scope_a_channel_post_arrives_twice_with_different_ids(
    slack: Playground, bot: Bot
) -> None:
    slack.team.scopes.add("channels:history")
    slack.team.subscribed.add("message.channels")
    await slack.mention("ada", "#careers", "hello")
    kinds = [request.payload["event"]["type"] for request in bot.heard]
    assert kinds == ["app_mention", "message"]
    assert len({request.payload["event_id"] for request in bot.heard}) == 2


async def test_the_bots_own_dm_comes_back_to_it(slack: Playground, bot: Bot, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="U01ADA", text="hello")
    await slack.until(lambda: bot.heard)
    assert bot.last["event"]["bot_id"] == "B01CAREER"


async def test_what_is_not_acknowledged_is_delivered_again_with_the_same_id(
    slack: Playground, bot: Bot
) -> None:
    slack.world.courier.ack_seconds = 0.05
    bot.answers["events_api"] = None
    await slack.dm("ada", "hello")
    bot.answers.clear()
    await slack.dm("grace", "anybody there?")
    first, *_ = bot.heard
    again = await slack.until(
        lambda: [r for r in bot.heard[1:] if r.payload["event_id"] == first.payload["event_id"]], 2
    )
    assert (again[0].retry_attempt, again[0].retry_reason) == (1, "http_timeout")


async def test_a_refresh_brings_the_client_back_on_a_new_connection(slack: Playground, bot: Bot) -> None:
    (old,) = slack.world.sockets.connections
    await slack.world.sockets.disconnect("refresh_requested")
    await slack.until(lambda: slack.world.sockets.connections and slack.world.sockets.connections != [old])
    await slack.dm("ada", "still there?")
    assert bot.last["event"]["text"] == "still there?"


async def test_a_ticket_is_good_for_one_connection(slack: Playground) -> None:
    app = AsyncWebClient(slack.app_token, base_url=slack.api_url)
    url = (await app.apps_connections_open(app_token=slack.app_token))["url"]
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_without_anybody_there_a_click_goes_nowhere(slack: Playground) -> None:
    answer = await slack.command("ada", "#careers", "/career", "help")
    assert answer is not None
    assert "dispatch_failed" in answer["text"]
    assert await slack.open_home("ada") == Ack("offline")
