"""The page: what one person sees as JSON, live, and everything they can do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.errors import CareerError
from bot.playground.acting import Acting
from bot.playground.guarding import only_here
from bot.playground.methods_files import download
from bot.playground.typed import BOT_NAME
from bot.playground.workspace import Person
from bot.playground.world import World

Json = dict[str, Any]
STATIC = Path(__file__).parent / "static"
COMMAND = "/career"
POLICY = "default-src 'self'; img-src 'self' https: data:; frame-ancestors 'none'"
HEARTBEAT = 15.0
HALTS = 100  # nudges that one move of the clock may pass


class Page:
    """Serves the page and its small API."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._deeds: dict[str, Callable[[Acting, Json], Awaitable[object]]] = {
            "say": self._say,
            "press": self._press,
            "suggest": self._suggest,
            "submit": lambda acting, told: acting.submit(told["person"], told["view"], told.get("values")),
            "close": lambda acting, told: acting.close(told["person"], told["view"]),
            "home": self._open_home,
            "clock": self._move_clock,
        }

    def add_to(self, app: web.Application) -> None:
        guarded = (
            ("GET", "/", self._index),
            ("GET", "/static/{name}", self._file),
            ("GET", "/page/state", self._state),
            ("GET", "/page/live", self._live),
            ("GET", "/page/file/{file}", partial(download, self.world)),
            ("POST", "/page/act", self._act),
        )
        for method, path, handler in guarded:
            app.router.add_route(method, path, only_here(self.world, handler))

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(STATIC / "index.html", headers={"Content-Security-Policy": POLICY})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = STATIC / request.match_info["name"]
        if path.parent != STATIC or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    async def _state(self, request: web.Request) -> web.StreamResponse:
        acting = self._acting(request.query.get("team"))
        try:
            person = acting.team.person(request.query.get("person") or "ada")
        except CareerError as unknown:
            raise web.HTTPNotFound(text=str(unknown)) from None
        return web.json_response(await self._seen(acting, person))

    def _acting(self, team: str | None) -> Acting:
        teams = self.world.teams
        return Acting(self.world, teams.get(team or "") or next(iter(teams.values())))

    async def _seen(self, acting: Acting, person: Person) -> Json:
        """All that a person sees, and what the page needs to draw it."""
        team, now = acting.team, self.world.clock.now()
        due = await self._next_moment()
        people = [other.as_slack(team.id, now) | {"zone": other.zone} for other in team.people.values()]
        return {
            "team": {"id": team.id, "name": team.name},
            "teams": [{"id": other.id, "name": other.name} for other in self.world.teams.values()],
            "me": person.id,
            "bot": {"user": team.bot_user, "name": BOT_NAME, "here": self.world.bot_is_there()},
            "people": people,
            "channels": [
                {"id": c.id, "name": c.name, "with_bot": team.bot_user in c.members}
                for c in team.channels.values()
                if c.name and person.id in c.members
            ],
            "dm": team.dm_of(person.id).id,
            "messages": {
                c.id: [acting.told(message) for message in team.messages.all_seen_by(person.id, c.id)]
                for c in team.channels.values()
                if person.id in c.members
            },
            "news": {c.partner: team.messages.last_ts(c.id) for c in team.channels.values() if c.partner},
            "views": acting.views_of(person.id),
            "home": acting.home_of(person.id),
            "now": now.isoformat(),
            "local": _local(now, person.zone),
            "next": {"at": due.isoformat(), "local": _local(due, person.zone)} if due else None,
        }

    async def _live(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: a line whenever something changed, a comment now and then."""
        live = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await live.prepare(request)
        seen = -1
        with suppress(ConnectionError):  # the page was closed
            while not self.world.stopping.is_set():
                news = seen != self.world.bell.count
                seen = self.world.bell.count
                await live.write(b"data: changed\n\n" if news else b": still here\n\n")
                with suppress(TimeoutError):
                    async with asyncio.timeout(HEARTBEAT):
                        await self.world.bell.next()
        return live

    async def _act(self, request: web.Request) -> web.StreamResponse:
        """One deed of a person's: `{"do": .., "team": .., "person": .., ..}`."""
        try:
            told = await request.json()
            done = await self._deeds[told["do"]](self._acting(told.get("team")), told)
        except (KeyError, ValueError, CareerError) as mistake:
            return web.json_response({"ok": False, "error": str(mistake)}, status=400)
        return web.json_response({"ok": True, "done": done})

    async def _say(self, acting: Acting, told: Json) -> object:
        """A composed line: a slash command, or words in a conversation or thread."""
        person, channel, text = told["person"], told["channel"], str(told["text"]).strip()
        thread = told.get("thread_ts")
        if not text.startswith("/"):
            return await acting.say(person, channel, text, thread)
        who, where = acting.team.person(person), acting.team.channel(channel)
        command, _, words = text.partition(" ")
        if thread:
            return acting.slackbot(who, where, f"{command} is not supported in threads. Sorry!", thread)
        if command != COMMAND:
            return acting.slackbot(who, where, f"{command} is not a valid command. Try {COMMAND}.")
        return await acting.command(person, channel, command, words.strip())

    async def _press(self, acting: Acting, told: Json) -> object:
        ack = await acting.press(
            told["person"],
            told["source"],
            told["name"],
            told.get("value"),
            block_id=told.get("block_id"),
            entered=told.get("entered"),
        )
        return {"ok": ack.ok}

    async def _open_home(self, acting: Acting, told: Json) -> object:
        ack = await acting.open_home(told["person"], told.get("tab", "home"))
        return {"ok": ack.ok}

    async def _suggest(self, acting: Acting, told: Json) -> object:
        return await acting.suggest(told["person"], told["source"], told["name"], told["text"])

    async def _move_clock(self, acting: Acting, told: Json) -> object:
        """Forward by `seconds`, or `"to": "next"`: to the moment of the bot's next nudge."""
        clock = self.world.clock
        if told.get("to") == "next":
            when = await self._next_moment()
            if when is not None and when > clock.now():
                await clock.move_to(when)
        else:
            await self._live_through(clock.now() + timedelta(seconds=float(told["seconds"])))
        self.world.bell.ring()
        return {"now": clock.now().isoformat()}

    async def _live_through(self, until: datetime) -> None:
        """On to a moment, halting at each nudge: what is due on Monday comes on Monday."""
        clock = self.world.clock
        for _ in range(HALTS):
            due = await self._next_moment()
            if due is None or not clock.now() < due < until:
                break
            await clock.move_to(due)
        await clock.move_to(until)

    async def _next_moment(self) -> datetime | None:
        ask = self.world.next_moment
        return await ask() if ask else None


def _local(when: datetime, zone: str) -> Json:
    """A moment as the person's wall shows it."""
    local = when.astimezone(ZoneInfo(zone or "UTC"))
    return {
        "day": local.strftime("%A, %-d %B %Y"),
        "short": local.strftime("%a %-d %b"),
        "time": local.strftime("%H:%M"),
    }
