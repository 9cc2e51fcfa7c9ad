"""files.*: the two-step upload, for what the bot hands out to keep."""

from __future__ import annotations

import json
import secrets
from typing import Any

from aiohttp import web

from bot.playground.calls import Call, bot_message
from bot.playground.workspace import SlackSays
from bot.playground.world import Upload, World

Json = dict[str, Any]


def upload_url(call: Call) -> Json:
    """The first step: where to send the bytes."""
    name, length = call.need("filename"), int(call.need("length"))
    file_id = "F" + secrets.token_hex(5).upper()
    call.world.uploads[file_id] = Upload(name, length)
    return {"upload_url": f"{call.world.base}/upload/{file_id}", "file_id": file_id}


async def receive(world: World, request: web.Request) -> web.StreamResponse:
    """The bytes themselves, as a body or as the one part of a form."""
    upload = world.uploads.get(request.match_info["file"])
    if upload is None:
        raise web.HTTPNotFound
    if request.content_type == "multipart/form-data":
        (part,) = (await request.post()).values()
        upload.content = part.file.read() if isinstance(part, web.FileField) else str(part).encode()
    else:
        upload.content = await request.read()
    return web.Response(text=f"OK - {len(upload.content)}")


def complete(call: Call) -> Json:
    """The last step: share what was sent in a conversation, with the comment as the message."""
    told = call.args.get("files") or "[]"
    wanted: list[Json] = json.loads(told) if isinstance(told, str) else told
    files = []
    for one in wanted:
        upload = call.world.uploads.get(str(one.get("id")))
        if upload is None or len(upload.content or b"") != upload.length:
            raise SlackSays("file_not_found")
        title = one.get("title") or upload.name
        files.append({"id": one["id"], "name": upload.name, "title": title, "size": upload.length})
    if name := call.args.get("channel_id"):
        call.args["channel"] = name
        channel, text = call.own_channel(), str(call.args.get("initial_comment") or "")
        thread = call.args.get("thread_ts")
        message = bot_message(call.world, call.team, channel, (text, []), thread_ts=thread, files=files)
        call.world.post(call.team, channel, message)
    return {"files": files}


async def download(world: World, request: web.Request) -> web.StreamResponse:
    """A shared file, for the page."""
    upload = world.uploads.get(request.match_info["file"])
    if upload is None or upload.content is None:
        raise web.HTTPNotFound
    headers = {"Content-Disposition": f'attachment; filename="{upload.name}"'}
    return web.Response(body=upload.content, content_type="application/octet-stream", headers=headers)
