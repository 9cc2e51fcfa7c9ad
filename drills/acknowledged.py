"""kill -9 right after the acknowledgement of each question: what was acknowledged is answered."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from bot.playground.delivery import Ack, Parcel, Push
from drills.judge import person_id
from drills.lives import EVENTS, Scene, scene
from drills.report import KINDS, Rig, Row, Rows, missed
from tests.whole_bot.processes import Running

QUESTIONS, MENTIONS = 200, 20
SOON = 0.15  # seconds after the acknowledgement within which the bot is killed
SPARE = 2  # bots that are started ahead
PATIENCE = 300.0


async def drill(rig: Rig) -> Rows:
    """All on SQLite, a fifth of it on PostgreSQL; then mentions, where nobody can look back."""
    for kind, count in zip(KINDS, (QUESTIONS, QUESTIONS // 5), strict=True):
        yield await acknowledged(kind, rig.fresh(kind), count, rig.seed)
    yield await mentioned("SQLite", rig.fresh("SQLite"), MENTIONS, rig.seed)


@dataclass(slots=True)
class KillAtTheAck:
    """Carries what happens in Slack to the bot, and kills the bot soon after it took a person's message."""

    push: Push
    chance: random.Random
    victim: Running | None = None
    kills: int = 0
    dead: asyncio.Event = field(default_factory=asyncio.Event)

    async def carry(self, parcel: Parcel, seconds: float) -> Ack:
        ack = await self.push.carry(parcel, seconds)
        if ack.ok and self.victim is not None and not parcel.payload["event"].get("bot_id"):
            victim, self.victim = self.victim, None
            await asyncio.sleep(self.chance.uniform(0, SOON))
            victim.process.kill()
            await victim.process.wait()
            self.kills += 1
            self.dead.set()
        return ack


async def _each_killed(here: Scene, count: int, seed: int, stack: AsyncExitStack, mention: bool) -> int:
    """Asks so many questions, and kills the bot that took each; a last one goes on. Returns the kills."""
    spares = [asyncio.create_task(here.bot(stack)) for _ in range(SPARE)]
    bot = await spares.pop(0)
    carrier = KillAtTheAck(here.way_to(bot), random.Random(seed))
    stack.push_async_callback(carrier.push.close)
    here.slack.world.courier.carrier = carrier
    for number in range(1, count + 1):
        spares.append(asyncio.create_task(here.bot(stack)))
        carrier.victim = bot
        carrier.dead.clear()
        if mention:
            await here.slack.mention(person_id(number), "general", "what does it pay")
        else:
            await here.ask(number)
        await carrier.dead.wait()
        bot = await spares.pop(0)
        carrier.push.url = bot.url + EVENTS
    await asyncio.gather(*spares)
    return carrier.kills


async def acknowledged(kind: str, database: str, count: int, seed: int) -> Row:
    """Direct messages: each is answered exactly once."""
    began = time.monotonic()
    async with scene(database, count) as here, AsyncExitStack() as stack:
        kills = await _each_killed(here, count, seed, stack, mention=False)
        at_once = here.answers().total()
        closed = await here.all_closed(PATIENCE)
        lost, doubled = here.verdict(range(1, count + 1))
    return Row(
        what=f"kill -9 after the acknowledgement of each direct message, {kind}",
        runs=f"{count} questions, {kills} kills",
        lost=lost,
        doubled=doubled,
        figures=f"{at_once} had their answer by the last kill, all after {time.monotonic() - began:.0f} s",
        seed=seed,
        missed=missed(all_closed=closed, a_kill_for_each=kills == count),
    )


async def mentioned(kind: str, database: str, count: int, seed: int) -> Row:
    """Mentions in a channel, which the bot may not read back: at most one answer each."""
    async with scene(database, count) as here, AsyncExitStack() as stack:
        general = here.slack.team.channel("general")
        general.members |= set(here.slack.team.people)
        kills = await _each_killed(here, count, seed, stack, mention=True)
        closed = await here.all_closed(PATIENCE)
        threads = [post.thread_ts for post in here.slack.posts]
    unanswered = count - len(set(threads))
    return Row(
        what=f"kill -9 after the acknowledgement of each mention in a channel, {kind}",
        runs=f"{count} questions, {kills} kills",
        doubled=len(threads) - len(set(threads)),
        figures=f"at most one answer each; {unanswered} killed while posting have none, as documented",
        seed=seed,
        missed=missed(all_closed=closed, a_kill_for_each=kills == count),
    )
