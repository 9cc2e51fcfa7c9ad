"""Messages in a thread that nobody addressed to us: a follow-up question, or people who talk to each other?

Only where the optional scope `channels:history` was granted do we hear them at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from bot.advisor.conversation import Conversation
from bot.advisor.heard import Answered
from bot.slack.calls import Slack
from bot.slack.failures import CallFailed
from bot.slack.payloads import Bot, Mentioned

_OTHERS = re.compile(r"<[@!]")
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:(?:and|ok|okay|so|but|then)\W+)*"
    r"(?:what|which|who|where|when|why|how|does|do|is|are|can|could|should|would)\b",
    re.IGNORECASE,
)
NEWEST = 20


class Overhearing:
    """Silent unless it is clear that we are meant."""

    def __init__(self, conversation: Conversation, slack: Slack, now: Callable[[], datetime]) -> None:
        self._conversation = conversation
        self._slack = slack
        self._now = now

    async def answer(self, said: Mentioned, bot: Bot) -> Answered | None:
        """The answer to a follow-up of a conversation with us; None for everything else.

        Raises:
            StoreUnavailable: nobody can tell.
        """
        if _OTHERS.search(said.text) or not _ASKS.search(said.text) or said.place.thread is None:
            return None
        if not await self._conversation.remembers(said.person, said.place, self._now()):
            return None
        if not await self._spoke_with_us_last(said, bot):
            return None
        return await self._conversation.follow_up(said.person, said.place, said.text, self._now())

    async def _spoke_with_us_last(self, said: Mentioned, bot: Bot) -> bool:
        """Whether what stands before it in the thread is ours, or their own."""
        try:
            answer = await self._slack.read(
                said.person.team,
                "conversations.replies",
                channel=said.place.channel,
                ts=said.place.thread,
                limit=NEWEST,
                latest=said.ts,
            )
        except CallFailed:
            return False
        before = [one for one in answer.get("messages") or [] if str(one.get("ts")) < said.ts]
        last = max(before, key=lambda one: str(one["ts"]), default=None)
        return last is not None and last.get("user") in (bot.user, said.person.user)
