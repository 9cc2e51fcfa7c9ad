"""Looking at the playground as one person sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from bot.playground.messages import Message
from bot.playground.workspace import Channel, Team
from bot.playground.world import World

Json = dict[str, Any]
Seen = TypeVar("Seen")


class Reading:
    """What people of one workspace see. People go by id, handle or first name, channels by id or `#name`;
    `dm` is a person's own conversation with the bot."""

    def __init__(self, world: World, team: Team) -> None:
        self.world = world
        self.team = team

    def conversation(self, person: str, channel: str) -> Channel:
        """The conversation that `channel` means for a person."""
        return self.team.dm_of(person) if channel == "dm" else self.team.channel(channel)

    def seen_by(self, person: str, channel: str = "dm") -> list[Json]:
        """The conversation's top level, oldest first, with the person's own ephemerals."""
        where = self.conversation(person, channel).id
        return [self.told(m) for m in self.team.messages.seen_by(self.team.person(person).id, where)]

    def thread(self, person: str, message: Json) -> list[Json]:
        """A message's thread, it itself first, as the person sees it."""
        ts = str(message.get("thread_ts") or message["ts"])
        log, who = self.team.messages, self.team.person(person).id
        return [self.told(m) for m in log.seen_by(who, message["channel"], ts)]

    def told(self, message: Message) -> Json:
        """A message in Slack's shape, with its conversation and whom alone it is for."""
        told = message.as_slack(self.team.id, metadata=True)
        return told | {"channel": message.channel, "only_for": message.only_for}

    def views_of(self, person: str) -> list[Json]:
        """The person's open modals, the one on top last."""
        team = self.team
        stack = team.views.stack(team.person(person).id)
        return [view.as_slack(team.id, team.app_id, team.bot_id) | {"errors": view.errors} for view in stack]

    def home_of(self, person: str) -> Json | None:
        """The Home that the bot published for the person."""
        view = self.team.views.homes.get(self.team.person(person).id)
        return view.as_slack(self.team.id, self.team.app_id, self.team.bot_id) if view else None

    async def until(self, look: Callable[[], Seen], timeout: float = 5.0) -> Seen:  # noqa: ASYNC109
        """What `look` sees, as soon as it is truthy; looks again whenever something changes.

        Raises:
            NothingHappened: nothing truthy within `timeout` seconds.
        """
        return await self.world.bell.until(look, timeout)
