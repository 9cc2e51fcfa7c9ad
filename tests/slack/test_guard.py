"""The guard behind a real HTTP server, against forged, mutated, oversized and replayed requests."""

from __future__ import annotations

import asyncio
import gzip
import logging
import random
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest
from multidict import CIMultiDict
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from bot.errors import StoreUnavailable
from bot.slack.guard import SIGNATURE, TIMESTAMP, Guard
from bot.slack.signing import sign
from bot.slack.web import LARGEST_BODY, Events, PortTaken, served, web_app

SECRET, PREVIOUS = "current-secret", "previous-secret"
NOW = 1_800_000_000
BODY = b"command=%2Fcareer&text=what+does+it+pay&user_id=U1&team_id=T1&trigger_id=1.2.3"
CANARY = b"canary-in-the-body"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Slackbot:
    """A bot that only counts what reaches a listener, behind the guard and a real HTTP server."""

    url: str = ""
    clock: float = float(NOW)
    handled: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)
    known: str | None = None


@asynccontextmanager
async def listening() -> AsyncIterator[Slackbot]:
    heard = Slackbot()

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-test", bot_user_id="UBOT")

    bolt = AsyncApp(authorize=authorize, request_verification_enabled=False, process_before_response=True)

    @bolt.middleware
    async def count(body: dict[str, object], ack: AsyncAck) -> BoltResponse:
        if heard.fails:
            raise heard.fails.pop()
        heard.handled.append(str(body.get("text") or body.get("type")))
        return await ack("done")

    @bolt.error
    async def pass_on(error: Exception) -> None:
        raise error

    def ready(body: bytes) -> str | None:
        if heard.known is not None:
            heard.handled.append("known")
        return heard.known

    guard = Guard((SECRET, PREVIOUS), lambda: heard.clock)
    events = Events(guard, bolt.async_dispatch, heard.refused.append, ready)
    async with served(web_app({}, events), "127.0.0.1", 0) as port:
        heard.url = f"http://127.0.0.1:{port}/slack/events"
        yield heard


def headers(body: bytes = BODY, at: int = NOW, secret: str = SECRET) -> dict[str, str]:
    return {TIMESTAMP: str(at), SIGNATURE: sign(secret, at, body), "Content-Type": FORM}


async def post(
    session: aiohttp.ClientSession, url: str, sent: dict[str, str] | None = None, body: bytes = BODY
) -> int:
    async with session.post(url, data=body, headers=headers() if sent is None else sent) as answer:
        await answer.read()
        return answer.status


@pytest.mark.parametrize("secret", [SECRET, PREVIOUS])
async def test_a_genuine_request_comes_through(secret: str) -> None:
    async with listening() as bot, aiohttp.ClientSession() as session:
        assert await post(session, bot.url, headers(secret=secret)) == 200
    assert bot.handled == ["what does it pay"]


async def test_an_answer_that_is_known_is_given_to_a_genuine_request_alone() -> None:
    async with listening() as bot, aiohttp.ClientSession() as session:
        bot.known = '{"text": "known"}'
        assert await post(session, bot.url, headers(secret="forged")) == 401
        assert bot.handled == []
        async with session.post(bot.url, data=BODY, headers=headers()) as answer:
            assert await answer.json() == {"text": "known"}
        assert await post(session, bot.url) == 401
    assert bot.handled == ["known"]


async def test_the_same_request_comes_through_once() -> None:
    async with listening() as bot, aiohttp.ClientSession() as session:
        said = []
        for late in (0, 0, 60, 299, 301, 599):
            bot.clock = NOW + late
            said.append(await post(session, bot.url))
    assert said == [200, 401, 401, 401, 401, 401]
    assert len(bot.handled) == 1
    assert bot.refused == ["replay", "replay", "replay", "stale", "stale"]


async def test_the_same_request_at_the_same_time_comes_through_once() -> None:
    async with listening() as bot, aiohttp.ClientSession() as session:
        said = await asyncio.gather(*(post(session, bot.url) for _ in range(20)))
    assert sorted(said) == [200] + [401] * 19


async def test_slacks_retry_is_signed_anew_and_comes_through() -> None:
    async with listening() as bot, aiohttp.ClientSession() as session:
        assert await post(session, bot.url) == 200
        assert await post(session, bot.url, headers(at=NOW + 1)) == 200


async def test_what_could_not_be_stored_is_sent_again_and_comes_through() -> None:
    async with listening() as bot, aiohttp.ClientSession() as session:
        bot.fails.append(StoreUnavailable())
        assert await post(session, bot.url) == 503
        assert await post(session, bot.url) == 200
    assert len(bot.handled) == 1


async def test_a_body_just_small_enough_is_read_and_one_byte_more_is_not() -> None:
    async with listening() as bot, aiohttp.ClientSession() as session:
        largest = b"text=" + b"x" * (LARGEST_BODY - 5)
        assert await post(session, bot.url, headers(largest), largest) == 200
        larger = largest + b"x"
        assert await post(session, bot.url, headers(larger), larger) == 413
    assert bot.refused == ["too_large"]


async def test_a_body_of_unknown_length_is_cut_off() -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    async with (
        listening() as bot,
        aiohttp.ClientSession() as session,
        session.post(bot.url, data=endless(), headers=headers()) as answer,
    ):
        assert answer.status == 413
    assert bot.handled == []


async def test_a_packed_body_is_never_unpacked() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    async with listening() as bot, aiohttp.ClientSession() as session:
        unsigned = headers() | {"Content-Encoding": "gzip"}
        assert await post(session, bot.url, unsigned, bomb) == 401
        assert await post(session, bot.url, unsigned, b"no gzip") == 401


async def test_only_posts_that_slack_signed_are_let_in_whatever_the_method() -> None:
    async with listening() as bot, aiohttp.ClientSession() as session:
        for method in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS"):
            async with session.request(method, bot.url + "?ssl_check=1") as answer:
                assert answer.status == 401
    assert bot.handled == []


async def test_a_signed_body_that_is_no_json_is_refused_politely() -> None:
    body = b'{"type": "event_callback", '
    signed = headers(body) | {"Content-Type": "application/json"}
    async with listening() as bot, aiohttp.ClientSession() as session:
        assert await post(session, bot.url, signed, body) == 400
    assert bot.handled == []


async def test_news_that_slack_leaves_out_events_is_an_alarm(caplog: pytest.LogCaptureFixture) -> None:
    body = b'{"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1518467820}'
    signed = headers(body) | {"Content-Type": "application/json"}
    async with listening() as bot, aiohttp.ClientSession() as session:
        assert await post(session, bot.url, signed, body) == 200
    assert "leaves out events" in caplog.text
    assert bot.handled == []


async def test_slacks_look_at_our_certificate_is_answered() -> None:
    body = b"ssl_check=1&token=x"
    async with listening() as bot, aiohttp.ClientSession() as session:
        assert await post(session, bot.url, headers(body), body) == 200
    assert bot.handled == []


def test_nothing_else_is_served() -> None:
    events = Events(
        Guard((SECRET,), time.time), AsyncApp(token="xoxb-test", signing_secret=SECRET).async_dispatch
    )
    paths = {route.resource.canonical for route in web_app({}, events).router.routes() if route.resource}
    assert paths == {"/slack/events"}


async def test_a_taken_port_is_refused_by_name() -> None:
    async with served(web_app({}), "127.0.0.1", 0) as port:
        with pytest.raises(PortTaken, match=f"Port {port} "):
            async with served(web_app({}), "127.0.0.1", port):
                pass


def forged(rng: random.Random) -> tuple[bytes, list[tuple[str, str]]]:
    """A request that Slack did not send: one thing, or more, is wrong with it."""
    body, at = BODY + b"&n=" + str(rng.random()).encode(), NOW
    stamp, signature = str(at), sign(SECRET, at, body)
    match rng.randrange(14):
        case 0:
            signature = sign(f"guess {rng.random()}", at, body)
        case 1:
            signature = signature[: rng.randrange(len(signature))]
        case 2:
            signature = signature.upper()
        case 3:
            signature = signature[:-1] + rng.choice(["g", "\u00e9", "\uff11", " "])
        case 4:
            spot = rng.randrange(len(body))
            body = body[:spot] + bytes([body[spot] ^ 1 << rng.randrange(8)]) + body[spot + 1 :]
        case 5:
            stamp = rng.choice(
                ["", "abc", "1.5", "-1", f"{at}.0", f" {at}x", "0x6b49d200", "9" * 30, "\u0661" * 10]
            )
        case 6:
            at = NOW + rng.choice([-301, 301, -86_400, 86_400, -NOW])
            stamp, signature = str(at), sign(SECRET, at, body)
        case 7:
            stamp = str(at + 1)
        case 8:
            body = b"&".join(reversed(body.split(b"&")))
        case 9:
            body = body * rng.randrange(2, 40)
        case 10:
            return body, [(TIMESTAMP, stamp), (SIGNATURE, signature), (SIGNATURE, signature)]
        case 11:
            return body, [(TIMESTAMP, stamp), (TIMESTAMP, stamp), (SIGNATURE, signature)]
        case 12:
            return body, rng.choice([[], [(TIMESTAMP, stamp)], [(SIGNATURE, signature)]])
        case _:
            body = gzip.compress(body) if rng.random() < 0.5 else rng.randbytes(rng.randrange(2_000))
    return body, [(TIMESTAMP, stamp), (SIGNATURE, signature)]


async def test_ten_thousand_forgeries_reach_no_listener(caplog: pytest.LogCaptureFixture) -> None:
    rng, statuses, took = random.Random(6), set(), []
    caplog.set_level(logging.DEBUG)
    async with listening() as bot, aiohttp.ClientSession() as session:
        assert await post(session, bot.url) == 200
        for number in range(10_000):
            body, sent = forged(rng)
            if number % 100 == 0:
                body, sent = CANARY * (LARGEST_BODY // len(CANARY) + 1), list(headers().items())
            elif number % 10 == 0:
                body, sent = BODY, list(headers().items())
            began = time.perf_counter()
            async with session.post(bot.url, data=body, headers=CIMultiDict(sent)) as answer:
                statuses.add(answer.status)
            took.append(time.perf_counter() - began)
    assert statuses == {401, 413}
    assert len(bot.handled) == 1
    assert len(bot.refused) == 10_000
    assert statistics.median(took) < 0.005
    assert statistics.quantiles(took, n=100)[98] < 0.02
    said = "".join(str(record.__dict__) for record in caplog.records)
    assert "canary" not in said
    assert "what+does" not in said
