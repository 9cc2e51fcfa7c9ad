"""Before anything of a request is read: is it small enough, from Slack, and not heard before?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from bot.slack.signing import Seen, Signed, flaw

TIMESTAMP = "X-Slack-Request-Timestamp"
SIGNATURE = "X-Slack-Signature"


@dataclass(frozen=True, slots=True)
class Turned:
    """Turned away: the status to answer with, and in a word why. Never what the body said."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Guard:
    """`secrets`: the signing secret, and while it is rotated the one before. `clock`: seconds of UTC."""

    secrets: Sequence[str] = field(repr=False)
    clock: Callable[[], float]
    seen: Seen = field(default_factory=Seen, repr=False)

    async def admit(self, request: web.Request) -> bytes | Turned:
        """The body of a request that Slack signed just now, for the first time."""
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return Turned(413, "too_large")
        headers = request.headers
        signed = Signed(headers.getall(TIMESTAMP, []), headers.getall(SIGNATURE, []), body)
        now = self.clock()
        if wrong := flaw(signed, self.secrets, now):
            return Turned(401, wrong)
        return body if self.seen.first(signed.signatures[0], now) else Turned(401, "replay")

    def forget(self, request: web.Request) -> None:
        """Slack may send this one again: it was not stored."""
        self.seen.forget(request.headers[SIGNATURE])
