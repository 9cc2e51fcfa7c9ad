"""A stretch of the road to Slack inside the sender's own process, which the process dies on."""

from __future__ import annotations

import asyncio
from typing import Literal
from urllib.parse import urlsplit

from drills.sender import die

Moment = Literal["half written", "answered"]
POST = b"/chat.postMessage "
ROOM = 65_536


class Relay:
    """Passes bytes on between the sender and Slack, until a post is at its moment."""

    def __init__(self, api_url: str, moment: Moment) -> None:
        self._slack = urlsplit(api_url)
        self._moment = moment

    async def open(self) -> str:
        """The address that stands in for Slack's."""
        server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        return self._slack._replace(netloc=f"127.0.0.1:{port}").geturl()

    async def _pass(self, asks: asyncio.StreamReader, hears: asyncio.StreamWriter) -> None:
        answers, tells = await asyncio.open_connection(self._slack.hostname, self._slack.port)
        posted = asyncio.Event()
        await asyncio.gather(self._outward(asks, tells, posted), self._back(answers, hears, posted))

    async def _outward(
        self, asks: asyncio.StreamReader, tells: asyncio.StreamWriter, posted: asyncio.Event
    ) -> None:
        while said := await asks.read(ROOM):
            if POST in said:
                posted.set()
                if self._moment == "half written":
                    said = said[: len(said) // 2]
            tells.write(said)
            await tells.drain()
            if posted.is_set() and self._moment == "half written":
                die()
        tells.close()

    async def _back(
        self, answers: asyncio.StreamReader, hears: asyncio.StreamWriter, posted: asyncio.Event
    ) -> None:
        while heard := await answers.read(ROOM):
            if posted.is_set():
                die()
            hears.write(heard)
            await hears.drain()
        hears.close()
