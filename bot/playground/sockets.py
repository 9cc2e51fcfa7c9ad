"""Socket Mode: single-use tickets, envelopes and their acknowledgements over a real WebSocket."""

from __future__ import annotations

import asyncio
import json
import secrets
import uuid
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.bell import Bell
from bot.playground.delivery import Ack, Parcel
from bot.playground.workspace import SlackSays

Json = dict[str, Any]
MOST_CONNECTIONS = 10
ENVELOPES = {"event": "events_api", "command": "slash_commands", "interaction": "interactive"}


class Connection:
    """One open socket and the envelopes that wait for its acknowledgement."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.waiting: dict[str, asyncio.Future[Ack]] = {}

    def acknowledge(self, told: Json) -> None:
        waiting = self.waiting.pop(str(told.get("envelope_id")), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(Ack("ok", told.get("payload")))

    def drop(self) -> None:
        """The socket is gone: whatever it had not acknowledged counts as not delivered."""
        for waiting in self.waiting.values():
            if not waiting.done():
                waiting.set_result(Ack("connection_failed"))
        self.waiting.clear()


class Sockets:
    """Every connection of the app; a payload may go to any of them."""

    def __init__(self, bell: Bell, app_id: str) -> None:
        self._bell = bell
        self._app_id = app_id
        self._tickets: set[str] = set()
        self.connections: list[Connection] = []

    def ticket(self) -> str:
        """What apps.connections.open gives: good for one connection."""
        if len(self.connections) >= MOST_CONNECTIONS:
            raise SlackSays("too_many_websockets")
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket behind a ticket."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=408, text="The ticket was used or never given out.")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(timeout=1.0)  # a bot that was killed says no goodbye
        await socket.prepare(request)
        connection = Connection(socket)
        await socket.send_json(self._hello())
        self.connections.append(connection)
        self._bell.ring()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    connection.acknowledge(json.loads(message.data))
        finally:
            self._forget(connection)
        return socket

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections) + 1,
            "debug_info": {"host": "playground", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }

    def _forget(self, connection: Connection) -> None:
        connection.drop()
        if connection in self.connections:
            self.connections.remove(connection)
            self._bell.ring()

    async def carry(self, parcel: Parcel, seconds: float) -> Ack:
        if not self.connections:
            return Ack("offline")
        connection = self.connections.pop(0)
        self.connections.append(connection)
        envelope = _envelope(parcel)
        waiting: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = waiting
        try:
            async with asyncio.timeout(seconds):
                await connection.socket.send_json(envelope)
                return await waiting
        except TimeoutError:
            return Ack("timeout")
        except ConnectionError:
            return Ack("connection_failed")
        finally:
            connection.waiting.pop(envelope["envelope_id"], None)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every client to come back on a new connection, then let go of the old ones.

        reason: `warning`, `refresh_requested` or `link_disabled`.
        """
        for connection in list(self.connections):
            await connection.socket.send_json({"type": "disconnect", "reason": reason})
            if reason != "warning":
                self._forget(connection)

    async def cut(self) -> None:
        """Close every connection without a word, as a network does."""
        for connection in list(self.connections):
            self._forget(connection)
            await connection.socket.close()


def _envelope(parcel: Parcel) -> Json:
    envelope: Json = {
        "envelope_id": str(uuid.uuid4()),
        "type": ENVELOPES[parcel.kind],
        "accepts_response_payload": parcel.kind != "event",
        "payload": parcel.payload,
    }
    if parcel.kind == "event":
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason}
    return envelope
