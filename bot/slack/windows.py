"""Modals: put before a person, one upon another, and replaced."""

from __future__ import annotations

import logging
from collections.abc import Awaitable

from bot.errors import CareerError
from bot.slack.calls import REFUSED_BLOCKS, Slack
from bot.slack.cards.blocks import Message
from bot.slack.cards.forms import View, card_modal, told_modal, waiting
from bot.slack.cards.help import told_card
from bot.slack.failures import CallFailed
from bot.slack.payloads import Pressed
from bot.slack.views import DEEPEST, Viewed

log = logging.getLogger(__name__)
TOO_LATE = "Slack gave me too little time to open that. Please press it once more."


class Windows:
    """`on` is the view that was pressed, None for a message."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def show(self, press: Pressed, on: Viewed | None, view: View) -> None:
        """Open a modal, upon the one that was pressed where Slack's stack has room."""
        await self._opened(press, on, view)

    async def show_card(self, press: Pressed, on: Viewed | None, card: Message) -> None:
        """Open a modal with a message's card; where Slack refuses its blocks, with its text."""
        try:
            await self._open(press, on, card_modal(card))
        except CallFailed as failed:
            if failed.failure.kind != REFUSED_BLOCKS:
                log.warning("A modal was not opened: %s", failed)
                return
            log.error("Slack refused a modal's blocks, showing its text alone")
            await self._opened(press, on, told_modal(card.text))

    async def show_after(self, press: Pressed, on: Viewed | None, work: Awaitable[View]) -> None:
        """Open a modal at once and fill it with what takes longer."""
        opened = await self._opened(press, on, waiting())
        try:
            view = await work
        except CareerError as error:
            view = told_modal(str(error))
        if opened:
            await self.replace(press, opened, view)

    async def replace(self, press: Pressed, id: str, view: View) -> None:
        """Show something else in a modal; one that was closed meanwhile stays closed."""
        try:
            await self._slack.call(press.person.team, "views.update", view_id=id, view=view)
        except CallFailed as failed:
            log.warning("A modal was not replaced: %s", failed)

    async def _opened(self, press: Pressed, on: Viewed | None, view: View) -> str | None:
        """The new modal's id; None where it was not opened, which is said where that is possible."""
        try:
            return await self._open(press, on, view)
        except CallFailed as failed:
            log.warning("A modal was not opened: %s", failed)
        if press.response_url:
            how = {"replace_original": False, "response_type": "ephemeral"}
            await self._slack.respond(press.response_url, told_card(TOO_LATE), **how)
        return None

    async def _open(self, press: Pressed, on: Viewed | None, view: View) -> str:
        team, trigger = press.person.team, press.trigger
        if on is None or on.home:
            answer = await self._slack.call(team, "views.open", trigger_id=trigger, view=view)
        elif on.depth < DEEPEST:
            answer = await self._slack.call(team, "views.push", trigger_id=trigger, view=view)
        else:
            answer = await self._slack.call(team, "views.update", view_id=on.id, view=view)
        return str(answer["view"]["id"])
