"""chat.* and response URLs: what the bot says, changes and takes back."""

from __future__ import annotations

from typing import Any

from bot.playground.calls import LONGEST_TEXT, Call, bot_message, checked_content
from bot.playground.messages import Message
from bot.playground.tickets import ResponseUrl
from bot.playground.workspace import Channel, SlackSays
from bot.playground.world import World

Json = dict[str, Any]


def post_message(call: Call) -> Json:
    channel = _target(call)
    content = checked_content(call.world, call.team, call.method, call.args)
    thread = call.args.get("thread_ts")
    if thread and call.team.messages.find(channel.id, str(thread)) is None:
        raise SlackSays("thread_not_found")
    message = bot_message(
        call.world, call.team, channel, content, thread_ts=thread, metadata=call.args.get("metadata")
    )
    call.world.post(call.team, channel, message)
    return {"channel": channel.id, "ts": message.ts, "message": message.as_slack(call.team.id)}


def _target(call: Call) -> Channel:
    """Where to post: a conversation the bot is in, or a person's id, which means the DM with them."""
    name = str(call.args.get("channel") or "")
    if name in call.team.people:
        person = call.team.people[name]
        if person.deleted:
            raise SlackSays("user_disabled")
        if person.is_bot:
            raise SlackSays("cannot_dm_bot")
        return call.team.dm_of(name)
    return call.own_channel()


def post_ephemeral(call: Call) -> Json:
    channel, user = call.own_channel(), call.need("user")
    if user not in call.team.people or user not in channel.members:
        raise SlackSays("user_not_in_channel")
    content = checked_content(call.world, call.team, call.method, call.args)
    _not_too_long(content[0])
    message = bot_message(
        call.world, call.team, channel, content, thread_ts=call.args.get("thread_ts"), only_for=user
    )
    call.world.post(call.team, channel, message)
    return {"message_ts": message.ts}


def _not_too_long(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise SlackSays("msg_too_long")


def _own_message(call: Call, channel: Channel, error: str) -> Message:
    message = call.team.messages.find(channel.id, call.need("ts"))
    if message is None or message.only_for is not None:
        raise SlackSays("message_not_found")
    if message.bot_id != call.team.bot_id:
        raise SlackSays(error)
    return message


def update(call: Call) -> Json:
    channel = call.own_channel()
    message = _own_message(call, channel, "cant_update_message")
    content = checked_content(call.world, call.team, call.method, call.args)
    _not_too_long(content[0])
    rewrite(call, channel, message, content)
    told = message.as_slack(call.team.id)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": told}


def rewrite(call: Call, channel: Channel, message: Message, content: tuple[str, list[Json]]) -> None:
    """Change a message in place: new text without blocks takes the old blocks away (docs: chat.update)."""
    before = message.as_slack(call.team.id)
    text, message.blocks = content
    message.text = text or message.text
    if not message.blocks:
        message.edited = call.team.messages.next_ts(call.world.clock.now())
    if call.args.get("metadata") is not None:
        message.metadata = call.args["metadata"] or None
    call.world.changed(call.team, channel, message, before)


def delete(call: Call) -> Json:
    channel = call.own_channel()
    message = _own_message(call, channel, "cant_delete_message")
    call.team.messages.remove(message)
    call.world.bell.ring()
    return {"channel": channel.id, "ts": message.ts}


def respond(world: World, url: ResponseUrl, payload: Json) -> None:
    """A post to a response URL, or the body of a command's acknowledgement."""
    channel = url.team.channels[url.channel]
    original = url.team.messages.find(channel.id, url.ts) if url.ts else None
    if payload.get("delete_original") and original is not None:
        url.team.messages.remove(original)
        world.bell.ring()
        return
    content = checked_content(world, url.team, "response_url", payload)
    _not_too_long(content[0])
    if payload.get("replace_original") and original is not None:
        rewrite(Call(world, url.team, "response_url", payload), channel, original, content)
        return
    show(world, url, content, payload)


def show(world: World, url: ResponseUrl, content: tuple[str, list[Json]], payload: Json) -> Message:
    """A new message in answer to a command or click: private unless the bot says otherwise."""
    private = payload.get("response_type") != "in_channel"
    message = bot_message(
        world,
        url.team,
        url.team.channels[url.channel],
        content,
        thread_ts=payload.get("thread_ts") or url.thread_ts,
        only_for=url.person if private else None,
        metadata=payload.get("metadata"),
    )
    return world.post(url.team, url.team.channels[url.channel], message)
