"""The whole bot in processes of its own, in a Slack that this process is. What it accepted decides."""

from __future__ import annotations

import asyncio
import statistics
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.playground import Playground
from bot.playground.delivery import Push
from bot.playground.seed import crowd
from bot.store import open_store
from bot.store.tables import inbox
from drills.judge import person_id
from tests.whole_bot.processes import Running, environ, started

EVENTS = "/slack/events"
QUESTIONS = (
    "what does it pay",
    "which skills do I need",
    "what are the next steps",
    "who hires for this role",
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A Slack with many people, a database, and room for bots."""

    slack: Playground
    database: str
    folder: Path

    async def bot(self, stack: AsyncExitStack) -> Running:
        """One more `career run`, ready; it ends with the stack."""
        env = environ(self.slack, self.folder, DATABASE_URL=self.database, LOG_LEVEL="ERROR")
        return await stack.enter_async_context(started(env, self.folder))

    def way_to(self, bot: Running) -> Push:
        """Signed requests to that bot, which may be turned to another one."""
        return Push(bot.url + EVENTS, self.slack.signing_secret)

    async def ask(self, number: int) -> None:
        """A question of a person's own, in their direct messages."""
        await self.slack.dm(person_id(number), QUESTIONS[number % len(QUESTIONS)])

    def answers(self) -> Counter[str]:
        """How often the bot has written in each conversation."""
        return Counter(post.channel for post in self.slack.posts)

    def verdict(self, numbers: Iterable[int]) -> tuple[int, int]:
        """How many of these people have no answer, and how many more than one."""
        answers = self.answers()
        counts = [answers["D" + person_id(number)[1:]] for number in numbers]
        return counts.count(0), sum(1 for count in counts if count > 1)

    async def all_closed(self, patience: float) -> bool:
        """Whether no event is left open, within so many seconds."""
        async with await open_store(self.database, migrated=True) as store:
            for _ in range(round(patience * 2)):
                if not await store.read(_left_open):
                    return True
                await asyncio.sleep(0.5)
        return False


async def _left_open(connection: AsyncConnection) -> int:
    waiting = select(func.count()).select_from(inbox).where(inbox.c.closed_at.is_(None))
    return int(await connection.scalar(waiting) or 0)


@asynccontextmanager
async def scene(database: str, people: int) -> AsyncIterator[Scene]:
    """The stage for a drill of the whole bot. Its Slack delivers again after as long as the real one."""
    with TemporaryDirectory(prefix="career-drill-") as folder:
        async with Playground() as slack:
            crowd(slack.team, people)
            yield Scene(slack, database, Path(folder))


def spread(seconds: list[float]) -> str:
    """The median, the 99th in a hundred and the longest, in milliseconds."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else seconds * 99
    return f"{cuts[49] * 1000:.0f} / {cuts[98] * 1000:.0f} / {max(seconds) * 1000:.0f} ms"
