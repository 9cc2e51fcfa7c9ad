"""For drills, where the playground is its own process: its log as judge, its faults and clock by HTTP."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.errors import CareerError
from bot.playground.faults import faults_from
from bot.playground.guarding import only_here
from bot.playground.world import World

Json = dict[str, Any]


class Control:
    """`GET /control/judge`, `GET /control/posts`, `POST /control/{faults,clock,person,sockets,forget}`."""

    def __init__(self, world: World) -> None:
        self.world = world

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/control/judge", only_here(self.world, self._judge))
        app.router.add_get("/control/posts", only_here(self.world, self._posts))
        app.router.add_post("/control/{what}", only_here(self.world, self._change))

    async def _judge(self, request: web.Request) -> web.StreamResponse:
        """How often each occurrence was posted, and what was refused or found."""
        records = self.world.records
        per_marker = records.per_marker()
        return web.json_response(
            {
                "posts": len(records.posts),
                "per_marker": per_marker,
                "doubled": sorted(marker for marker, count in per_marker.items() if count > 1),
                "calls": records.calls,
                "refused": Counter(f"{refusal.method} {refusal.error}" for refusal in records.refused),
                "findings": [f"{found.carrier}: {found.finding}" for found in records.findings],
                "now": self.world.clock.now().isoformat(),
            }
        )

    async def _posts(self, request: web.Request) -> web.StreamResponse:
        """Every accepted post, oldest first; `since` skips as many."""
        since = int(request.query.get("since", "0"))
        return web.json_response([post.as_json() for post in self.world.records.posts[since:]])

    async def _change(self, request: web.Request) -> web.StreamResponse:
        told: Json = await request.json()
        changes = {
            "faults": self._faults,
            "clock": self._clock,
            "person": self._person,
            "sockets": self._sockets,
            "forget": self._forget,
        }
        if (change := changes.get(request.match_info["what"])) is None:
            raise web.HTTPNotFound
        try:
            await change(told)
        except (KeyError, TypeError, ValueError, CareerError) as mistake:
            return web.json_response({"ok": False, "error": str(mistake)}, status=400)
        self.world.bell.ring()
        return web.json_response({"ok": True, "now": self.world.clock.now().isoformat()})

    async def _faults(self, told: Json) -> None:
        self.world.faults.script(*faults_from(told))

    async def _clock(self, told: Json) -> None:
        """`{"to": an ISO moment}` or `{"seconds": forward}`."""
        if "to" in told:
            await self.world.clock.move_to(datetime.fromisoformat(told["to"]))
        else:
            await self.world.clock.advance(timedelta(seconds=float(told["seconds"])))

    async def _person(self, told: Json) -> None:
        """`{"person": who, "status_text": .., "zone": .., "deleted": .., ..}`."""
        team = self.world.teams.get(told.pop("team", ""), next(iter(self.world.teams.values())))
        person = team.person(told.pop("person"))
        for name, value in told.items():
            if not hasattr(person, name):
                raise KeyError(name)
            setattr(person, name, value)

    async def _sockets(self, told: Json) -> None:
        """`{"reason": "warning", "refresh_requested" or "link_disabled"}`; without a reason they are cut."""
        if "reason" in told:
            await self.world.sockets.disconnect(str(told["reason"]))
        else:
            await self.world.sockets.cut()

    async def _forget(self, told: Json) -> None:
        """Begin the log anew."""
        self.world.records.clear()
