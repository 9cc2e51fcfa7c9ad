"""Answering messages: what the inbox holds is understood, rendered and posted where it was asked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from bot.advisor.conversation import Conversation
from bot.advisor.heard import Heard, Told
from bot.advisor.inbox import Event, finish, note_attempt, receive, withdraw_attempt
from bot.career.memory import Memory
from bot.career.person import Person
from bot.errors import CareerError
from bot.slack import references
from bot.slack.calls import Slack
from bot.slack.cards.blocks import Message
from bot.slack.cards.help import told_card
from bot.slack.cards.rendering import render
from bot.slack.counting import Count, Stopwatch
from bot.slack.failures import CallFailed
from bot.slack.overhearing import Overhearing
from bot.slack.pacing import Pacing
from bot.slack.payloads import Bot, Mentioned, mentioned
from bot.slack.ready import ReadyAnswers
from bot.store import Store

log = logging.getLogger(__name__)
BotOf = Callable[[str], Awaitable[Bot | None]]
Later = Callable[[Coroutine[Any, Any, None]], None]
Learn = Callable[[Person, str], Awaitable[None]]
_MARKERS = UUID("c0c0f0ad-94c5-4f0e-9f53-2f6a4bfb1c11")
NEWEST = 50
TOO_MANY = "That's a lot of messages at once. Give me a minute, then ask again."
SORRY = "Sorry, something went wrong on my side. Please try again. If it stays, tell your admin: {reference}"


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of a message, what says it, and what is to be remembered of it."""

    heard: Heard
    card: Message
    memory: Memory | None = None


class Answering:
    """Keeps messages before they are acknowledged, and answers them. `clock`: real time; `now`: people's.

    `learn` is told which conversation a person's direct messages are in.
    """

    def __init__(
        self,
        store: Store,
        conversation: Conversation,
        slack: Slack,
        bot_of: BotOf,
        pacing: Pacing,
        *,
        clock: Callable[[], datetime],
        now: Callable[[], datetime],
        later: Later,
        learn: Learn,
        count: Count,
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._slack = slack
        self._bot_of = bot_of
        self._pacing = pacing
        self._overhearing = Overhearing(conversation, slack, now)
        self._ready: ReadyAnswers[Understood] = ReadyAnswers()
        self._clock = clock
        self._now = now
        self._later = later
        self._learn = learn
        self._count = count

    async def keep(self, event: Event) -> None:
        """Keep an event that is to be acknowledged, and see to its answer; one seen before is left alone.

        Raises:
            StoreUnavailable: it was not kept, and Slack should send it again.
        """
        if await receive(self._store, event, self._clock()):
            self._later(self._answer_now(event))

    async def _answer_now(self, event: Event) -> None:
        """What fails for a passing reason stays in the inbox, whose round takes it up again."""
        try:
            await self.handle(event)
            await finish(self._store, event, self._clock())
        except CareerError as error:
            log.warning("An answer has to wait: %s", error)

    async def handle(self, event: Event) -> None:
        """Answer one event of the inbox; in a channel at most once, in direct messages exactly once.

        Raises:
            CareerError: it was not answered, and may be later.
        """
        bot = await self._bot_of(event.team)
        if bot is None or event.body.get("user") == bot.user:
            return
        said = mentioned(event, bot)
        if event.attempted and (not said.place.direct or await self._is_answered(event, said, bot)):
            return
        watch = Stopwatch(self._count)
        overheard = None if said.addressed else await self._overhearing.answer(said, bot)
        if not said.addressed and overheard is None:
            return
        if (held_back := self._pacing.pause(said.person, said.place.channel)) is not None:
            await self._hold_back(said, held_back)
            return
        if said.place.direct:
            await self._learn(said.person, said.place.channel)
        ready = Understood(overheard, render(overheard)) if overheard else await self._hear(said)
        if await self._may_post(event, said, ready.memory):
            await self._post(event, said, ready)
            watch.stop(ready.heard)

    async def _hear(self, said: Mentioned) -> Understood:
        """What was said before matters, unless a thread begins with it: then it may be known already."""
        known = self._ready.get(said.text) if said.place.begins else None
        if known is not None:
            return replace(known, memory=known.memory and replace(known.memory, at=self._now()))
        ready = await self._understood(said)
        if said.place.begins:
            self._ready.put(said.text, ready)
        return ready

    async def _understood(self, said: Mentioned) -> Understood:
        """Ours to apologise for is only what should not have happened at all."""
        try:
            heard, memory = await self._conversation.understand(
                said.person, said.place, said.text, self._now(), said.ts
            )
            return Understood(heard, render(heard), memory)
        except CareerError:
            raise
        except Exception:
            log.exception("A message was not understood")
            sorry = SORRY.format(reference=references.current())
            return Understood(Told(sorry), told_card(sorry))

    async def _may_post(self, event: Event, said: Mentioned, memory: Memory | None) -> bool:
        """Notes the attempt, and what was talked about; both go to the database together.

        An attempt that was noted is made: without a memory of it the answer is still an answer.
        """
        noted, kept = await asyncio.gather(
            note_attempt(self._store, event, self._clock()),
            self._conversation.keep(said.person, said.place, memory, self._now()),
            return_exceptions=True,
        )
        if isinstance(noted, BaseException):
            raise noted
        if isinstance(kept, BaseException):
            log.warning("A conversation was not remembered: %s", kept)
        return noted

    async def _post(self, event: Event, said: Mentioned, ready: Understood) -> None:
        try:
            if ready.heard.own and not said.place.direct:
                await self._whisper(said, ready.card)
            else:
                await self._say(said, marked(ready.card, event))
        except CallFailed as failed:
            if failed.failure.kind == "unsent":
                await withdraw_attempt(self._store, event)
                raise
            if said.place.direct and failed.failure.kind == "unknown":
                raise
            log.warning("An answer could not be posted: %s", failed)

    async def _say(self, said: Mentioned, card: Message) -> None:
        where = {"channel": said.place.channel}
        if said.place.thread:
            where["thread_ts"] = said.place.thread
        await self._slack.say(said.person.team, "chat.postMessage", card, **where)

    async def _whisper(self, said: Mentioned, card: Message) -> None:
        """To the asker alone. Outside a live thread at the channel's root: nobody would see it elsewhere."""
        where = {"channel": said.place.channel, "user": said.person.user}
        if said.place.thread and said.place.thread != said.ts:
            where["thread_ts"] = said.place.thread
        await self._slack.say(said.person.team, "chat.postEphemeral", card, **where)

    async def _hold_back(self, said: Mentioned, held_back: int) -> None:
        if held_back == 0:
            await self._whisper(said, told_card(TOO_MANY))

    async def _is_answered(self, event: Event, said: Mentioned, bot: Bot) -> bool:
        """Whether the answer to a direct message is there already, from a try whose end nobody saw."""
        method, where = "conversations.history", {"channel": said.place.channel}
        if said.place.thread:
            method, where = "conversations.replies", where | {"ts": said.place.thread}
        answer = await self._slack.read(event.team, method, limit=NEWEST, **where)
        mark = marker(event)
        return any(
            block.get("block_id") == mark
            for message in answer.get("messages") or []
            for block in message.get("blocks") or []
        )


def marker(event: Event) -> str:
    """Names the answer to an event in the conversation."""
    return f"re:{uuid5(_MARKERS, event.id)}"


def marked(card: Message, event: Event) -> Message:
    """The card with its marker on the first block; Slack gives block ids back with the history."""
    if not card.blocks:
        return card
    first, *rest = card.blocks
    return replace(card, blocks=({**first, "block_id": marker(event)}, *rest))
