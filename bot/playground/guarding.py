"""Keeping the page to this machine's own browser.

Other web sites are turned away by Host and Origin, and whatever changes something must come as JSON,
which no foreign form can send unasked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.playground.world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def only_here(world: World, handler: Handler) -> Handler:
    """The handler, for requests that are meant for this page and come from it or from no page at all."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        own = world.base.removeprefix("http://")
        hosts = {own, own.replace("127.0.0.1", "localhost")}
        if request.host not in hosts:
            raise web.HTTPForbidden(text="This page is for this machine only.")
        origin = request.headers.get("Origin")
        if origin is not None and origin.removeprefix("http://") not in hosts:
            raise web.HTTPForbidden(text="Other web sites may not use this page.")
        if request.method == "POST" and request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType(text="Send JSON.")
        return await handler(request)

    return guarded
