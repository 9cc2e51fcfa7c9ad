"""Who and what a workspace holds: people, channels, the installed bot."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import CareerError
from bot.playground.messages import MessageLog
from bot.playground.views import Views

Json = dict[str, Any]

# What the bot's manifest asks for; tests grant more where the bot offers more.
LEAST_SCOPES = ("app_mentions:read", "chat:write", "commands", "im:history", "users:read")
SUBSCRIBED = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked")


class SlackSays(CareerError):
    """Slack refused the call."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


@dataclass(slots=True)
class Person:
    """Somebody in a workspace; `zone` is an IANA name, or empty where Slack knows none."""

    id: str
    name: str
    real_name: str
    zone: str = "UTC"
    title: str = ""
    status_text: str = ""
    status_emoji: str = ""
    status_until: int = 0
    do_not_disturb_until: int = 0
    deleted: bool = False
    is_bot: bool = False
    guest: bool = False
    stranger: bool = False
    locale: str = "en-US"

    def as_slack(self, team: str, now: datetime) -> Json:
        """The person as users.info tells of them."""
        profile = {
            "real_name": self.real_name,
            "display_name": self.real_name.split()[0],
            "title": self.title,
            "status_text": self.status_text,
            "status_emoji": self.status_emoji,
            "status_expiration": self.status_until,
            "team": team,
        }
        told: Json = {
            "id": self.id,
            "team_id": team,
            "name": self.name,
            "real_name": self.real_name,
            "deleted": self.deleted,
            "is_bot": self.is_bot,
            "is_restricted": self.guest,
            "is_stranger": self.stranger,
            "is_app_user": False,
            "updated": int(now.timestamp()),
            "locale": self.locale,
            "profile": profile,
        }
        if self.zone:
            local = now.astimezone(ZoneInfo(self.zone))
            offset = local.utcoffset()
            told |= {"tz": self.zone, "tz_label": local.tzname() or self.zone}
            told["tz_offset"] = int(offset.total_seconds()) if offset is not None else 0
        return told


@dataclass(slots=True)
class Channel:
    """A channel, or with `partner` the bot's direct messages with that person."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    partner: str | None = None

    @property
    def kind(self) -> str:
        return "im" if self.partner else "channel"

    def as_slack(self, bot_user: str) -> Json:
        """The conversation as conversations.info tells of it."""
        if self.partner:
            return {"id": self.id, "is_im": True, "is_channel": False, "user": self.partner, "is_open": True}
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": True,
            "is_im": False,
            "is_private": False,
            "is_archived": False,
            "is_member": bot_user in self.members,
            "num_members": len(self.members),
        }


@dataclass(slots=True)
class Team:
    """One workspace with all it holds. `bot_user` is the app's user; not installed, it has no token."""

    id: str
    name: str
    bot_user: str = "U01CAREER"
    bot_id: str = "B01CAREER"
    app_id: str = "A01CAREER"
    bot_token: str | None = field(default_factory=lambda: "xoxb-playground-" + secrets.token_hex(12))
    scopes: set[str] = field(default_factory=lambda: set(LEAST_SCOPES))
    subscribed: set[str] = field(default_factory=lambda: set(SUBSCRIBED))
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: MessageLog = field(default_factory=MessageLog)
    views: Views = field(default_factory=Views)

    @property
    def domain(self) -> str:
        return self.name.lower().replace(" ", "-")

    def add(self, person: Person) -> Person:
        """Let somebody join; people get a DM with the bot, whose id is the same after every restart."""
        self.people[person.id] = person
        if not person.is_bot:
            dm = "D" + person.id[1:]
            self.channels[dm] = Channel(dm, "", {person.id, self.bot_user}, partner=person.id)
        return person

    def person(self, who: str) -> Person:
        """Find somebody by id, handle or first name, as tests and the page name them.

        Raises:
            SlackSays: user_not_found.
        """
        if who in self.people:
            return self.people[who]
        wanted = who.lstrip("@").casefold()
        for person in self.people.values():
            if wanted in (person.name, person.real_name.casefold(), person.real_name.casefold().split()[0]):
                return person
        raise SlackSays("user_not_found")

    def dm_of(self, who: str) -> Channel:
        """The bot's direct messages with somebody."""
        person = self.person(who)
        return self.channels["D" + person.id[1:]]

    def channel(self, name: str) -> Channel:
        """Find a conversation by id, or a channel by name.

        Raises:
            SlackSays: channel_not_found.
        """
        if name in self.channels:
            return self.channels[name]
        for channel in self.channels.values():
            if channel.name and channel.name == name.lstrip("#"):
                return channel
        raise SlackSays("channel_not_found")
