"""What Slack sends, read into plain values. All of it is signed, yet what a button says is the client's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.advisor.conversation import Place
from bot.advisor.inbox import Event
from bot.career.person import Person
from bot.slack.cards.presses import MORE, SNOOZE, verb_of

Json = Mapping[str, Any]
# A message without a subtype is a plain one; these two are plain ones too, with something on top.
ANSWERED_SUBTYPES = frozenset({None, "file_share", "thread_broadcast"})


@dataclass(frozen=True, slots=True)
class Bot:
    """Who we are in a workspace."""

    team: str
    user: str
    bot_id: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A slash command. `name`: who asks, for people; `home`: a link that opens their own page in Slack."""

    person: Person
    place: Place
    text: str
    once: str
    name: str
    home: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A message. `ts` is its own timestamp; `place.thread` the thread to answer in. `addressed`: it was
    said to us, by name or directly; else it was merely said in a thread of ours."""

    person: Person
    place: Place
    text: str
    ts: str
    addressed: bool = True


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, menu or picker. `said` is what it brought back, `chosen` what was chosen in it.

    `alone`: nobody else sees the message it is on; `mark`: the block id of a nudge, to be kept.
    """

    person: Person
    place: Place
    verb: str
    said: Mapping[str, Any]
    chosen: str
    once: str
    trigger: str
    response_url: str
    message_ts: str
    alone: bool
    mark: str | None = None
    view: str | None = None

    def text(self, key: str) -> str:
        value = self.said.get(key)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.said.get(key)
        return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def command(body: Json) -> Asked:
    channel = str(body.get("channel_id", ""))
    place = Place(channel, direct=channel.startswith("D"))
    person, app = person_of(body), str(body.get("api_app_id", ""))
    home = f"slack://app?team={person.team}&id={app}&tab=home" if app else ""
    once, name = str(body.get("trigger_id", "")), str(body.get("user_name", ""))
    return Asked(person, place, text_of(body), once, name, home)


def text_of(body: Json) -> str:
    """What was written behind the command."""
    return str(body.get("text") or "")


def person_of(body: Json) -> Person:
    """The person who acted, in the workspace that we are installed in."""
    team = body.get("team") or {}
    user = body.get("user") or {}
    team_id = body.get("team_id") or (team.get("id") if isinstance(team, Mapping) else team)
    user_id = body.get("user_id") or (user.get("id") if isinstance(user, Mapping) else user)
    return Person(str(team_id), str(user_id))


def event(body: Json) -> Event | None:
    """A message that is for us to answer, as the inbox keeps it; None for anything else.

    Only what is known to be a person's own plain message passes: bots, edits and joins never do.
    """
    told = body.get("event") or {}
    if not _is_persons(told) or not told.get("text", "").strip():
        return None
    if told.get("type") == "message" and told.get("channel_type") != "im" and not told.get("thread_ts"):
        return None
    team = _team(body)
    kept = {key: told[key] for key in ("user", "text", "thread_ts", "channel_type") if told.get(key)}
    return Event(
        id=str(body["event_id"]),
        team=team,
        kind=str(told["type"]),
        channel=str(told["channel"]),
        ts=str(told["ts"]),
        body=kept,
    )


def _is_persons(told: Json) -> bool:
    from_bot = any(told.get(key) for key in ("bot_id", "bot_profile", "app_id", "hidden"))
    return bool(told.get("user")) and not from_bot and told.get("subtype") in ANSWERED_SUBTYPES


def _team(body: Json) -> str:
    """Whom the event was delivered for: never the author's own workspace, which may be another company's."""
    authorizations = body.get("authorizations") or [{}]
    return str(authorizations[0].get("team_id") or body["team_id"])


def mentioned(kept: Event, bot: Bot) -> Mentioned:
    """What was said in an event of the inbox, without the mention of us."""
    told = kept.body
    direct = told.get("channel_type") == "im"
    own, thread = str(kept.ts), told.get("thread_ts")
    by_name = f"<@{bot.user}>" in str(told["text"])
    text = str(told["text"]).replace(f"<@{bot.user}>", " ").strip()
    begins = not direct and not thread
    place = Place(str(kept.channel), own if begins else thread, direct, begins)
    return Mentioned(
        Person(kept.team, str(told["user"])),
        place,
        text,
        own,
        direct or by_name or kept.kind == "app_mention",
    )


def pressed(body: Json) -> Pressed:
    """The first action of a block_actions payload; Slack sends one at a time."""
    act = body["actions"][0]
    container = body.get("container") or {}
    channel = str((body.get("channel") or {}).get("id") or container.get("channel_id") or "")
    verb, said, chosen = _meaning(act)
    message = body.get("message") or {}
    return Pressed(
        person=person_of(body),
        place=Place(channel, container.get("thread_ts"), channel.startswith("D")),
        verb=verb,
        said=said,
        chosen=chosen,
        once=str(body.get("trigger_id", "")),
        trigger=str(body.get("trigger_id", "")),
        response_url=str(body.get("response_url") or ""),
        message_ts=str(container.get("message_ts") or ""),
        alone=bool(container.get("is_ephemeral")) or channel.startswith("D"),
        mark=_mark(message),
        view=(body.get("view") or {}).get("id"),
    )


def _meaning(act: Json) -> tuple[str, Mapping[str, Any], str]:
    """The verb, what the element brought back, and what was chosen in it."""
    verb = verb_of(str(act.get("action_id", "")))
    option = act.get("selected_option") or {}
    chosen = str(option.get("value") or act.get("selected_time") or act.get("value") or "")
    if verb == MORE:
        verb, _, rest = chosen.partition("|")
        slug, _, key = rest.partition("|")
        days = {"d": 1} if verb == SNOOZE else {}  # behind the three dots it is "tomorrow"
        return verb, {"r": slug, "s": key} | days, chosen
    return verb, _said(act.get("value")), chosen


def _said(value: object) -> Mapping[str, Any]:
    try:
        said = json.loads(value) if isinstance(value, str) else {}
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _mark(message: Json) -> str | None:
    ids = (str(block.get("block_id", "")) for block in message.get("blocks") or [])
    return next((id for id in ids if id.startswith("occ:")), None)
