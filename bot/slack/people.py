"""Who somebody is and where: names and time zones from users.info, remembered for some minutes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.advisor.speech import Whereabouts
from bot.career.person import Person
from bot.slack.calls import Slack
from bot.slack.failures import CallFailed

FRESH = timedelta(minutes=5)  # a zone or a status that changed is seen before the next nudge
DND = "dnd:read"
MOST = 5_000
AWAY_EMOJI = frozenset({":palm_tree:", ":face_with_thermometer:", ":airplane:", ":beach_with_umbrella:"})
_AWAY = re.compile(
    r"\b(ooo|out of (the )?office|vacation|holidays?|on leave|parental leave|sick|annual leave|away|pto)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A person's name for people, and where they are."""

    name: str
    whereabouts: Whereabouts


class Directory:
    """Looks people up. `now`: people's time."""

    def __init__(self, slack: Slack, now: Callable[[], datetime]) -> None:
        self._slack = slack
        self._now = now
        self._known: dict[Person, tuple[datetime, Known]] = {}

    async def look(self, person: Person) -> Whereabouts | None:
        """Where they are now; None where Slack can't be asked."""
        known = await self.known(person)
        if known is None:
            return None
        if known.whereabouts.gone or not self._slack.granted(person.team, DND):
            return known.whereabouts
        return replace(known.whereabouts, quiet_until=await self._quiet_until(person))

    async def _quiet_until(self, person: Person) -> datetime | None:
        """When their do-not-disturb ends, where they have it on now."""
        try:
            answer = await self._slack.read(person.team, "dnd.info", user=person.user)
        except CallFailed:
            return None
        starts, ends = (int(answer.get(f"next_dnd_{end}_ts") or 0) for end in ("start", "end"))
        on = answer.get("dnd_enabled") and starts <= self._now().timestamp() < ends
        return datetime.fromtimestamp(ends, UTC) if on else None

    async def known(self, person: Person) -> Known | None:
        """What is known of them; None where Slack can't be asked."""
        at, known = self._known.get(person, (self._now(), None))
        if known is not None and abs(self._now() - at) < FRESH:
            return known
        try:
            answer = await self._slack.read(person.team, "users.info", user=person.user)
        except CallFailed as failed:
            return Known("", Whereabouts(gone=True)) if failed.failure.kind == "person" else None
        known = from_slack(answer.get("user") or {}, person.team)
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[person] = (self._now(), known)
        return known


def from_slack(user: Mapping[str, Any], team: str) -> Known:
    """A user object of Slack's; people of other organisations count as gone: we don't write to them."""
    profile = user.get("profile") or {}
    name = str(profile.get("real_name") or user.get("real_name") or user.get("name") or "")
    stranger = bool(user.get("is_stranger")) or user.get("team_id", team) != team
    away = _is_away(str(profile.get("status_emoji") or ""), str(profile.get("status_text") or ""))
    until = int(profile.get("status_expiration") or 0)
    return Known(
        name,
        Whereabouts(
            zone=str(user["tz"]) if user.get("tz") else None,
            away=away,
            away_until=datetime.fromtimestamp(until, UTC) if away and until else None,
            gone=bool(user.get("deleted")) or bool(user.get("is_bot")) or stranger,
        ),
    )


def _is_away(emoji: str, text: str) -> bool:
    return emoji in AWAY_EMOJI or bool(_AWAY.search(text))
