"""What a failed call means: tried again, looked up, or given up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import ClientSession

from bot.playground import Fault, Playground
from bot.slack.calls import Slack, new_session
from bot.slack.cards.blocks import Message, message, section
from bot.slack.failures import CallFailed, Kind


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground() as slack:
        yield slack


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with new_session() as session:
        yield session


def calls(slack: Playground, session: ClientSession, token: str | None = "") -> Slack:
    async def token_of(team: str) -> str | None:
        return slack.bot_token if token == "" else token

    return Slack(session, slack.api_url, token_of)


async def failed(slack: Slack, **arguments: object) -> CallFailed:
    with pytest.raises(CallFailed) as raised:
        await slack.call("T01ACME", "chat.postMessage", **{"channel": "U01ADA", "text": "hello"} | arguments)
    return raised.value


@pytest.mark.parametrize(
    ("fault", "kind", "why"),
    [
        (Fault("*", "close"), "unknown", "ServerDisconnectedError"),
        (Fault("*", "close", accepted=True), "unknown", "ServerDisconnectedError"),
        (Fault("*", "status", status=500), "unknown", "http_500"),
        (Fault("*", "status", status=502, accepted=True), "unknown", "http_502"),
        (Fault("*", "broken_json"), "unknown", "http_200"),
        (Fault("*", "error", error="internal_error"), "unknown", "internal_error"),
        (Fault("*", "error", error="fatal_error"), "unknown", "fatal_error"),
        (Fault("*", "ratelimited", retry_after="7"), "unsent", "ratelimited"),
        (Fault("*", "error", error="rate_limited"), "unsent", "ratelimited"),
        (Fault("*", "error", error="user_disabled"), "person", "user_disabled"),
        (Fault("*", "error", error="restricted_action_thread"), "person", "restricted_action_thread"),
        (Fault("*", "error", error="token_revoked"), "team", "token_revoked"),
        (Fault("*", "error", error="missing_scope"), "team", "missing_scope"),
        (Fault("*", "error", error="invalid_blocks_format"), "message", "invalid_blocks_format"),
        (Fault("*", "error", error="msg_blocks_too_long"), "message", "msg_blocks_too_long"),
        (Fault("*", "error", error="something_new"), "other", "something_new"),
    ],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "does", None),
)
async def test_each_failure_has_its_class(
    playground: Playground, session: ClientSession, fault: Fault, kind: Kind, why: str
) -> None:
    playground.world.faults.script((fault,))
    what = (await failed(calls(playground, session))).failure
    assert (what.kind, what.why) == (kind, why)


@pytest.mark.parametrize(
    ("given", "seconds"), [("7", 7), (None, 30), ("soon", 30), ("-1", 30), ("99999999999", 3600)]
)
async def test_a_limit_says_how_long_and_half_a_minute_where_it_is_garbled(
    playground: Playground, session: ClientSession, given: str | None, seconds: int
) -> None:
    playground.world.faults.script((Fault("*", "ratelimited", retry_after=given),))
    assert (await failed(calls(playground, session))).failure.wait == timedelta(seconds=seconds)


async def test_what_nobody_listens_to_was_surely_not_sent(session: ClientSession) -> None:
    async def token_of(team: str) -> str:
        return "xoxb-1"

    what = (await failed(Slack(session, "http://127.0.0.1:9/api/", token_of))).failure
    assert what.kind == "unsent"


async def test_where_we_are_not_installed_nothing_is_sent(
    playground: Playground, session: ClientSession
) -> None:
    assert (await failed(calls(playground, session, None))).failure.kind == "team"
    assert playground.world.records.calls == {}


async def test_a_write_is_sent_once_whatever_happens(playground: Playground, session: ClientSession) -> None:
    playground.world.faults.script((Fault("*", "close", accepted=True),))
    await failed(calls(playground, session))
    assert playground.world.records.calls["chat.postMessage"] == 1
    assert len(playground.posts) == 1


async def test_a_read_is_asked_once_more(playground: Playground, session: ClientSession) -> None:
    playground.world.faults.script((Fault("users.info", "close", times=1),))
    answer = await calls(playground, session).read("T01ACME", "users.info", user="U01ADA")
    assert answer["user"]["tz"] == "Europe/Berlin"


async def test_blocks_that_slack_refuses_are_left_out(playground: Playground, session: ClientSession) -> None:
    broken = Message("all of it", ({"type": "nonsense"},))
    await calls(playground, session).send("T01ACME", "chat.postMessage", broken, channel="U01ADA")
    assert [post.text for post in playground.posts] == ["all of it"]


async def test_an_answer_is_posted_to_slacks_own_addresses_only(
    playground: Playground, session: ClientSession
) -> None:
    with pytest.raises(CallFailed, match="untrusted_url"):
        await calls(playground, session).respond("http://evil.example/response/1", message("x", section("x")))
