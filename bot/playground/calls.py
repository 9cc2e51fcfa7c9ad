"""What a Web API method is given, and what all methods share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.blocks import check_message, check_view
from bot.playground.faults import Fault
from bot.playground.findings import Finding
from bot.playground.messages import Message
from bot.playground.workspace import Channel, SlackSays, Team
from bot.playground.world import World

Json = dict[str, Any]
LONGEST_TEXT = 40_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method with its arguments; `faults` are those that go along with it."""

    world: World
    team: Team
    method: str
    args: Json
    faults: tuple[Fault, ...] = ()

    def need(self, name: str) -> str:
        """An argument that has to be there."""
        if self.args.get(name) in (None, ""):
            raise SlackSays("invalid_arguments", response_metadata={"messages": [f"[ERROR] missing: {name}"]})
        return str(self.args[name])

    def flag(self, name: str) -> bool:
        return str(self.args.get(name, "")).lower() in ("true", "1")

    def channel(self) -> Channel:
        """The conversation named, if the bot may know of it."""
        name = self.args.get("channel")
        if not name:
            raise SlackSays("channel_not_found")
        if str(name) not in self.team.channels:
            raise SlackSays("channel_not_found")
        return self.team.channels[str(name)]

    def own_channel(self) -> Channel:
        """The conversation named, of which the bot has to be a member."""
        channel = self.channel()
        if self.team.bot_user not in channel.members:
            raise SlackSays("not_in_channel")
        return channel


Handler = Callable[[Call], Json]


def refuse_what_slack_would(findings: list[Finding], error: str = "invalid_blocks") -> None:
    """Raise Slack's error with one message a mistake, where any finding is Slack's own rule."""
    said = [str(finding) for finding in findings if finding.refused]
    if said:
        if all("too long together" in line for line in said):
            error = "msg_blocks_too_long"
        told = [f"[ERROR] {line}" for line in said]
        raise SlackSays(error, errors=said, response_metadata={"messages": told})


def checked_content(world: World, team: Team, carrier: str, payload: Json) -> tuple[str, list[Json]]:
    """The text and blocks of a message that Slack takes.

    Raises:
        SlackSays: no_text, invalid_blocks, msg_blocks_too_long or invalid_metadata_format.
    """
    text, blocks = payload.get("text") or "", payload.get("blocks") or []
    if payload.get("blocks") == []:
        payload = {key: value for key, value in payload.items() if key != "blocks"}
    findings = check_message(payload)
    world.found(team, carrier, findings)
    if not text and not blocks:
        raise SlackSays("no_text")
    refuse_what_slack_would(findings)
    metadata = payload.get("metadata")
    if metadata and not {"event_type", "event_payload"} <= set(metadata):
        raise SlackSays("invalid_metadata_format")
    return str(text), team.messages.named(blocks)


def checked_view(call: Call) -> Json:
    """The view in a call's arguments, if Slack takes it."""
    view = call.args.get("view")
    if not isinstance(view, dict):
        raise SlackSays("invalid_arguments")
    return admit_view(call.world, call.team, call.method, view)


def admit_view(world: World, team: Team, carrier: str, view: Json) -> Json:
    """A view with its blocks named.

    Raises:
        SlackSays: invalid_arguments or view_too_large, as Slack does for views.
    """
    findings = check_view(view)
    world.found(team, carrier, findings)
    error = "view_too_large" if any("250 kB" in finding.says for finding in findings) else "invalid_arguments"
    refuse_what_slack_would(findings, error)
    return view | {"blocks": team.messages.named(view["blocks"])}


def bot_message(
    world: World,
    team: Team,
    channel: Channel,
    content: tuple[str, list[Json]],
    **more: Any,
) -> Message:
    """A new message of the bot's, not yet posted."""
    text, blocks = content
    return Message(
        ts=team.messages.next_ts(world.clock.now()),
        channel=channel.id,
        user=team.bot_user,
        text=text[:LONGEST_TEXT],
        blocks=blocks,
        bot_id=team.bot_id,
        app_id=team.app_id,
        **more,
    )
