"""Presses: what each button does, by its verb, and where the outcome is shown."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import cast

from bot.advisor.conversation import Conversation
from bot.advisor.heard import Forgotten, Heard
from bot.advisor.orders import Order, Orders
from bot.career.command import Command, Name, RhythmChange
from bot.slack.answer_presses import AnswerPresses
from bot.slack.calls import Slack
from bot.slack.cards import presses
from bot.slack.cards.blocks import Message
from bot.slack.cards.help import help_card, told_card
from bot.slack.cards.rendering import render
from bot.slack.cards.stale import stale_card
from bot.slack.failures import CallFailed
from bot.slack.payloads import Pressed

log = logging.getLogger(__name__)
IN_PLACE = frozenset({presses.ALL, presses.WRONG, presses.CHOOSE, presses.NONE})
"""What anybody may press on a message that all of a channel sees, since it stays the same answer."""
Shown = Awaitable[Message | None]


class Pressing:
    """Does what is pressed. `forget` erases all that is stored of a person."""

    def __init__(
        self,
        conversation: Conversation,
        orders: Orders,
        answers: AnswerPresses,
        slack: Slack,
        *,
        forget: Callable[..., Awaitable[object]],
        now: Callable[[], datetime],
    ) -> None:
        self._conversation = conversation
        self._orders = orders
        self._slack = slack
        self._forget = forget
        self._now = now
        self._table: dict[str, Callable[[Pressed], Shown]] = {
            **answers.table(),
            presses.DONE: self._mark,
            presses.DOING: self._mark,
            presses.SKIP: self._mark,
            presses.DAY: self._rhythm,
            presses.TIME: self._rhythm,
            presses.EVERY: self._rhythm,
            presses.FORGET: self._forget_me,
            presses.LINK: self._nothing,
            presses.COMMANDS: self._commands,
        }
        for name in ("roadmap", "start", "snooze", "pause", "resume", "stop", "undo", "remind"):
            self._table[name] = self._order
        for name in ("help", "roles", "home", "self-check", "export", "privacy"):
            self._table[name] = self._order

    async def shown(self, press: Pressed) -> Message | None:
        """What the press leads to; None where nothing is to be seen."""
        handle = self._table.get(press.verb)
        return await handle(press) if handle else stale_card()

    async def show(self, press: Pressed, card: Message) -> None:
        """In place where only the presser sees it, else to the presser alone."""
        in_place = press.alone or press.verb in IN_PLACE
        how: dict[str, object] = {"replace_original": in_place}
        if not in_place:
            how |= {"response_type": "ephemeral"}
            if press.place.thread and press.place.thread != press.message_ts:
                how |= {"thread_ts": press.place.thread}
        await self._respond(press, keeping(card, press.mark) if in_place else card, how)

    async def say_privately(self, press: Pressed, words: str) -> None:
        await self._respond(
            press, told_card(words), {"replace_original": False, "response_type": "ephemeral"}
        )

    async def _respond(self, press: Pressed, card: Message, how: dict[str, object]) -> None:
        try:
            await self._slack.respond(press.response_url, card, **how)
        except CallFailed as failed:
            log.warning("What a press led to could not be shown: %s", failed)

    async def _mark(self, press: Pressed) -> Message | None:
        order = self._ordered(press, Command(cast(Name, press.verb), press.text("r")))
        return render(await self._orders.mark_pressed(order, press.text("r"), press.text("s")))

    async def _order(self, press: Pressed) -> Message | None:
        """Buttons that mean what their command means."""
        number = press.said.get("d") or press.said.get("c")
        command = Command(
            cast(Name, press.verb),
            press.text("r") or None,
            number=float(number) if isinstance(number, (int, float)) else None,
        )
        return render(await self._obey(press, command), private=press.alone)

    async def _rhythm(self, press: Pressed) -> Message | None:
        change = rhythm_change(press.verb, press.chosen)
        return render(await self._obey(press, Command("remind", rhythm=change)))

    async def _forget_me(self, press: Pressed) -> Message | None:
        await self._forget(press.person)
        return render(Forgotten())

    async def _commands(self, press: Pressed) -> Message | None:
        return help_card(whole=True)

    async def _nothing(self, press: Pressed) -> Message | None:
        return None

    async def _obey(self, press: Pressed, command: Command) -> Heard:
        return await self._conversation.obey(self._ordered(press, command))

    def _ordered(self, press: Pressed, command: Command) -> Order:
        return Order(press.person, command, self._now(), press.once)


def keeping(card: Message, mark: str | None) -> Message:
    """The card with a nudge's marker, so that the nudge is still found after it was pressed."""
    if mark is None or not card.blocks:
        return card
    first, *rest = card.blocks
    return replace(card, blocks=({**first, "block_id": mark}, *rest))


def rhythm_change(verb: str, chosen: str) -> RhythmChange:
    """What a menu of the rhythm card says; nothing where the client sent nonsense."""
    if verb == presses.DAY and chosen in tuple("0123456"):
        return RhythmChange(weekday=int(chosen))
    if verb == presses.EVERY and chosen in ("1", "2"):
        return RhythmChange(every=2 if chosen == "2" else 1)
    hour, _, minute = chosen.partition(":")
    if verb == presses.TIME and hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60:
        return RhythmChange(hour=int(hour), minute=int(minute))
    return RhythmChange()
