"""The Web API's table of methods: scope and handler of each."""

from __future__ import annotations

import time
from typing import Any

from bot.playground import methods_chat as chat
from bot.playground import methods_files as files
from bot.playground.calls import Call, Handler, checked_view
from bot.playground.messages import Message
from bot.playground.views import DEEPEST_STACK, View
from bot.playground.workspace import Channel, SlackSays

Json = dict[str, Any]


def auth_test(call: Call) -> Json:
    team = call.team
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": "career_advisor",
        "team_id": team.id,
        "user_id": team.bot_user,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


def open_conversation(call: Call) -> Json:
    user = call.need("users")
    if user not in call.team.people:
        raise SlackSays("user_not_found")
    if call.team.people[user].is_bot:
        raise SlackSays("cannot_dm_bot")
    channel = call.team.dm_of(user)
    told: Json = channel.as_slack(call.team.bot_user) if call.flag("return_im") else {"id": channel.id}
    return {"channel": told, "already_open": True, "no_op": True}


def _may_read(call: Call) -> Channel:
    channel = call.channel()
    scope = "im:history" if channel.partner else "channels:history"
    if scope not in call.team.scopes:
        raise SlackSays("missing_scope", needed=scope, provided=",".join(sorted(call.team.scopes)))
    return call.own_channel()


def history(call: Call) -> Json:
    channel = _may_read(call)
    return _page(call, list(call.team.messages.newest_first(channel.id)), newest_first=True)


def replies(call: Call) -> Json:
    channel, ts = _may_read(call), call.need("ts")
    thread = call.team.messages.replies(channel.id, ts)
    if not thread:
        raise SlackSays("thread_not_found")
    return _page(call, thread, newest_first=False)


def _page(call: Call, messages: list[Message], *, newest_first: bool) -> Json:
    """One page of messages within oldest and latest; the cursor is the last message's ts."""
    lag = max((fault.seconds for fault in call.faults if fault.does == "lag"), default=0.0)
    if lag:
        messages = [m for m in messages if time.monotonic() - m.posted >= lag]
    inclusive = call.flag("inclusive")
    oldest, latest = str(call.args.get("oldest") or "0"), str(call.args.get("latest") or "9" * 16)
    messages = [m for m in messages if oldest < m.ts < latest or (inclusive and m.ts in (oldest, latest))]
    if cursor := call.args.get("cursor"):
        messages = [m for m in messages if (m.ts < cursor if newest_first else m.ts > cursor)]
    limit = min(int(call.args.get("limit") or 100), 999)
    page, more = messages[:limit], len(messages) > limit
    answer: Json = {"messages": [_told(call, message) for message in page], "has_more": more}
    if more:
        answer["response_metadata"] = {"next_cursor": page[-1].ts}
    return answer


def _told(call: Call, message: Message) -> Json:
    told = message.as_slack(call.team.id, metadata=call.flag("include_all_metadata"))
    thread = call.team.messages.replies(message.channel, message.ts)
    if len(thread) > 1:
        told |= {"reply_count": len(thread) - 1, "latest_reply": thread[-1].ts, "thread_ts": message.ts}
    stripped = {what for fault in call.faults if fault.does == "strip" for what in fault.what}
    if "metadata" in stripped:
        told.pop("metadata", None)
    if "block_id" in stripped:
        blocks = told.get("blocks", [])
        told["blocks"] = [block | {"block_id": f"other{number}"} for number, block in enumerate(blocks)]
    return told


def conversation_info(call: Call) -> Json:
    return {"channel": call.channel().as_slack(call.team.bot_user)}


def conversation_list(call: Call) -> Json:
    kinds = str(call.args.get("types") or "public_channel").split(",")
    wanted = {"im" if kind == "im" else "channel" for kind in kinds}
    channels = [c for c in call.team.channels.values() if c.kind in wanted]
    return {
        "channels": [c.as_slack(call.team.bot_user) for c in channels],
        "response_metadata": {"next_cursor": ""},
    }


def conversation_members(call: Call) -> Json:
    return {"members": sorted(call.channel().members), "response_metadata": {"next_cursor": ""}}


def user_info(call: Call) -> Json:
    user = call.args.get("user")
    if user not in call.team.people:
        raise SlackSays("user_not_found")
    return {"user": call.team.people[str(user)].as_slack(call.team.id, call.world.clock.now())}


def user_list(call: Call) -> Json:
    now = call.world.clock.now()
    members = [person.as_slack(call.team.id, now) for person in call.team.people.values()]
    return {"members": members, "cache_ts": int(now.timestamp()), "response_metadata": {"next_cursor": ""}}


def do_not_disturb(call: Call) -> Json:
    person = call.team.person(call.need("user"))
    until, now = person.do_not_disturb_until, int(call.world.clock.now().timestamp())
    on = until > now
    return {
        "dnd_enabled": on,
        "next_dnd_start_ts": now if on else 0,
        "next_dnd_end_ts": until if on else 0,
        "snooze_enabled": on,
    }


def _shown(call: Call, view: View) -> Json:
    call.world.bell.ring()
    return {"view": view.as_slack(call.team.id, call.team.app_id, call.team.bot_id)}


def open_view(call: Call) -> Json:
    content = checked_view(call)
    person = call.world.tickets.take_trigger(call.need("trigger_id"), call.team)
    call.team.views.clear(person)
    return _shown(call, call.team.views.push(person, content))


def push_view(call: Call) -> Json:
    content = checked_view(call)
    person = call.world.tickets.take_trigger(call.need("trigger_id"), call.team)
    if len(call.team.views.stack(person)) >= DEEPEST_STACK:
        raise SlackSays("push_limit_reached")
    return _shown(call, call.team.views.push(person, content))


def update_view(call: Call) -> Json:
    view = call.team.views.find(call.args.get("view_id"), call.args.get("external_id"))
    if view is None:
        raise SlackSays("not_found")
    content = checked_view(call)
    _same_hash(call, view)
    view.renew(content)
    return _shown(call, view)


def publish_view(call: Call) -> Json:
    user = call.need("user_id")
    if user not in call.team.people:
        raise SlackSays("user_not_found")
    content = checked_view(call)
    _same_hash(call, call.team.views.homes.get(user))
    return _shown(call, call.team.views.publish(user, content))


def _same_hash(call: Call, view: View | None) -> None:
    given = call.args.get("hash")
    if given is not None and (view is None or given != view.hash):
        raise SlackSays("hash_conflict")


METHODS: dict[str, tuple[str | None, Handler]] = {
    "auth.test": (None, auth_test),
    "chat.postMessage": ("chat:write", chat.post_message),
    "chat.postEphemeral": ("chat:write", chat.post_ephemeral),
    "chat.update": ("chat:write", chat.update),
    "chat.delete": ("chat:write", chat.delete),
    "conversations.open": ("im:write", open_conversation),
    "conversations.history": (None, history),
    "conversations.replies": (None, replies),
    "conversations.info": ("channels:read", conversation_info),
    "conversations.list": ("channels:read", conversation_list),
    "conversations.members": ("channels:read", conversation_members),
    "dnd.info": ("dnd:read", do_not_disturb),
    "files.getUploadURLExternal": ("files:write", files.upload_url),
    "files.completeUploadExternal": ("files:write", files.complete),
    "users.info": ("users:read", user_info),
    "users.list": ("users:read", user_list),
    "views.open": (None, open_view),
    "views.push": (None, push_view),
    "views.update": (None, update_view),
    "views.publish": (None, publish_view),
}
