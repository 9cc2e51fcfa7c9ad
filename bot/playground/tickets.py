"""What Slack lends for a short while: trigger ids and response URLs. They expire in real time."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field

from bot.playground.workspace import SlackSays, Team

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_POSTS = 5


@dataclass(slots=True)
class Trigger:
    team: Team
    person: str
    issued: float = field(default_factory=time.monotonic)
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Where a bot may answer an interaction; `ts` is the message it came from, None for a command."""

    team: Team
    person: str
    channel: str
    ts: str | None
    thread_ts: str | None
    issued: float = field(default_factory=time.monotonic)
    posts: int = 0


class Tickets:
    """Every trigger id and response URL handed out."""

    def __init__(self, trigger_seconds: float = TRIGGER_SECONDS) -> None:
        self.trigger_seconds = trigger_seconds
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def trigger(self, team: Team, person: str) -> str:
        name = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[name] = Trigger(team, person)
        return name

    def take_trigger(self, name: str, team: Team) -> str:
        """Use a trigger id up; returns the person it came from.

        Raises:
            SlackSays: invalid_trigger_id, exchanged_trigger_id (used before) or expired_trigger_id.
        """
        trigger = self._triggers.get(name)
        if trigger is None or trigger.team is not team:
            raise SlackSays("invalid_trigger_id")
        if trigger.used:
            raise SlackSays("exchanged_trigger_id")
        if time.monotonic() - trigger.issued > self.trigger_seconds:
            raise SlackSays("expired_trigger_id")
        trigger.used = True
        return trigger.person

    def response_url(self, url: ResponseUrl) -> str:
        name = f"{url.team.id}/{secrets.token_hex(12)}"
        self._urls[name] = url
        return name

    def take_response_url(self, name: str) -> ResponseUrl:
        """Count one post to a response URL.

        Raises:
            SlackSays: expired_url or used_url, after 30 minutes or five posts.
        """
        url = self._urls.get(name)
        if url is None or time.monotonic() - url.issued > RESPONSE_SECONDS:
            raise SlackSays("expired_url")
        if url.posts >= RESPONSE_POSTS:
            raise SlackSays("used_url")
        url.posts += 1
        return url
