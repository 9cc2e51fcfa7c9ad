"""A local Slack: starts the server, hands out tokens, and lets tests and the page be anybody."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from aiohttp import web

from bot.errors import CareerError
from bot.playground.acting import Acting
from bot.playground.bell import Bell
from bot.playground.clock import Clock
from bot.playground.control import Control
from bot.playground.delivery import RETRY_AFTER, Courier, Push
from bot.playground.methods_files import receive
from bot.playground.oauth import authorize
from bot.playground.page import Page
from bot.playground.records import Found, Post, Records, Refusal
from bot.playground.seed import seed_team
from bot.playground.sockets import Sockets
from bot.playground.webapi import WebApi
from bot.playground.workspace import Team
from bot.playground.world import NextMoment, World

Json = dict[str, Any]
HOST = "127.0.0.1"


class PortTaken(CareerError):
    """The playground's port is taken."""


class Playground(Acting):
    """A Slack on 127.0.0.1. Acting and reading on it mean its first workspace; `in_team` gives another's.

    retry_after: real seconds between Slack's attempts to deliver an event.
    """

    def __init__(self, clock: Clock | None = None, *, retry_after: tuple[float, ...] = RETRY_AFTER) -> None:
        bell, records, team = Bell(), Records(), seed_team()
        sockets = Sockets(bell, team.app_id)
        courier = Courier(sockets, records, bell, retry_after)
        super().__init__(World(clock or Clock(), courier, sockets, records, bell, {team.id: team}), team)
        self.signing_secret = secrets.token_hex(16)
        self._runner: web.AppRunner | None = None
        self._push: Push | None = None

    @property
    def clock(self) -> Clock:
        return self.world.clock

    @property
    def url(self) -> str:
        """Where the page is."""
        return self.world.base + "/"

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return self.world.base + "/api/"

    @property
    def bot_token(self) -> str:
        return self.team.bot_token or ""

    @property
    def app_token(self) -> str:
        return self.world.app_token

    @property
    def posts(self) -> list[Post]:
        """Every message of the bot's that was accepted."""
        return self.world.records.posts

    @property
    def refused(self) -> list[Refusal]:
        """Every call that was answered with one of Slack's errors."""
        return self.world.records.refused

    @property
    def findings(self) -> list[Found]:
        """What the block checker found in anything the bot sent."""
        return self.world.records.findings

    @property
    def next_moment(self) -> NextMoment | None:
        """Asked when the bot's next nudge is due, to skip there."""
        return self.world.next_moment

    @contextmanager
    def moving(self, tick: Callable[[], Awaitable[object]], next_moment: NextMoment) -> Iterator[None]:
        """While a bot lives here: a clock that moves calls `tick`, and who skips ahead asks `next_moment`."""
        self.clock.on_move.append(tick)
        self.world.next_moment = next_moment
        try:
            yield
        finally:
            self.clock.on_move.remove(tick)
            self.world.next_moment = None

    async def start(self, port: int = 0, *, control: bool = False) -> None:
        """Serve on 127.0.0.1; port 0 takes a free one. `control` adds what drills steer and judge by.

        Raises:
            PortTaken: naming the port.
        """
        app = web.Application(client_max_size=2**21)
        api = WebApi(self.world)
        app.router.add_route("*", "/api/{method}", api.method)
        app.router.add_post("/response/{name:.+}", api.response_url)
        app.router.add_post("/upload/{file}", partial(receive, self.world))
        app.router.add_get("/link/", self.world.sockets.serve)
        app.router.add_get("/oauth/v2/authorize", partial(authorize, self.world))
        Page(self.world).add_to(app)
        if control:
            Control(self.world).add_to(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise PortTaken(f"The playground's port {port} is taken.") from None
        port = self._runner.addresses[0][1]
        self.world.base = f"http://{HOST}:{port}"

    async def stop(self) -> None:
        """Let go of every connection and of the port."""
        self.world.stopping.set()
        self.world.bell.ring()
        await self.world.courier.stop()
        await self.world.sockets.cut()
        if self._push is not None:
            await self._push.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Playground:
        await self.start()
        return self

    async def __aexit__(self, *gone: object) -> None:
        await self.stop()

    def push_to(self, request_url: str) -> None:
        """Deliver by signed HTTP to the bot's request URL instead of over sockets."""
        self._push = Push(request_url, self.signing_secret)
        self.world.courier.carrier = self._push

    def add_team(self, id: str, name: str, *, installed: bool = True) -> Acting:
        """Another workspace, whose people and channels have the same ids as everywhere."""
        self.world.teams[id] = seed_team(id, name, installed=installed)
        return self.in_team(id)

    def in_team(self, id: str) -> Acting:
        """Act and read in one workspace."""
        return Acting(self.world, self.world.teams[id])

    async def uninstall(self, team: Team | None = None) -> None:
        """Take the app out of a workspace: its token dies, and both events tell of it."""
        gone = team or self.team
        token, gone.bot_token = gone.bot_token, None
        if token:
            self.world.dead_tokens[token] = "account_inactive"
        acting = Acting(self.world, gone)
        await acting.event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [gone.bot_user]}})
        await acting.event({"type": "app_uninstalled"})
