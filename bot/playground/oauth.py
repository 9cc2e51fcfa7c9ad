"""Installing the app in a workspace: consent, the code, and the token for it."""

from __future__ import annotations

import secrets
from base64 import b64decode
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.playground.workspace import SlackSays, Team
from bot.playground.world import World

Json = dict[str, Any]


async def authorize(world: World, request: web.Request) -> web.StreamResponse:
    """Slack's consent page, said yes to at once; `team` in the query picks the workspace."""
    asked = request.query
    team = world.teams.get(asked.get("team", ""), next(iter(world.teams.values())))
    if asked.get("client_id") != world.client_id:
        raise web.HTTPBadRequest(text="invalid_client_id")
    code = secrets.token_hex(12)
    world.codes[code] = (team, set(filter(None, asked.get("scope", "").split(","))))
    back = {"code": code, "state": asked.get("state", "")}
    raise web.HTTPFound(f"{asked.get('redirect_uri', '')}?{urlencode(back)}")


def access(world: World, request: web.Request, args: Json) -> Json:
    """oauth.v2.access: a code, good once, for a bot token.

    Raises:
        SlackSays: invalid_client_id, bad_client_secret or invalid_code.
    """
    given = (args.get("client_id"), args.get("client_secret"))
    if (header := request.headers.get("Authorization", "")).startswith("Basic "):
        name, _, secret = b64decode(header.removeprefix("Basic ")).decode().partition(":")
        given = (name, secret)
    if given[0] != world.client_id:
        raise SlackSays("invalid_client_id")
    if given[1] != world.client_secret:
        raise SlackSays("bad_client_secret")
    team, scopes = world.codes.pop(str(args.get("code")), (None, set()))
    if team is None:
        raise SlackSays("invalid_code")
    team.bot_token = "xoxb-playground-" + secrets.token_hex(12)
    team.scopes = scopes
    return _granted(team)


def _granted(team: Team) -> Json:
    return {
        "app_id": team.app_id,
        "authed_user": {"id": next(iter(team.people))},
        "scope": ",".join(sorted(team.scopes)),
        "token_type": "bot",
        "access_token": team.bot_token,
        "bot_user_id": team.bot_user,
        "team": {"id": team.id, "name": team.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
