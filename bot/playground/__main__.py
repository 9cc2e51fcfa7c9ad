"""The playground as a process of its own, for drills: `python -m bot.playground --port 3901`."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from datetime import datetime
from pathlib import Path

from bot.playground.clock import Clock
from bot.playground.faults import faults_from
from bot.playground.playground import Playground
from bot.playground.seed import crowd


def arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.playground", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--faults", type=Path, help="JSON: a seed and a list of faults")
    parser.add_argument("--people", type=int, default=0, help="how many more people than the four")
    parser.add_argument(
        "--start", type=datetime.fromisoformat, help="the clock's first moment, with its zone"
    )
    parser.add_argument("--request-url", help="deliver here by signed HTTP instead of over sockets")
    parser.add_argument("--bot-token", help="instead of a random one")
    parser.add_argument("--app-token", help="instead of a random one")
    parser.add_argument("--signing-secret", help="instead of a random one")
    return parser.parse_args(given)


async def serve(options: argparse.Namespace) -> None:
    """Run until SIGTERM or SIGINT; the first line written is a JSON object with addresses and tokens."""
    slack = Playground(Clock(options.start))
    slack.team.bot_token = options.bot_token or slack.team.bot_token
    slack.world.app_token = options.app_token or slack.world.app_token
    slack.signing_secret = options.signing_secret or slack.signing_secret
    crowd(slack.team, options.people)
    if options.faults:
        slack.world.faults.script(*faults_from(json.loads(options.faults.read_text())))
    await slack.start(options.port, control=True)
    if options.request_url:
        slack.push_to(options.request_url)
    told = ("url", "api_url", "bot_token", "app_token", "signing_secret")
    sys.stdout.write(json.dumps({name: getattr(slack, name) for name in told}) + "\n")
    sys.stdout.flush()
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    await over.wait()
    await slack.stop()


if __name__ == "__main__":
    asyncio.run(serve(arguments(sys.argv[1:])))
