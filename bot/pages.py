"""What an operator can look at while the bot runs: `/healthz` and `/metrics`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from aiohttp import web

from bot.advisor.signs import vital_signs
from bot.errors import StoreUnavailable
from bot.health import Figures, Health, judge
from bot.metrics import CONTENT_TYPE, Metrics
from bot.store import Store

PingAge = Callable[[], float | None]


class Pages:
    """`now` is people's time, `clock` the real one; `ping_age` is set once there is a socket;
    `guides` tells how many there are, and how many mistakes keep newer ones out."""

    def __init__(
        self,
        store: Store,
        metrics: Metrics,
        *,
        guides: Callable[[], tuple[int, int]],
        now: Callable[[], datetime],
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._metrics = metrics
        self._guides = guides
        self._now = now
        self._clock = clock
        self._since = clock()
        self.ping_age: PingAge = lambda: None

    async def healthz(self) -> web.Response:
        """200, or 503 where a restart may help, with the figures and what to look at."""
        health = await self._health()
        told: Mapping[str, object] = {
            "status": health.state,
            "troubles": health.troubles,
            "figures": asdict(health.figures),
        }
        return web.json_response(told, status=health.status)

    async def metrics(self) -> web.Response:
        """All counts, for Prometheus."""
        health = await self._health()
        figures = health.figures
        ages = {"tick": figures.tick, "due": figures.due, "event": figures.event, "ping": figures.ping}
        body = self._metrics.exposition(health.state == "ok", ages)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE})

    async def _health(self) -> Health:
        guides, mistakes = self._guides()
        try:
            signs = await vital_signs(self._store, self._now(), self._clock())
        except StoreUnavailable:
            return judge(Figures(database=False, tick=None, ping=self.ping_age(), guides=guides))
        uptime = (self._clock() - self._since).total_seconds()  # a start is not a stopped tick
        return judge(
            Figures(
                database=True,
                tick=uptime if signs.tick is None else min(signs.tick, uptime),
                due=signs.due,
                event=signs.event,
                ping=self.ping_age(),
                silenced=signs.silenced,
                guides=guides,
                mistakes=mistakes,
            )
        )
