"""Several workspaces, installing and uninstalling."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import Bot

# slack_sdk 3.47 still hands aiohttp its credentials in a way that aiohttp 3.14 calls outmoded
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


async def install(slack: Playground, team: str) -> AsyncWebClient:
    """Go the whole way of OAuth; returns a client with the new token."""
    asked = {"client_id": slack.world.client_id, "scope": "chat:write,commands", "state": "s1", "team": team}
    asked |= {"redirect_uri": "http://127.0.0.1/back"}
    url = slack.world.base + "/oauth/v2/authorize"
    async with (
        aiohttp.ClientSession() as session,
        session.get(url, params=asked, allow_redirects=False) as answer,
    ):
        back = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert back["state"] == ["s1"]
    client = AsyncWebClient(base_url=slack.api_url)
    known = {"client_id": slack.world.client_id, "client_secret": slack.world.client_secret}
    granted = await client.oauth_v2_access(**known, code=back["code"][0])
    with pytest.raises(SlackApiError, match="invalid_code"):
        await client.oauth_v2_access(**known, code=back["code"][0])
    assert granted["team"]["id"] == team
    assert granted["scope"] == "chat:write,commands"
    return AsyncWebClient(granted["access_token"], base_url=slack.api_url)


async def test_a_workspace_is_installed_by_oauth(slack: Playground) -> None:
    globex = slack.add_team("T02GLOBEX", "Globex", installed=False)
    client = await install(slack, "T02GLOBEX")
    assert (await client.auth_test())["team"] == "Globex"
    await client.chat_postMessage(channel="U01ADA", text="for Globex's Ada")
    assert [m["text"] for m in globex.seen_by("ada")] == ["for Globex's Ada"]
    assert slack.seen_by("ada") == []


async def test_a_wrong_secret_gets_no_token(slack: Playground) -> None:
    client = AsyncWebClient(base_url=slack.api_url)
    with pytest.raises(SlackApiError, match="bad_client_secret"):
        await client.oauth_v2_access(client_id=slack.world.client_id, client_secret="guess", code="c")


async def test_people_with_the_same_id_in_two_workspaces_are_told_apart(slack: Playground, bot: Bot) -> None:
    globex = slack.add_team("T02GLOBEX", "Globex")
    await slack.dm("ada", "from Acme")
    await globex.dm("ada", "from Globex")
    told = [(r.payload["team_id"], r.payload["event"]["user"]) for r in bot.heard]
    assert told == [("T01ACME", "U01ADA"), ("T02GLOBEX", "U01ADA")]


async def test_uninstalling_kills_the_token_and_tells_twice(
    slack: Playground, bot: Bot, client: AsyncWebClient
) -> None:
    await slack.uninstall()
    assert [r.payload["event"]["type"] for r in bot.heard] == ["tokens_revoked", "app_uninstalled"]
    assert bot.heard[0].payload["event"]["tokens"]["bot"] == ["U01CAREER"]
    with pytest.raises(SlackApiError, match="account_inactive"):
        await client.auth_test()
