from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.faults import Fault
from bot.playground.playground import Playground
from bot.slack import checkup
from bot.slack.checkup import Checkup, SlackRefuses, SlackSilent
from bot.slack.manifest import SCOPES

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def test_a_good_token_tells_its_team_scopes_and_clock() -> None:
    async with Playground() as slack:
        found = await checkup.bot_token(slack.bot_token, slack.api_url)
        await checkup.app_token(slack.app_token, slack.api_url)
    assert found.team == slack.team.id
    assert found.bot_user == slack.team.bot_user
    assert found.missing == ()
    assert found.told_at is not None
    assert abs(found.skew(datetime.now(UTC)) or 0) < 30


async def test_a_scope_that_is_missing_or_needless_is_named() -> None:
    async with Playground() as slack:
        slack.team.scopes = {"chat:write", "commands", "files:read", "dnd:read"}
        found = await checkup.bot_token(slack.bot_token, slack.api_url)
    assert found.missing == ("app_mentions:read", "im:history", "users:read")
    assert found.needless == ("files:read",)


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("token_revoked", "install the app again"),
        ("account_inactive", "install it again"),
        ("odd", "try again later"),
    ],
)
async def test_a_token_that_slack_refuses_says_what_to_do(code: str, advice: str) -> None:
    async with Playground() as slack:
        slack.world.faults.script((Fault("auth.test", "error", error=code),))
        with pytest.raises(SlackRefuses, match=f"{code}.*{advice}"):
            await checkup.bot_token(slack.bot_token, slack.api_url)


async def test_a_token_that_was_never_slacks_is_refused_without_being_shown() -> None:
    async with Playground() as slack:
        with pytest.raises(SlackRefuses) as caught:
            await checkup.bot_token("xoxb-canary", slack.api_url)
        with pytest.raises(SlackRefuses):
            await checkup.app_token("xapp-canary", slack.api_url)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("fault", [Fault("auth.test", "close"), Fault("auth.test", "broken_json")])
async def test_a_slack_that_does_not_answer_is_not_the_tokens_fault(fault: Fault) -> None:
    async with Playground() as slack:
        slack.world.faults.script((fault,))
        with pytest.raises(SlackSilent):
            await checkup.bot_token(slack.bot_token, slack.api_url)


async def test_an_address_without_a_slack_is_said_so() -> None:
    with pytest.raises(SlackSilent, match="SLACK_API_URL"):
        await checkup.bot_token("xoxb-x", "http://127.0.0.1:9/api/")


def test_the_skew_is_how_far_our_clock_is_ahead() -> None:
    told = Checkup("T1", "U1", frozenset(SCOPES), NOW)
    assert told.skew(NOW + timedelta(minutes=6)) == 360
    assert Checkup("T1", "U1", frozenset(SCOPES), None).skew(NOW) is None
