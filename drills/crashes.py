"""Exact points to die at, wrapped around the store, the speech and the road that a sender is handed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.advisor.speech import Found, Outcome, Speak
from bot.career.nudge import Nudge
from bot.store import Store
from drills.relay import Moment, Relay
from drills.sender import AsItIs, die

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[T]]
When = Literal["before", "inside", "after"]


@dataclass(frozen=True, slots=True)
class Point:
    """`what` names a transaction by the function that asks for it, or a call of speech.

    `when`: before it, inside it with everything written and nothing committed, or after it.
    """

    name: str
    what: str
    when: When


@dataclass(frozen=True, slots=True)
class OnTheWire:
    """With a post half on its way to Slack, or with its answer there and not read."""

    name: str
    moment: Moment


POINTS: tuple[Point | OnTheWire, ...] = (
    Point("planned, not committed", "plan_round", "inside"),
    Point("after the plan", "plan_round", "after"),
    Point("claimed, not committed", "claim_round", "inside"),
    Point("after the claim", "claim_round", "after"),
    Point("before the attempt is noted", "_step_up", "before"),
    Point("attempt noted, not committed", "_step_up", "inside"),
    Point("after the attempt was noted", "_step_up", "after"),
    Point("before the post", "post", "before"),
    OnTheWire("request half written", "half written"),
    OnTheWire("posted, answer not read", "answered"),
    Point("after the post, before the record", "post", "after"),
    Point("recorded, not committed", "_send", "inside"),
    Point("after the record", "_send", "after"),
    Point("before the look back", "find", "before"),
    Point("after the look back", "find", "after"),
    Point("found, not committed", "_reconcile", "inside"),
    Point("not found, not committed", "_absent", "inside"),
)


class DeadlyStore(Store):
    """Writes, and dies at its point."""

    def __init__(self, store: Store, point: Point) -> None:
        self._store = store
        self._point = point
        self.dialect = store.dialect
        self.memories = store.memories

    async def write(self, work: Work[T]) -> T:
        named = getattr(work, "func", work)
        when = self._point.when if self._point.what in named.__qualname__.split(".") else None
        if when == "before":
            die()

        async def dying(connection: AsyncConnection) -> T:
            written = await work(connection)
            die()
            return written

        done = await self._store.write(dying if when == "inside" else work)
        if when == "after":
            die()
        return done

    async def read(self, work: Work[T]) -> T:
        return await self._store.read(work)


class DeadlySpeech:
    """Speaks, and dies at its point."""

    def __init__(self, speak: Speak, point: Point) -> None:
        self._speak = speak
        self._point = point

    async def post(self, nudge: Nudge, channel: str | None) -> Outcome:
        self._at("post", "before")
        outcome = await self._speak.post(nudge, channel)
        self._at("post", "after")
        return outcome

    async def find(self, nudge: Nudge, channel: str) -> Found:
        self._at("find", "before")
        found = await self._speak.find(nudge, channel)
        self._at("find", "after")
        return found

    def _at(self, what: str, when: When) -> None:
        if (what, when) == (self._point.what, self._point.when):
            die()


@dataclass(frozen=True, slots=True)
class DieAt(AsItIs):
    """What a sender is wrapped in to die at a point."""

    point: Point | OnTheWire

    async def road(self, api_url: str) -> str:
        if isinstance(self.point, Point):
            return api_url
        return await Relay(api_url, self.point.moment).open()

    def store(self, store: Store) -> Store:
        return DeadlyStore(store, self.point) if isinstance(self.point, Point) else store

    def speech(self, speak: Speak) -> Speak:
        return DeadlySpeech(speak, self.point) if isinstance(self.point, Point) else speak
