"""The Web API over HTTP: arguments, tokens, scopes, and whatever fault the script holds for a call."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.playground.calls import Call
from bot.playground.faults import Fault
from bot.playground.methods import METHODS
from bot.playground.methods_chat import respond
from bot.playground.oauth import access
from bot.playground.records import Refusal
from bot.playground.workspace import SlackSays, Team
from bot.playground.world import World

Json = dict[str, Any]
Answer = Callable[[web.Request, str, tuple[Fault, ...]], Awaitable[web.Response]]
NESTED = ("blocks", "metadata", "view", "attachments")
BAD_GATEWAY = "<html><head><title>{0}</title></head><body><h1>{0} Server Error</h1></body></html>"


async def arguments(request: web.Request) -> Json:
    """The arguments of a call, from JSON, a form or the query.

    Raises:
        SlackSays: invalid_json, or invalid_blocks_format for a nested argument that is no JSON.
    """
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            args |= json.loads(await request.read() or b"{}")
        except ValueError:
            raise SlackSays("invalid_json") from None
        return args
    args |= dict(await request.post())
    for key in NESTED:
        if isinstance(args.get(key), str):
            try:
                args[key] = json.loads(args[key])
            except ValueError:
                raise SlackSays("invalid_blocks_format" if key == "blocks" else "invalid_arguments") from None
    return args


class WebApi:
    """Answers `/api/METHOD` and response URLs."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def method(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        self.world.records.calls[name] += 1
        return await self._with_faults(request, name, self._answer)

    async def response_url(self, request: web.Request) -> web.StreamResponse:
        """A post to a response URL; faults know it as the method `response_url`."""
        return await self._with_faults(request, "response_url", self._respond)

    async def _with_faults(self, request: web.Request, name: str, answer: Answer) -> web.StreamResponse:
        faults = self.world.faults.of_call(name)
        await asyncio.sleep(sum(fault.seconds for fault in faults if fault.does == "slow"))
        breaking = next((fault for fault in faults if not fault.goes_along), None)
        if breaking is not None and not breaking.accepted:
            return await self._misbehave(request, breaking)
        response = await answer(request, name, faults)
        return await self._misbehave(request, breaking) if breaking is not None else response

    async def _answer(self, request: web.Request, name: str, faults: tuple[Fault, ...]) -> web.Response:
        team: Team | None = None
        try:
            args = await arguments(request)
            if name == "oauth.v2.access":
                return web.json_response({"ok": True} | access(self.world, request, args))
            token = request.headers.get("Authorization", "").removeprefix("Bearer ") or args.get("token", "")
            if name == "apps.connections.open":
                return web.json_response({"ok": True, "url": self._socket_url(str(token))})
            if name not in METHODS:
                raise SlackSays("unknown_method", req_method=name)
            team = self._team(str(token))
            scope, handler = METHODS[name]
            _allow(team, scope)
            answer = {"ok": True} | handler(Call(self.world, team, name, args, faults))
            return web.json_response(answer, headers={"x-oauth-scopes": ",".join(sorted(team.scopes))})
        except SlackSays as says:
            return self._refuse(team, name, says, 200)

    def _refuse(self, team: Team | None, name: str, says: SlackSays, status: int) -> web.Response:
        self.world.records.refused.append(Refusal(team.id if team else None, name, says.error))
        self.world.bell.ring()
        return web.json_response({"ok": False, "error": says.error} | says.more, status=status)

    def _team(self, token: str) -> Team:
        if not token:
            raise SlackSays("not_authed")
        if token == self.world.app_token:
            raise SlackSays("not_allowed_token_type")
        team = self.world.team_of(token)
        if team is None:
            raise SlackSays(self.world.dead_tokens.get(token, "invalid_auth"))
        return team

    def _socket_url(self, token: str) -> str:
        if not token:
            raise SlackSays("not_authed")
        if token != self.world.app_token:
            raise SlackSays("not_allowed_token_type" if self.world.team_of(token) else "invalid_auth")
        base = self.world.base.replace("http", "ws", 1)
        return f"{base}/link/?ticket={self.world.sockets.ticket()}"

    async def _misbehave(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.does == "close":
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        if fault.does == "hang":
            await self.world.stopping.wait()
            return web.Response(status=503)
        if fault.does == "status":
            page = BAD_GATEWAY.format(fault.status)
            return web.Response(status=fault.status, text=page, content_type="text/html")
        if fault.does == "broken_json":
            return web.Response(text='{"ok": tru', content_type="application/json")
        if fault.does == "ratelimited":
            headers = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        return web.json_response({"ok": False, "error": fault.error})

    async def _respond(self, request: web.Request, name: str, faults: tuple[Fault, ...]) -> web.Response:
        try:
            url = self.world.tickets.take_response_url(request.match_info["name"])
        except SlackSays as says:
            return self._refuse(None, name, says, 404)
        try:
            respond(self.world, url, await arguments(request))
        except SlackSays as says:
            return self._refuse(url.team, name, says, 400)
        return web.Response(text="ok")


def _allow(team: Team, scope: str | None) -> None:
    if scope is not None and scope not in team.scopes:
        raise SlackSays("missing_scope", needed=scope, provided=",".join(sorted(team.scopes)))
