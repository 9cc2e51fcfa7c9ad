"""Presses on answers: other topics, what was meant instead, whether it helped, sharing."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.advisor.conversation import Conversation
from bot.advisor.feedback import Correction, Feedback, Opinion
from bot.advisor.heard import Answered
from bot.slack.answering import Later
from bot.slack.calls import Slack
from bot.slack.cards import presses
from bot.slack.cards.answers import answer_card, choices_card, shared_card
from bot.slack.cards.blocks import Message
from bot.slack.cards.opinions import REASONS, owner_card, thanks_card
from bot.slack.cards.stale import stale_card
from bot.slack.failures import CallFailed
from bot.slack.payloads import Pressed
from bot.slack.people import Directory

log = logging.getLogger(__name__)
THANKS = "Thanks, noted."
WHAT_WAS_WRONG = "Thanks, noted. What was wrong?"
TOLD = "I told the guide's owner. Thanks for making it better."
_PERSON = re.compile(r"[UW][A-Z0-9]{2,30}")
Handle = Callable[[Pressed], Awaitable[Message | None]]


class AnswerPresses:
    """What buttons below an answer do. Nothing here waits for Slack: what calls it goes on `later`."""

    def __init__(
        self,
        conversation: Conversation,
        feedback: Feedback,
        slack: Slack,
        directory: Directory,
        *,
        now: Callable[[], datetime],
        later: Later,
    ) -> None:
        self._conversation = conversation
        self._feedback = feedback
        self._slack = slack
        self._directory = directory
        self._now = now
        self._later = later

    def table(self) -> dict[str, Handle]:
        return {
            presses.TOPIC: self._topic,
            presses.ALL: self._all,
            presses.WRONG: self._wrong,
            presses.CHOOSE: self._choose,
            presses.NONE: self._none,
            presses.SHARE: self._share,
            presses.HELPFUL: self._helpful,
            presses.UNHELPFUL: self._unhelpful,
            presses.REASON: self._reason,
            presses.TELL_OWNER: self._tell_owner,
        }

    async def _topic(self, press: Pressed) -> Message | None:
        answered = self._conversation.about(press.text("r") or None, press.texts("t"))
        if answered is None:
            return stale_card()
        await self._conversation.remember(press.person, press.place, answered, self._now())
        return answer_card(answered, private=press.alone)

    async def _all(self, press: Pressed) -> Message | None:
        answered = self._again(press)
        return answer_card(answered, whole=True, private=press.alone) if answered else stale_card()

    async def _wrong(self, press: Pressed) -> Message | None:
        """The nearest other readings first, then the role's other topics."""
        role, topics = press.text("r") or None, press.texts("t")
        readings = self._conversation.readings(role, topics)
        near = [choice for choice in readings if choice.id in press.texts("n")]
        rest = [choice for choice in readings if choice not in near]
        was = topics[0] if topics else ""
        return choices_card("What did you mean?", [*near, *rest][:3], role, said=press.text("w"), was=was)

    async def _choose(self, press: Pressed) -> Message | None:
        said, meant, role = press.text("w"), press.text("i"), press.text("r") or None
        answered = self._conversation.chosen(said, meant, role, self._now())
        if answered is None:
            return stale_card()
        await self._correct(press, meant)
        await self._conversation.remember(press.person, press.place, answered, self._now())
        return answer_card(answered, private=press.alone)

    async def _none(self, press: Pressed) -> Message | None:
        await self._correct(press, None)
        return answer_card(self._conversation.beyond(press.text("w"), press.text("r") or None))

    async def _correct(self, press: Pressed, meant: str | None) -> None:
        """Kept for the guide's authors; a topic that was pressed without a question teaches nothing."""
        if not press.text("w"):
            return
        correction = Correction(
            said=press.text("w"), role=press.text("r") or None, was=press.text("x") or None, meant=meant
        )
        await self._feedback.correct(press.person.team, correction, self._now())

    async def _share(self, press: Pressed) -> Message | None:
        """Once, however often it is pressed; the sharer's own copy loses the button."""
        answered = self._again(press)
        if answered is None:
            return stale_card()
        if await self._feedback.first_time(press.person, f"share:{answer_of(press)}", self._now()):
            self._later(self._post_copy(press, answered))
        return answer_card(answered, thanks="Shared in this channel.")

    async def _post_copy(self, press: Pressed, answered: Answered) -> None:
        """By the response URL, which works where the bot is no member too."""
        known = await self._directory.known(press.person)
        copy = shared_card(answered, known.name if known else "")
        try:
            await self._slack.respond(
                press.response_url, copy, response_type="in_channel", replace_original=False
            )
        except CallFailed as failed:
            log.warning("An answer could not be shared: %s", failed)

    async def _helpful(self, press: Pressed) -> Message | None:
        await self._think(press, answer_of(press), helpful=True)
        return self._thanked(press, THANKS)

    async def _unhelpful(self, press: Pressed) -> Message | None:
        await self._think(press, answer_of(press), helpful=False)
        return self._thanked(press, WHAT_WAS_WRONG, asked=answer_of(press))

    async def _reason(self, press: Pressed) -> Message | None:
        reason = press.text("y")
        answer = press.text("a") or answer_of(press)
        await self._think(press, answer, helpful=False, reason=reason if reason in REASONS else None)
        return self._thanked(press, THANKS)

    async def _think(self, press: Pressed, answer: str, *, helpful: bool, reason: str | None = None) -> None:
        opinion = Opinion(
            answer=answer,
            helpful=helpful,
            reason=reason,
            role=press.text("r") or None,
            topics=press.texts("t"),
        )
        await self._feedback.think(press.person, opinion, self._now())

    def _thanked(self, press: Pressed, thanks: str, asked: str = "") -> Message:
        """On one's own copy in place; of what others see too, nothing shows but to the presser."""
        about = {"r": press.text("r"), "t": list(press.texts("t")), "w": press.text("w"), "a": asked}
        answered = self._again(press) if press.alone and press.texts("t") and press.text("w") else None
        if answered is None:
            return thanks_card(thanks, about if asked else None)
        return answer_card(answered, private=True, thanks=thanks, about=about if asked else None)

    async def _tell_owner(self, press: Pressed) -> Message | None:
        """A person is written to, once; for a plain address the asker is told where to write."""
        owner, title = self._conversation.owner(press.text("r"))
        if owner is None:
            return stale_card()
        if not _PERSON.fullmatch(owner):
            return thanks_card(f"Please write to {owner}: they look after the guide to {title}.")
        if await self._feedback.first_time(press.person, f"owner:{answer_of(press)}", self._now()):
            self._later(self._write_to_owner(press, owner, owner_card(title, press.text("w"))))
        return thanks_card(TOLD)

    async def _write_to_owner(self, press: Pressed, owner: str, card: Message) -> None:
        try:
            await self._slack.say(press.person.team, "chat.postMessage", card, channel=owner)
        except CallFailed as failed:
            log.warning("A guide's owner could not be told: %s", failed)

    def _again(self, press: Pressed) -> Answered | None:
        role, topics = press.text("r") or None, press.texts("t")
        return self._conversation.again(press.text("w"), role, topics, self._now())


def answer_of(press: Pressed) -> str:
    """Names the message that was pressed."""
    return f"{press.place.channel}:{press.message_ts}"
