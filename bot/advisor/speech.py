"""How a nudge is spoken: what is handed in, and what can come of a try."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.career.nudge import Nudge
from bot.career.person import Person


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived: the conversation it is in, and its timestamp there."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """It surely did not arrive and may be tried again.

    `wait` is given where Slack limits the rate: nothing of this kind goes to this team before then.
    """

    why: str
    wait: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived: a timeout, a closed connection, a 5xx, a body that can't be read."""

    why: str


@dataclass(frozen=True, slots=True)
class PersonGone:
    """This person can't be written to any more."""

    why: str


@dataclass(frozen=True, slots=True)
class TeamGone:
    """This workspace refuses us: its token was revoked, or it was never ours to use."""

    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack refused the message itself, its plain text too. Trying again would not help."""

    why: str


Outcome = Sent | NotSent | Unknown | PersonGone | TeamGone | Refused


@dataclass(frozen=True, slots=True)
class Seen:
    """The message with the nudge's marker is there."""

    ts: str


@dataclass(frozen=True, slots=True)
class Absent:
    """The newest 200 messages were read and it is not among them."""


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A message of ours with the same text is there, but its markers are gone: nobody can tell."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The conversation could not be read. `wait` is given where Slack limits the rate."""

    why: str
    wait: timedelta | None = None


Found = Seen | Absent | Unmarked | Unreadable


class Speak(Protocol):
    """What sends nudges. Neither raises for anything that Slack or the network do."""

    async def post(self, nudge: Nudge, channel: str | None) -> Outcome:
        """Post it once, with both markers and no retry; `channel` None: to the person's id."""

    async def find(self, nudge: Nudge, channel: str) -> Found:
        """Look for its marker in the newest 200 messages of the conversation."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What Slack knows of a person now: zone, and whether they can be written to today.

    `away`: an out-of-office status is set, `away_until` when it says so; `quiet_until`: do-not-disturb.
    """

    zone: str | None = None
    away: bool = False
    away_until: datetime | None = None
    quiet_until: datetime | None = None
    gone: bool = False


class People(Protocol):
    """Who looks people up. Handed in like speech."""

    async def look(self, person: Person) -> Whereabouts | None:
        """What is known now, None where it can't be asked. Never raises for what Slack or the network do."""
