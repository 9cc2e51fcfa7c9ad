"""200 people who ask at once, and a Slack that takes 150 ms a call: `make bench-load`.

Two plain Bolt apps run the same course: one that answers every command with the same words inside its
acknowledgement, and one that posts the same words below every mention. What the career bot does on top of
that, understanding, cards, the guard, the inbox, is what the ratio shows. Figures depend on the machine; the
ratios hardly do, since all bots run in turns in the same run. A "new command" is a question that was not
asked before: it has to be read, while the answers to the others are kept.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientSession, TCPConnector

from bench.askers import Askers, Figures
from bench.fake_slack import SECRET, TOKEN, FakeSlack

ASKERS = 200
SLASH_RATIO, MENTION_RATIO, ACK_P99 = 0.9, 0.6, 0.5


@dataclass(slots=True)
class Course:
    """What one bot did over all its turns."""

    bot: str
    what: str
    turns: list[Figures] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return statistics.median(turn.rate for turn in self.turns)

    @property
    def acks(self) -> list[float]:
        return sorted(ack for turn in self.turns for ack in turn.acks)

    def ack(self, share: float) -> float:
        return self.acks[int(share * (len(self.acks) - 1))]

    @property
    def late(self) -> int:
        return sum(turn.late for turn in self.turns)

    def row(self) -> str:
        return (
            f"| {self.bot} | {self.what} | {self.rate:.0f} | {self.ack(0.5) * 1000:.0f} "
            f"| {self.ack(0.99) * 1000:.0f} | {self.acks[-1] * 1000:.0f} | {self.late} |"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6.0, help="of each turn")
    parser.add_argument("--turns", type=int, default=3, help="of each bot")
    args = parser.parse_args()
    courses = asyncio.run(_measure(args.seconds, args.turns))
    say("| bot | asked by | replies/s | ack p50 ms | ack p99 ms | ack worst ms | late |")
    say("|---|---|---|---|---|---|---|")
    for course in courses:
        say(course.row())
    return _verdict({(course.bot, course.what): course for course in courses})


async def _measure(seconds: float, turns: int) -> list[Course]:
    """All bots run at the same time and are asked in turns, so that a slow minute hits them alike."""
    courses = [
        Course("plain Bolt", "command"),
        Course("career", "command"),
        Course("career", "new command"),
        Course("plain Bolt", "mention"),
        Course("career", "mention"),
    ]
    async with FakeSlack() as slack, ClientSession(connector=TCPConnector(limit=0)) as session:
        askers = Askers(session, slack, ASKERS)
        async with _bot("bench.plain_bot", slack) as plain, _bot("bot", slack) as career:
            ports = {"plain Bolt": plain, "career": career}
            for course in courses:
                await askers.ask(ports[course.bot], course.what, seconds / 3)
            for _ in range(turns):
                for course in courses:
                    course.turns.append(await askers.ask(ports[course.bot], course.what, seconds))
    return courses


def _verdict(courses: dict[tuple[str, str], Course]) -> int:
    wrong = 0
    for what, least in (("command", SLASH_RATIO), ("mention", MENTION_RATIO)):
        ratio = courses["career", what].rate / courses["plain Bolt", what].rate
        wrong += ratio < least
        say(f"{what}: {ratio:.2f} times the plain app (at least {least})")
    worst = max(course.ack(0.99) for (bot, _), course in courses.items() if bot == "career")
    late = sum(course.late for (bot, _), course in courses.items() if bot == "career")
    say(f"acknowledgements: p99 {worst * 1000:.0f} ms (at most {ACK_P99 * 1000:.0f}), {late} late")
    return 1 if wrong or worst > ACK_P99 or late else 0


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


@asynccontextmanager
async def _bot(module: str, slack: FakeSlack) -> AsyncIterator[int]:
    """A bot in a process of its own; yields its port."""
    with tempfile.TemporaryDirectory(prefix="career-load-") as folder:
        port = slack.free_port()
        environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SLACK_")},
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack.api_url,
            "PORT": str(port),
            "DATABASE_URL": f"sqlite:///{folder}/career.db",
            "LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", module, *(["run", "--live"] if module == "bot" else [])]
        process = await asyncio.create_subprocess_exec(
            *command, env=environ, cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL
        )
        try:
            await slack.answering(port)
            yield port
        finally:
            process.terminate()
            await process.wait()


if __name__ == "__main__":
    sys.exit(main())
