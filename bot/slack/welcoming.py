"""Hello, once: when somebody opens the bot's page or messages for the first time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from bot.advisor.feedback import Feedback
from bot.career.person import Person
from bot.slack.answering import Later
from bot.slack.calls import Slack
from bot.slack.cards.help import welcome_card
from bot.slack.failures import CallFailed

log = logging.getLogger(__name__)


class Welcoming:
    """Says hello in a direct message, once a person for good."""

    def __init__(
        self, feedback: Feedback, slack: Slack, *, now: Callable[[], datetime], later: Later
    ) -> None:
        self._feedback = feedback
        self._slack = slack
        self._now = now
        self._later = later

    async def greet(self, person: Person, channel: str) -> None:
        """Somebody came to see us. `channel`: their direct messages with us.

        Raises:
            StoreUnavailable: nobody can tell whether it is the first time.
        """
        if await self._feedback.first_time(person, "welcome", self._now()):
            self._later(self._say_hello(person, channel))

    async def _say_hello(self, person: Person, channel: str) -> None:
        try:
            await self._slack.send(person.team, "chat.postMessage", welcome_card(), channel=channel)
        except CallFailed as failed:
            log.warning("A welcome could not be posted: %s", failed)
