"""Publishing App Home: when it is opened, and after each change, wherever that was made."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.advisor.ownpage import OwnPages
from bot.career.person import Person
from bot.slack.answering import Later
from bot.slack.calls import REFUSED_BLOCKS, Slack
from bot.slack.cards.forms import View
from bot.slack.cards.home import home_view, plain_home
from bot.slack.failures import CallFailed

log = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(seconds=30)


class HomePage:
    """One page at a time for each person: changes that come meanwhile are shown by the next.

    `pages` reads what a person has; `now` is people's time.
    """

    def __init__(self, pages: OwnPages, slack: Slack, *, now: Callable[[], datetime], later: Later) -> None:
        self._pages = pages
        self._slack = slack
        self._now = now
        self._later = later
        self._wanted: dict[Person, str | None] = {}
        self._busy: set[Person] = set()

    def show(self, person: Person, hash: str | None = None) -> None:
        """Show their page as it is now, soon. `hash`: of the page they look at, only where it is known."""
        self._wanted[person] = hash
        self._later(self._keep_up(person))

    async def _keep_up(self, person: Person) -> None:
        if person in self._busy:
            return
        self._busy.add(person)
        try:
            while person in self._wanted:
                await self._publish(person, self._wanted.pop(person))
        finally:
            self._busy.discard(person)

    async def _publish(self, person: Person, hash: str | None) -> None:
        """A newer page than the one we knew of is simply followed by ours, read anew."""
        page = await self._pages.page(person, self._now())
        try:
            await self._send(person, home_view(page), hash)
        except CallFailed as failed:
            if failed.failure.kind == REFUSED_BLOCKS:
                log.error("Slack refused Home's blocks, sending its text alone")
                await self._send(person, plain_home(page), None)
            elif hash and failed.failure.why == "hash_conflict":
                await self._publish(person, None)
            elif failed.failure.wait and failed.failure.wait <= LONGEST_WAIT:
                await asyncio.sleep(failed.failure.wait.total_seconds())
                await self._send(person, home_view(await self._pages.page(person, self._now())), None)
            else:
                log.warning("A Home was not published: %s", failed)

    async def _send(self, person: Person, view: View, hash: str | None) -> None:
        known = {"hash": hash} if hash else {}
        await self._slack.call(person.team, "views.publish", user_id=person.user, view=view, **known)
