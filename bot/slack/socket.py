"""Socket Mode: Slack over a connection that we open, so that no address of ours need be public."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol, cast

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import ConfigError
from bot.slack.references import new_reference

log = logging.getLogger(__name__)
PING_EVERY = 10.0


class Dispatching(Protocol):
    """The one thing that is asked of a Bolt app here."""

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse: ...


class Socket:
    """An open connection."""

    def __init__(self, client: SocketModeClient, bolt: Dispatching) -> None:
        self._client = client
        self._bolt = bolt
        client.socket_mode_request_listeners.append(self._handle)

    def ping_age(self) -> float | None:
        """Seconds since Slack last answered a ping; None before the first."""
        last = self._client.last_ping_pong_time
        return None if last is None else time.time() - last

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Acknowledged by what Bolt answers; what was not stored is not, so that Slack sends it again."""
        new_reference()
        began = time.time()
        answer = await run_async_bolt_app(cast(AsyncApp, self._bolt), request)
        await send_async_response(client, request, answer, began)


@asynccontextmanager
async def connected(bolt: Dispatching, web: AsyncWebClient, app_token: str) -> AsyncIterator[Socket]:
    """Connected as long as this runs; reconnects by itself when Slack asks for it or falls silent."""
    client = SocketModeClient(
        app_token, logging.getLogger("slack_sdk.socket_mode"), web, ping_interval=PING_EVERY
    )
    client.proxy = web.proxy
    socket = Socket(client, bolt)
    try:
        await _open(client)
        yield socket
    finally:
        await _close(client)


async def _open(client: SocketModeClient) -> None:
    """The first address is asked for here: a token that Slack refuses would be tried for ever."""
    try:
        client.wss_uri = await client.issue_new_wss_url()
    except SlackApiError as error:
        raise ConfigError(f"Slack refuses SLACK_APP_TOKEN: {error.response['error']}.") from None
    await client.connect()  # type: ignore[no-untyped-call]


async def _close(client: SocketModeClient) -> None:
    """Closes, and waits for the client's own tasks, which it only cancels."""
    await client.close()  # type: ignore[no-untyped-call]
    tasks = (client.message_processor, client.current_session_monitor, client.message_receiver)
    await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)
