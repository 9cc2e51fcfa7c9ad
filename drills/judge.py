"""The judge: a playground in a process of its own, which outlives every sender. Its log of posts decides."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

Json = dict[str, Any]
Faults = tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    url: str
    api_url: str
    token: str
    session: aiohttp.ClientSession

    async def faults(self, seed: int, *faults: Json) -> None:
        """From now on, calls go wrong like this; none: they all go well."""
        await self._post("faults", {"seed": seed, "faults": list(faults)})

    async def forget(self) -> None:
        await self._post("forget", {})

    async def verdict(self) -> Json:
        """Posts for each marker, calls for each method, refusals, findings."""
        async with self.session.get(f"{self.url}control/judge") as answer:
            told: Json = await answer.json()
            return told

    async def _post(self, what: str, told: Json) -> None:
        async with self.session.post(f"{self.url}control/{what}", json=told) as answer:
            said = await answer.json()
            if not said["ok"]:
                raise ValueError(said["error"])


@asynccontextmanager
async def judging(people: int) -> AsyncIterator[Judge]:
    """A judge whose workspace has that many people."""
    command = (sys.executable, "-m", "bot.playground", "--people", str(people))
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=DEVNULL)
    assert process.stdout is not None
    try:
        told = json.loads(await process.stdout.readline())
        async with aiohttp.ClientSession() as session:
            yield Judge(told["url"], told["api_url"], told["bot_token"], session)
    finally:
        process.terminate()
        await process.wait()


def person_id(number: int) -> str:
    """The playground's people beyond its first four, from 1."""
    return f"U09{number:06d}"


# Four posts in ten go wrong, in every way that leaves the sender in doubt and in some that do not.
BAD_DAY: Faults = (
    {"method": "chat.postMessage", "does": "close", "chance": 0.08, "accepted": True},
    {"method": "chat.postMessage", "does": "hang", "chance": 0.06, "accepted": True},
    {"method": "chat.postMessage", "does": "status", "chance": 0.06},
    {"method": "chat.postMessage", "does": "status", "chance": 0.06, "accepted": True},
    {"method": "chat.postMessage", "does": "error", "chance": 0.05, "accepted": True},
    {"method": "chat.postMessage", "does": "ratelimited", "chance": 0.05, "retry_after": "0"},
    {"method": "chat.postMessage", "does": "broken_json", "chance": 0.04, "accepted": True},
    {"method": "chat.postMessage", "does": "slow", "chance": 0.04, "seconds": 0.15},
    {"method": "conversations.history", "does": "lag", "seconds": 0.25},
)
