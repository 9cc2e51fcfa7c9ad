"""A conversation: something is said to the bot, and out comes what it makes of it, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.advisor.answers import LONGEST_QUESTION, Answers
from bot.advisor.heard import (
    Answered,
    Compared,
    Heard,
    Helped,
    Listed,
    PrivacyShown,
    SelfCheckOffered,
    Shared,
    Told,
)
from bot.advisor.orders import Order, Orders
from bot.career.answer import Reply
from bot.career.command import Command
from bot.career.comparing import compare
from bot.career.library import Library
from bot.career.memory import Memory
from bot.career.person import Person
from bot.understanding.commands import parse
from bot.understanding.reader import Reader

SURE = 0.5  # of an answer to what was not said to us
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said. `thread`: its first timestamp, if in one; `direct`: to the bot alone;
    `begins`: the thread begins with this, so that nothing was said in it before."""

    channel: str
    thread: str | None = None
    direct: bool = False
    begins: bool = False


class Memories(Protocol):
    """What keeps conversations, by team, channel and thread or person."""

    async def get(self, key: Key) -> Memory | None: ...

    async def put(self, key: Key, memory: Memory, now: datetime) -> None: ...


class Conversation(Answers):
    """Understands what is said and does what it asks for. `now` is people's time."""

    def __init__(self, reader: Reader, library: Library, memories: Memories, orders: Orders) -> None:
        super().__init__(reader, library)
        self._memories = memories
        self._orders = orders

    def command(self, text: str) -> Command | None:
        """The command that a text is; None for a question."""
        return parse(text[:LONGEST_QUESTION], self._reader)

    async def hear(
        self, person: Person, place: Place, text: str, now: datetime, once: str | None = None
    ) -> Heard:
        """What a message asks for, with what was said before in mind, and remembered for the next one.

        Raises:
            StoreUnavailable: nothing was changed or remembered.
        """
        heard, memory = await self.understand(person, place, text, now, once)
        await self.keep(person, place, memory, now)
        return heard

    async def understand(
        self, person: Person, place: Place, text: str, now: datetime, once: str | None = None
    ) -> tuple[Heard, Memory | None]:
        """What a message asks for, and what is to be kept of it, if anything is.

        Raises:
            StoreUnavailable: nothing was changed.
        """
        command = self.command(text)
        if command is not None:
            return await self.obey(Order(person, command, now, once)), None
        before = Memory() if place.begins else await self._memories.get(_key(person, place)) or Memory()
        answer, after = self._reader.answer(text, before, now)
        return self.answered(text, answer), after if after != before else None

    async def keep(self, person: Person, place: Place, memory: Memory | None, now: datetime) -> None:
        """Remember that of this conversation.

        Raises:
            StoreUnavailable: it was not remembered.
        """
        if memory is not None:
            await self._memories.put(_key(person, place), memory, now)

    async def remembers(self, person: Person, place: Place, now: datetime) -> bool:
        """Whether there was talk with us here of late.

        Raises:
            StoreUnavailable: nobody can tell.
        """
        memory = await self._memories.get(_key(person, place))
        return memory is not None and memory.fresh(now) != Memory()

    async def follow_up(self, person: Person, place: Place, text: str, now: datetime) -> Answered | None:
        """What is said in a thread without addressing us: only a question that what was said there before
        makes clear is for us. People who talk to each other are left alone.

        Raises:
            StoreUnavailable: nobody can tell.
        """
        memory = await self._memories.get(_key(person, place)) or Memory()
        answer, after = self._reader.answer(text, memory, now)
        if not isinstance(answer, Reply) or answer.confidence < SURE:
            return None
        await self._memories.put(_key(person, place), after, now)
        return self._with_company(text, answer)

    async def remember(self, person: Person, place: Place, answered: Answered, now: datetime) -> None:
        """What a button showed is what the next question is about.

        Raises:
            StoreUnavailable: it was not remembered.
        """
        if isinstance(answered.answer, Reply):
            topics = tuple(section.topic for section in answered.answer.sections)
            memory = Memory(role=answered.answer.role, topics=topics, at=now)
            await self._memories.put(_key(person, place), memory, now)

    async def obey(self, order: Order) -> Heard:
        """What a command does.

        Raises:
            StoreUnavailable: nothing was changed.
        """
        match order.command.name:
            case "help":
                return Helped()
            case "roles":
                return Listed(tuple(self._library.guides.values()))
            case "privacy":
                return PrivacyShown()
            case "forget me":
                return PrivacyShown(ask=True)
            case "self-check":
                return self._self_check(order.command.role)
            case "compare":
                return self._compare(order.command, order.now)
            case "share":
                return self._share(order.command, order.now)
        return await self._orders.carry_out(order)

    def _self_check(self, role: str | None) -> Heard:
        """The role named, else the usual one, else any of those that list skills."""
        guides = {slug: guide for slug, guide in self._library.guides.items() if guide.skills}
        named = guides.get(role or self._library.usual_role or "")
        return SelfCheckOffered((named,) if named else tuple(guides.values()))

    def _share(self, command: Command, now: datetime) -> Heard:
        """Only an answer is worth everybody's while."""
        heard = self.ask(command.arguments[0], now)
        return Shared(heard) if isinstance(heard, Answered) and isinstance(heard.answer, Reply) else heard

    def _compare(self, command: Command, now: datetime) -> Heard:
        """Two roles where two are named, else whatever the reader makes of it: levels."""
        wanted = command.arguments
        if len(wanted) == 1:
            wanted = tuple(wanted[0].split(maxsplit=1))
        roles = [self._reader.roles(one)[:1] for one in wanted]
        slugs = [found[0] for found in roles if found]
        if len(set(slugs)) == 2:
            return Compared(compare(self._library.guides[slugs[0]], self._library.guides[slugs[1]]))
        unknown = [one for one, found in zip(wanted, roles, strict=True) if not found]
        if slugs and unknown:
            return Told(f"I have no guide to “{unknown[0]}”. Say roles to see the ones I have.")
        return self.ask("compare " + " and ".join(wanted), now)


def _key(person: Person, place: Place) -> Key:
    """A thread is one conversation, whoever speaks in it; elsewhere each person has their own."""
    return person.team, place.channel, place.thread or person.user
