"""Signed HTTP delivery to a request URL."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bot.playground import Playground
from bot.playground.delivery import signature


class Endpoint:
    """Keeps what it is sent, as (headers, body); `statuses` are answered in turn, then 200."""

    def __init__(self) -> None:
        self.got: list[tuple[Mapping[str, str], str]] = []
        self.statuses: list[int] = []
        self.answer: dict[str, object] = {}

    async def take(self, request: web.Request) -> web.Response:
        self.got.append((request.headers, await request.text()))
        status = self.statuses.pop(0) if self.statuses else 200
        return web.json_response(self.answer, status=status) if self.answer else web.Response(status=status)


@pytest.fixture
async def endpoint(slack: Playground) -> AsyncIterator[Endpoint]:
    endpoint = Endpoint()
    app = web.Application()
    app.router.add_post("/slack/events", endpoint.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.push_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    yield endpoint
    await runner.cleanup()


def test_the_signature_is_slacks_own() -> None:
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    signed = signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body)
    assert signed == "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


async def test_what_is_pushed_passes_slack_sdks_verifier(slack: Playground, endpoint: Endpoint) -> None:
    await slack.dm("ada", "hello")
    await slack.command("ada", "#careers", "/career", "skills & more")
    verifier = SignatureVerifier(slack.signing_secret)
    assert all(verifier.is_valid_request(body, dict(headers)) for headers, body in endpoint.got)
    (_, event), (_, command) = endpoint.got
    assert json.loads(event)["event"]["text"] == "hello"
    assert parse_qs(command)["text"] == ["skills &amp; more"]


async def test_a_commands_answer_is_shown(slack: Playground, endpoint: Endpoint) -> None:
    endpoint.answer = {"text": "Hello Ada"}
    shown = await slack.command("ada", "#random", "/career")
    assert shown is not None
    assert (shown["text"], shown["only_for"]) == ("Hello Ada", "U01ADA")


async def test_a_failed_event_comes_again_three_times_with_its_number(
    slack: Playground, endpoint: Endpoint
) -> None:
    endpoint.statuses = [500, 500, 500, 500]
    await slack.dm("ada", "hello")
    await slack.until(lambda: len(slack.world.records.deliveries) == 4)
    numbers = [headers.get("X-Slack-Retry-Num") for headers, _ in endpoint.got]
    assert numbers == [None, "1", "2", "3"]
    assert endpoint.got[1][0]["X-Slack-Retry-Reason"] == "http_error"
    assert len({json.loads(body)["event_id"] for _, body in endpoint.got}) == 1
