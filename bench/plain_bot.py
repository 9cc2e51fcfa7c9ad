"""What the career bot is measured against: Bolt, and the same few words for everybody."""

from __future__ import annotations

import asyncio
import os
from typing import Any

from aiohttp import ClientSession, web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

WORDS = "An MLOps manager leads the systems that take models into production."


async def main() -> None:
    async with ClientSession() as session:
        client = AsyncWebClient(
            os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"], session=session
        )
        app = AsyncApp(
            client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"], process_before_response=True
        )
        posting: set[asyncio.Task[Any]] = set()

        @app.command("/career")
        async def career(ack: Any) -> None:
            await ack(WORDS)

        @app.event("app_mention")
        async def mention(event: dict[str, Any]) -> None:
            """The post goes on after the acknowledgement, as a good app does it."""
            post = client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text=WORDS)
            task = asyncio.ensure_future(post)
            posting.add(task)
            task.add_done_callback(posting.discard)

        runner = web.AppRunner(app.server().web_app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", int(os.environ["PORT"])).start()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
