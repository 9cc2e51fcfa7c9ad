"""A Slack that does next to nothing, slowly: enough to load a bot without being the bottleneck itself."""

from __future__ import annotations

import asyncio
import itertools
import socket
import time
from types import TracebackType

from aiohttp import ClientError, ClientSession, web

TOKEN = "xoxb-load"  # noqa: S105 - of no Slack
SECRET = "load-signing-secret"  # noqa: S105 - of no Slack
SECONDS = 0.15


class FakeSlack:
    """Takes 150 ms a call. `waiting`: who waits for an answer in which channel."""

    def __init__(self) -> None:
        self.waiting: dict[str, asyncio.Future[None]] = {}
        self.api_url = ""
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> FakeSlack:
        app = web.Application()
        app.router.add_route("*", "/api/auth.test", self._auth)
        app.router.add_route("*", "/api/chat.postMessage", self._post)
        app.router.add_route("*", "/api/{method}", self._other)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, backlog=1024)
        await site.start()
        self.api_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    @staticmethod
    def free_port() -> int:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            return int(taken.getsockname()[1])

    @staticmethod
    async def answering(port: int, seconds: float = 30.0) -> None:
        """Waits until something listens on that port."""
        until = time.monotonic() + seconds
        async with ClientSession() as session:
            while True:
                try:
                    async with session.get(f"http://127.0.0.1:{port}/healthz"):
                        return
                except ClientError:
                    if time.monotonic() > until:
                        raise
                    await asyncio.sleep(0.1)

    async def _auth(self, request: web.Request) -> web.Response:
        told = {
            "ok": True,
            "team_id": "T1",
            "user_id": "UBOT",
            "bot_id": "BBOT",
            "url": "https://x.slack.com/",
        }
        return web.json_response(told, headers={"x-oauth-scopes": "chat:write"})

    async def _post(self, request: web.Request) -> web.Response:
        if request.content_type == "application/json":
            channel = str((await request.json())["channel"])
        else:
            channel = str((await request.post())["channel"])
        await asyncio.sleep(SECONDS)
        answered = self.waiting.pop(channel, None)
        if answered is not None and not answered.done():
            answered.set_result(None)
        return web.json_response({"ok": True, "channel": channel, "ts": f"{next(self._numbers)}.0"})

    async def _other(self, request: web.Request) -> web.Response:
        await asyncio.sleep(SECONDS)
        return web.json_response({"ok": True, "user": {"tz": "UTC"}})
