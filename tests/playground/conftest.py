"""A playground with a small bot on it that answers back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Clock, Playground

Json = dict[str, Any]
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    async with Playground(Clock(MONDAY), retry_after=(0.0, 0.05, 0.1)) as playground:
        yield playground


@pytest.fixture
async def client(slack: Playground) -> AsyncWebClient:
    return AsyncWebClient(slack.bot_token, base_url=slack.api_url)


class Bot:
    """Keeps all it is handed; `answers` says what to acknowledge with, None for no acknowledgement at all."""

    def __init__(self, client: SocketModeClient) -> None:
        self.client = client
        self.heard: list[SocketModeRequest] = []
        self.answers: dict[str, Json | None] = {}

    async def hear(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.heard.append(request)
        answer = self.answers.get(request.type, {})
        if answer is not None:
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, answer or None))

    @property
    def last(self) -> Json:
        return dict(self.heard[-1].payload)


@pytest.fixture
async def bot(slack: Playground, client: AsyncWebClient) -> AsyncIterator[Bot]:
    socket = SocketModeClient(slack.app_token, web_client=client)
    bot = Bot(socket)
    socket.socket_mode_request_listeners.append(bot.hear)
    await socket.connect()  # type: ignore[no-untyped-call]
    await slack.until(lambda: slack.world.sockets.connections)
    yield bot
    await socket.close()  # type: ignore[no-untyped-call]
