"""Installing and uninstalling, over HTTP, in a local Slack with several workspaces."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from yarl import URL

from bot.playground.playground import Playground
from bot.slack.calls import new_session
from bot.slack.installing import States, Workspaces, oauth_flow
from bot.slack.manifest import SCOPES
from bot.slack.web import served, web_app
from bot.store import Store, gates
from bot.store.keys import Keyring

# slack_sdk still asks for the token with a helper that aiohttp is about to drop
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

KEYS = Keyring(lambda: ["k" * 32])


@dataclass
class House:
    """A bot that can be installed in the playground's workspaces."""

    slack: Playground
    workspaces: Workspaces
    base: str
    now: list[datetime] = field(default_factory=lambda: [datetime.now(UTC)])

    def browser(self) -> aiohttp.ClientSession:
        """A browser of one's own. Our cookie is for https alone: this one trusts our http too."""
        jar = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=URL(self.base))
        return aiohttp.ClientSession(cookie_jar=jar)

    async def begin(self, browser: aiohttp.ClientSession) -> URL:
        """Opens the install page and follows its link to Slack's consent page, which leads back to us."""
        async with browser.get(self.base + "/slack/install") as page:
            assert page.status == 200
            text = await page.text()
        link = html.unescape(re.findall('<a href="([^"]+)"', text)[0])
        asked = parse_qs(urlsplit(link).query)
        assert set(asked["scope"][0].split(",")) == set(SCOPES)
        async with browser.get(link, allow_redirects=False) as consent:
            assert consent.status == 302
            back = urlsplit(consent.headers["Location"]).query
        return URL(f"{self.base}/slack/oauth_redirect?{back}", encoded=True)

    async def finish(self, browser: aiohttp.ClientSession, back: URL) -> tuple[int, str]:
        async with browser.get(back) as page:
            return page.status, await page.text()


@asynccontextmanager
async def house(store: Store) -> AsyncIterator[House]:
    async with Playground() as slack, new_session() as session:
        workspaces = Workspaces(store, KEYS)
        built = House(slack, workspaces, "")
        flow = oauth_flow(
            slack.world.client_id,
            slack.world.client_secret,
            slack.api_url,
            session,
            workspaces,
            States(store, lambda: built.now[0]),
        )
        async with served(web_app({}, oauth=flow), "127.0.0.1", 0) as port:
            built.base = f"http://127.0.0.1:{port}"
            yield built


async def test_a_workspace_installs_the_app_and_can_be_spoken_to(store: Store) -> None:
    async with house(store) as bot, bot.browser() as browser:
        back = await bot.begin(browser)
        status, _ = await bot.finish(browser, back)
        assert status == 200
        known = await bot.workspaces.bot(bot.slack.team.id)
        assert known is not None
        assert known.user == bot.slack.team.bot_user
        assert known.token == bot.slack.bot_token
        assert await bot.workspaces.token("T-elsewhere") is None


async def test_installing_again_lets_nudges_go_out_again(store: Store) -> None:
    async with house(store) as bot, bot.browser() as browser:
        await store.write(lambda c: gates.silence(c, bot.slack.team.id, "token_revoked", bot.now[0]))
        await bot.finish(browser, await bot.begin(browser))
        assert await store.read(gates.silenced) == 0


async def test_a_state_is_good_once(store: Store) -> None:
    async with house(store) as bot, bot.browser() as browser:
        back = await bot.begin(browser)
        assert (await bot.finish(browser, back))[0] == 200
        assert (await bot.finish(browser, back))[0] >= 400


async def test_a_state_is_good_for_ten_minutes(store: Store) -> None:
    async with house(store) as bot, bot.browser() as browser:
        back = await bot.begin(browser)
        bot.now[0] += timedelta(minutes=10)
        assert (await bot.finish(browser, back))[0] == 401
        assert await bot.workspaces.bot(bot.slack.team.id) is None


async def test_a_state_is_bound_to_the_browser_that_began(store: Store) -> None:
    async with house(store) as bot, bot.browser() as browser, bot.browser() as other:
        back = await bot.begin(browser)
        assert (await bot.finish(other, back))[0] == 400
        assert await bot.workspaces.bot(bot.slack.team.id) is None


@pytest.mark.parametrize(
    "query", ["", "?state=x&code=y", "?error=access_denied", "?code=y", "?state=" + "x" * 9_000]
)
async def test_whatever_else_comes_back_installs_nothing(store: Store, query: str) -> None:
    async with house(store) as bot, bot.browser() as browser:
        status, text = await bot.finish(browser, URL(bot.base + "/slack/oauth_redirect" + query))
        assert status < 500
        assert "Traceback" not in text
        assert await bot.workspaces.bot(bot.slack.team.id) is None


async def test_a_refused_code_installs_nothing(store: Store) -> None:
    async with house(store) as bot, bot.browser() as browser:
        back = await bot.begin(browser)
        status, _ = await bot.finish(browser, back.update_query(code="forged"))
        assert status == 401
        assert await bot.workspaces.bot(bot.slack.team.id) is None


async def test_with_slack_out_of_reach_installing_asks_to_try_again(store: Store) -> None:
    async with house(store) as bot, bot.browser() as browser:
        back = await bot.begin(browser)
        await bot.slack.stop()
        status, text = await bot.finish(browser, back)
        assert status == 502
        assert "again" in text
