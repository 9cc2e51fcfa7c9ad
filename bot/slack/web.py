"""The few pages that the bot serves: Slack's requests, installing, and what an operator watches."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.errors import ConfigError, StoreUnavailable
from bot.slack.failures import TROUBLES
from bot.slack.guard import Guard, Turned
from bot.slack.references import new_reference

log = logging.getLogger(__name__)

EVENTS, INSTALL, REDIRECT = "/slack/events", "/slack/install", "/slack/oauth_redirect"
PATIENCE = 2.8  # seconds; Slack hangs up after three
LARGEST_BODY, LARGEST_QUERY = 1_000_000, 8_000

Dispatch = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]
Page = Callable[[], Awaitable[web.Response]]


class PortTaken(ConfigError):
    """Another program uses this port."""


@dataclass(frozen=True, slots=True)
class Events:
    """What Slack sends: past the guard, to Bolt. `refused` hears in a word why one was turned away;
    `ready` has the JSON that a body is answered with where that is known."""

    guard: Guard
    dispatch: Dispatch
    refused: Callable[[str], None] = lambda reason: None
    ready: Callable[[bytes], str | None] = lambda body: None

    async def answer(self, request: web.Request) -> web.Response:
        """Bolt's answer; 503 where it was not stored, so that Slack sends it again."""
        new_reference()
        body = await self.guard.admit(request)
        if isinstance(body, Turned):
            self.refused(body.reason)
            log.info("Turned a request away", extra={"reason": body.reason})
            return web.Response(status=body.status)
        if known := self.ready(body):
            return web.Response(text=known, content_type="application/json")
        try:
            asked = AsyncBoltRequest(body=body.decode("utf-8", "replace"), headers=_kind_of(request))
        except ValueError:
            log.warning("Slack sent what can't be read")
            return web.Response(status=400)
        if asked.body.get("type") == "app_rate_limited":
            log.error(
                "Slack leaves out events: more than 30,000 an hour", extra={"team": asked.body.get("team_id")}
            )
            return web.Response()
        answer = await self._dispatch(asked)
        if answer.status >= 500:
            self.guard.forget(request)
        return answer

    async def _dispatch(self, asked: AsyncBoltRequest) -> web.Response:
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self.dispatch(asked)
        except (TimeoutError, StoreUnavailable):
            log.error("Not stored in time: Slack is asked to send it again")
            return web.Response(status=503)
        return await to_aiohttp_response(answer)


def web_app(
    pages: Mapping[str, Page], events: Events | None = None, oauth: AsyncOAuthFlow | None = None
) -> web.Application:
    """All that is served: `pages` by their path; Slack's requests and installing where given."""
    app = web.Application(client_max_size=LARGEST_BODY)
    for path, page in pages.items():
        app.router.add_get(path, _serving(page))
    if events is not None:
        app.router.add_route("*", EVENTS, events.answer)
    if oauth is not None:
        app.router.add_get(INSTALL, _installing(oauth.handle_installation))
        app.router.add_get(REDIRECT, _installing(oauth.handle_callback))
    return app


@asynccontextmanager
async def served(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serves as long as this runs, and yields the port; raises PortTaken, which names it."""
    # compressed bodies stay as they are: Slack sends none, and a bomb is not to be unpacked
    runner = web.AppRunner(app, access_log=None, auto_decompress=False, shutdown_timeout=5.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise PortTaken(f"Port {port} can't be used ({error.strerror}). Set PORT to another one.") from None
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _serving(page: Page) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        return await page()

    return handle


def _installing(
    step: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        new_reference()
        if len(request.query_string) > LARGEST_QUERY:
            return web.Response(status=414)
        try:
            headers: dict[str, str | Sequence[str]] = dict(request.headers)
            answer = await step(AsyncBoltRequest(body="", query=request.query_string, headers=headers))
        except StoreUnavailable as error:
            return web.Response(status=503, text=str(error))
        except TROUBLES:
            log.exception("Slack could not be asked during an installation")
            return web.Response(status=502, text="Slack can't be reached right now. Please try again.")
        return await to_aiohttp_response(answer)

    return handle


def _kind_of(request: web.Request) -> dict[str, str | Sequence[str]]:
    """All that Bolt is told of the headers: the rest is not signed, yet some of it changes its course."""
    return {"content-type": request.headers.get("content-type", "")}
