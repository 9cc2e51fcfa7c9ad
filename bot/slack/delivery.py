"""Sending nudges, each at most once a try, and finding one again that may have arrived."""

from __future__ import annotations

from typing import Any

from bot.advisor.speech import (
    Absent,
    Found,
    NotSent,
    Outcome,
    PersonGone,
    Refused,
    Seen,
    Sent,
    TeamGone,
    Unknown,
    Unmarked,
    Unreadable,
)
from bot.career.nudge import Nudge
from bot.slack.calls import Slack
from bot.slack.cards.blocks import Message
from bot.slack.cards.nudge import nudge_card
from bot.slack.failures import CallFailed, Failure

MARK = "occ:"
NEWEST = 200
EVENT_TYPE = "career_nudge"


class Delivery:
    """What the advisor's nudges speak through."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def post(self, nudge: Nudge, channel: str | None) -> Outcome:
        """Post it once, with both markers; where its blocks are refused, its text alone."""
        to = channel or nudge.person.user
        payload = metadata(nudge)
        try:
            answer = await self._slack.send(
                nudge.person.team, "chat.postMessage", marked(nudge), channel=to, metadata=payload
            )
        except CallFailed as failed:
            return outcome(failed.failure)
        return Sent(str(answer["channel"]), str(answer["ts"]))

    async def find(self, nudge: Nudge, channel: str) -> Found:
        """Look for its marker in the newest messages. No `oldest`: a clock that jumped would hide it."""
        try:
            answer = await self._slack.read(
                nudge.person.team,
                "conversations.history",
                channel=channel,
                limit=NEWEST,
                include_all_metadata=True,
            )
        except CallFailed as failed:
            return Unreadable(failed.failure.why, failed.failure.wait)
        return found(nudge, answer.get("messages") or [])


def marked(nudge: Nudge) -> Message:
    """The nudge's card with its marker on the first block, which Slack gives back with the history."""
    card = nudge_card(nudge)
    first, *rest = card.blocks
    return Message(card.text, ({**first, "block_id": MARK + nudge.marker}, *rest))


def metadata(nudge: Nudge) -> dict[str, Any]:
    """The second marker. Every app in the conversation can read it: it names nobody."""
    return {"event_type": EVENT_TYPE, "event_payload": {"occurrence": nudge.marker}}


def found(nudge: Nudge, messages: list[dict[str, Any]]) -> Found:
    """Whether a nudge is among messages, newest first as Slack gives them."""
    for message in messages:
        if nudge.marker in _markers(message):
            return Seen(str(message["ts"]))
    text = marked(nudge).text
    stripped = any(
        message.get("bot_id") and message.get("text") == text and not _markers(message)
        for message in messages
    )
    return Unmarked() if stripped else Absent()


def _markers(message: dict[str, Any]) -> set[str]:
    marks = {
        str(block["block_id"]).removeprefix(MARK)
        for block in message.get("blocks") or []
        if str(block.get("block_id", "")).startswith(MARK)
    }
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return marks | ({str(payload["occurrence"])} if "occurrence" in payload else set())


def outcome(failure: Failure) -> Outcome:
    """What the round is to do about a failed post."""
    match failure.kind:
        case "unsent":
            return NotSent(failure.why, failure.wait)
        case "person":
            return PersonGone(failure.why)
        case "team":
            return TeamGone(failure.why)
        case "message":
            return Refused(failure.why)
        case _:
            return Unknown(failure.why)
