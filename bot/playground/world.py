"""All the playground holds, in one place that every part of it is handed."""

from __future__ import annotations

import asyncio
import itertools
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.playground.bell import Bell
from bot.playground.clock import Clock
from bot.playground.delivery import Courier
from bot.playground.faults import Faults
from bot.playground.findings import Finding
from bot.playground.messages import Message
from bot.playground.records import Found, Post, Records, marker_of
from bot.playground.sockets import Sockets
from bot.playground.tickets import Tickets
from bot.playground.workspace import Channel, Team

Json = dict[str, Any]
NextMoment = Callable[[], Awaitable[datetime | None]]


@dataclass(slots=True)
class Upload:
    """A file on its way; `content` is None until its bytes have come."""

    name: str
    length: int
    content: bytes | None = None


@dataclass(slots=True)
class World:
    """The state of a playground and what serves it."""

    clock: Clock
    courier: Courier
    sockets: Sockets
    records: Records
    bell: Bell
    teams: dict[str, Team]
    tickets: Tickets = field(default_factory=Tickets)
    faults: Faults = field(default_factory=Faults)
    next_moment: NextMoment | None = None
    uploads: dict[str, Upload] = field(default_factory=dict)
    app_token: str = field(default_factory=lambda: "xapp-playground-" + secrets.token_hex(12))
    client_id: str = "1111.2222"
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    codes: dict[str, tuple[Team, set[str]]] = field(default_factory=dict)
    dead_tokens: dict[str, str] = field(default_factory=dict)
    base: str = ""
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _events: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def team_of(self, token: str) -> Team | None:
        return next((team for team in self.teams.values() if team.bot_token == token), None)

    def event(self, team: Team, event: Json) -> Json:
        """The outer body in which Slack wraps an event."""
        number = next(self._events)
        return {
            "token": "deprecated",
            "team_id": team.id,
            "api_app_id": team.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{number:06d}{secrets.token_hex(3).upper()}",
            "event_time": int(self.clock.now().timestamp()),
            "authorizations": [
                {"enterprise_id": None, "team_id": team.id, "user_id": team.bot_user, "is_bot": True}
            ],
            "is_ext_shared_channel": False,
            "event_context": f"context-{number}",
        }

    def post(self, team: Team, channel: Channel, message: Message) -> Message:
        """Put a message of the bot's where it belongs; its DMs come back to it as events, as in Slack."""
        team.messages.add(message)
        if message.only_for is None:
            self.records.posts.append(
                Post(
                    team.id,
                    channel.id,
                    message.ts,
                    message.text,
                    marker_of(message.blocks, message.metadata),
                    message.thread_ts,
                    self.clock.now(),
                )
            )
            self._echo(team, channel, message.as_slack(team.id))
        self.bell.ring()
        return message

    def changed(self, team: Team, channel: Channel, message: Message, before: Json) -> None:
        """Tell of an edited message of the bot's."""
        if message.only_for is None:
            told = {"type": "message", "subtype": "message_changed", "hidden": True}
            told |= {"message": message.as_slack(team.id), "previous_message": before}
            self._echo(team, channel, told | {"ts": team.messages.next_ts(self.clock.now())})
        self.bell.ring()

    def _echo(self, team: Team, channel: Channel, event: Json) -> None:
        event |= {"channel": channel.id, "channel_type": channel.kind, "event_ts": event["ts"]}
        kind = "message.im" if channel.partner else "message.channels"
        if kind in team.subscribed and self.bot_is_there():
            self.courier.in_background(self.courier.deliver_event(self.event(team, event)))

    def bot_is_there(self) -> bool:
        """Whether anybody is there to deliver to."""
        return self.courier.carrier is not self.sockets or bool(self.sockets.connections)

    def found(self, team: Team, carrier: str, findings: list[Finding]) -> None:
        self.records.findings.extend(Found(team.id, carrier, finding) for finding in findings)
