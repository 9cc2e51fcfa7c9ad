"""The bodies that Slack sends when people use commands, buttons, modals and the Home."""

from __future__ import annotations

import secrets
import time
from typing import Any

from bot.playground.messages import Message
from bot.playground.tickets import ResponseUrl
from bot.playground.views import View
from bot.playground.workspace import Channel, Person, Team
from bot.playground.world import World

Json = dict[str, Any]


def response_url(world: World, url: ResponseUrl) -> str:
    return f"{world.base}/response/{world.tickets.response_url(url)}"


def command_body(world: World, team: Team, person: Person, channel: Channel, command: str, text: str) -> Json:
    """A slash command, with a trigger id and a response URL of its own."""
    return {
        "token": "deprecated",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.partner else channel.name,
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": team.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(world, ResponseUrl(team, person.id, channel.id, None, None)),
        "trigger_id": world.tickets.trigger(team, person.id),
    }


def interaction_body(world: World, team: Team, person: Person, kind: str) -> Json:
    """What all interactions share."""
    return {
        "type": kind,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": team.id},
        "api_app_id": team.app_id,
        "token": "deprecated",
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": world.tickets.trigger(team, person.id),
    }


def on_message(world: World, team: Team, person: Person, channel: Channel, message: Message) -> Json:
    """Where in a conversation something was pressed; an ephemeral message is not sent along."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    url = ResponseUrl(team, person.id, channel.id, message.ts, message.thread_ts)
    body: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "response_url": response_url(world, url),
    }
    if message.only_for is None:
        body["message"] = message.as_slack(team.id)
    return body


def on_view(team: Team, view: View) -> Json:
    """Where in a modal or Home something was pressed."""
    return {
        "container": {"type": "view", "view_id": view.id},
        "view": view.as_slack(team.id, team.app_id, team.bot_id),
    }


def action(block: Json, element: Json, said: Json) -> Json:
    """One entry of `actions`."""
    told = {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": f"{time.time():.6f}",
    }
    if "text" in element:
        told["text"] = element["text"]
    return told | said


def message_event(channel: Channel, message: Message, team: str) -> Json:
    """A person's message as an event."""
    told = message.as_slack(team)
    return told | {
        "client_msg_id": secrets.token_hex(16),
        "channel": channel.id,
        "channel_type": channel.kind,
        "event_ts": message.ts,
    }
