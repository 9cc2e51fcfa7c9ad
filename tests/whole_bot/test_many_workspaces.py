"""One bot, many workspaces: installed, kept apart, uninstalled."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from yarl import URL

from bot.app import running
from bot.career.library import Library
from bot.config import read_config
from bot.playground import Playground
from bot.playground.acting import Acting
from bot.understanding.reader import Reader
from tests.whole_bot.conftest import Lived

# slack_sdk still asks for the token with a helper that aiohttp is about to drop
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

REVOKED = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["UBOT"]}}
UNBEGUN = "Say start roadmap to begin"
GONE = {"type": "app_uninstalled"}


@dataclass(frozen=True, slots=True)
class Company:
    """A bot for many workspaces, two of which have it; people and channels have the same ids in both."""

    lived: Lived
    other: Acting
    folder: Path

    @property
    def slack(self) -> Playground:
        return self.lived.slack

    async def install(self, team: str) -> None:
        """What an administrator does in a browser."""
        base = f"http://127.0.0.1:{self.lived.app.port}"
        jar = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=URL(base))
        async with aiohttp.ClientSession(cookie_jar=jar) as browser:
            async with browser.get(f"{base}/slack/install?team={team}") as page:
                link = html.unescape(re.findall('<a href="([^"]+)"', await page.text())[0])
            async with browser.get(link, allow_redirects=False) as consent:
                back = urlsplit(consent.headers["Location"]).query
            async with browser.get(URL(f"{base}/slack/oauth_redirect?{back}", encoded=True)) as page:
                assert page.status == 200

    def of(self, team: str) -> list[str]:
        """What was posted in a workspace."""
        return [post.text for post in self.slack.posts if post.team == team]

    def kept(self) -> bytes:
        """Every byte of the database on the disk."""
        return b"".join(file.read_bytes() for file in self.folder.glob("career.db*"))


async def until(true: Callable[[], bool]) -> None:
    """Waits for what nobody tells the playground of."""
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@asynccontextmanager
async def company(
    slack: Playground, folder: Path, library: Library, reader: Reader
) -> AsyncIterator[Company]:
    other = slack.add_team("T02BETA", "Beta", installed=False)
    slack.team.bot_token = None
    config = read_config(
        {
            "SLACK_CLIENT_ID": slack.world.client_id,
            "SLACK_CLIENT_SECRET": slack.world.client_secret,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": f"sqlite:///{folder}/career.db",
        }
    )
    async with running(replace(config, port=0), library, now=slack.clock.now, reader=reader) as app:
        slack.push_to(f"http://127.0.0.1:{app.port}/slack/events")
        slack.clock.on_move.append(app.tick)
        yield Company(Lived(app, slack), other, folder)


@pytest.fixture
async def two(slack: Playground, tmp_path: Path, library: Library, reader: Reader) -> AsyncIterator[Company]:
    async with company(slack, tmp_path, library, reader) as built:
        await built.install(slack.team.id)
        await built.install("T02BETA")
        yield built


async def test_each_workspace_is_answered_with_its_own_token(two: Company) -> None:
    mine = await two.slack.dm("ada", "what does it pay")
    theirs = await two.other.dm("ada", "what does it pay")
    await two.slack.until(lambda: len(two.slack.posts) == 2)
    assert mine["channel"] == theirs["channel"], "the ids collide"
    assert len(two.of("T01ACME")) == len(two.of("T02BETA")) == 1


async def test_the_same_id_elsewhere_is_somebody_else(two: Company) -> None:
    await two.lived.career("start roadmap", channel="dm")
    await two.lived.career("done", channel="dm")
    shown = await two.other.command("ada", "dm", "/career", "next")
    assert shown is not None
    assert UNBEGUN in shown["text"]
    exported = await two.other.command("ada", "dm", "/career", "export")
    assert exported is not None
    assert "Communication" not in str(exported)
    await two.lived.week()
    assert len(two.of("T01ACME")) == 2, "the welcome and a nudge"
    assert two.of("T02BETA") == []


async def test_what_was_said_in_one_workspace_is_not_remembered_in_the_other(two: Company) -> None:
    await two.lived.ask("what is step 3")
    await two.other.dm("ada", "and the one after that?")
    await two.slack.until(lambda: two.of("T02BETA"))
    assert "incident playbook" not in two.of("T02BETA")[0]


async def test_an_answer_goes_to_the_workspace_that_heard_it_not_to_the_authors(two: Company) -> None:
    said = await two.other.say("ada", "general", "what does it pay")
    mention = {"type": "app_mention", "user": "U01ADA", "team": "T01ACME", "text": "what does it pay"}
    await two.other.event(mention | {"channel": said["channel"], "ts": said["ts"]})
    await two.slack.until(lambda: two.slack.posts)
    assert two.of("T01ACME") == []
    assert len(two.of("T02BETA")) == 1


@pytest.mark.parametrize(
    "told",
    [(REVOKED, GONE), (GONE, REVOKED), (GONE, GONE), (REVOKED,), (GONE,)],
    ids=["revoked first", "uninstalled first", "twice", "only revoked", "only uninstalled"],
)
async def test_an_uninstall_erases_the_workspace_and_no_other(
    two: Company, told: tuple[dict[str, object], ...]
) -> None:
    for acting in (two.slack, two.other):
        await acting.command("ada", "dm", "/career", "start roadmap")
    await two.slack.until(lambda: len(two.slack.posts) == 2)
    calls = two.slack.world.records.calls
    for event in told:
        ack = await two.slack.event(event)
        assert ack.ok
    before = dict(calls)
    await until(lambda: b"T01ACME" not in two.kept())
    assert b"T02BETA" in two.kept()
    await two.lived.week()
    assert len(two.of("T01ACME")) == 1, "nothing after the welcome"
    assert len(two.of("T02BETA")) == 2
    assert calls["chat.postMessage"] == before["chat.postMessage"] + 1


async def test_a_workspace_that_comes_back_starts_from_nothing(two: Company) -> None:
    await two.lived.career("start roadmap", channel="dm")
    await two.slack.until(lambda: two.of("T01ACME") and two.slack.world.records.calls["views.publish"])
    await two.slack.uninstall()
    await two.install(two.slack.team.id)
    assert UNBEGUN in (await two.lived.career("next", channel="dm"))["text"]
    assert "USD" in (await two.lived.ask("what does it pay"))["text"]


async def test_late_news_of_an_uninstall_spares_the_new_installation(two: Company) -> None:
    await two.slack.uninstall()
    await two.install(two.slack.team.id)
    long_ago = int((two.slack.clock.now() - timedelta(days=3000)).timestamp())
    await two.slack.event(GONE, event_time=long_ago)
    assert "USD" in (await two.lived.ask("what does it pay"))["text"]


async def test_a_revoked_token_of_a_person_erases_nothing(two: Company) -> None:
    await two.lived.career("start roadmap", channel="dm")
    await two.slack.event({"type": "tokens_revoked", "tokens": {"oauth": ["U01ADA"], "bot": []}})
    assert UNBEGUN not in (await two.lived.career("next", channel="dm"))["text"]


async def test_a_workspace_without_the_app_is_not_spoken_to(
    slack: Playground, tmp_path: Path, library: Library, reader: Reader
) -> None:
    async with company(slack, tmp_path, library, reader) as built:
        await built.slack.event(
            {
                "type": "message",
                "channel_type": "im",
                "user": "U01ADA",
                "text": "what does it pay",
                "channel": "D1",
                "ts": "1800000000.000100",
            }
        )
        shown = await built.lived.career("what does it pay")
        assert "USD" in shown["text"], "a signed command is answered in its acknowledgement"
    assert slack.posts == []
