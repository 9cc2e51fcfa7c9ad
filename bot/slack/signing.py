"""Whether a request is Slack's: pure, on raw bytes, before anything reads the body.

The rules are those of docs.slack.dev/authentication/verifying-requests-from-slack, with a strict grammar.
"""

from __future__ import annotations

import hmac
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

SKEW = 300  # seconds that Slack's clock and ours may differ
MEMORY = 600.0  # seconds in which a timestamp can be fresh, from 300 s ahead of us to 300 s behind

Flaw = Literal["headers", "timestamp", "stale", "signature", "replay"]

_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Signed:
    """What vouches for a body: each value of the two headers, since a second one is a forger's."""

    timestamps: Sequence[str]
    signatures: Sequence[str]
    body: bytes


def flaw(request: Signed, secrets: Sequence[str], now: float) -> Flaw | None:
    """What is wrong with a request, or None. `secrets`: the signing secrets in use; `now`: seconds of UTC."""
    if len(request.timestamps) != 1 or len(request.signatures) != 1:
        return "headers"
    timestamp, signature = request.timestamps[0], request.signatures[0]
    if not _TIMESTAMP.fullmatch(timestamp):
        return "timestamp"
    if abs(now - int(timestamp)) > SKEW:
        return "stale"
    if not _SIGNATURE.fullmatch(signature):
        return "signature"
    return None if _vouched(signature, timestamp, request.body, secrets) else "signature"


def sign(secret: str, timestamp: int | str, body: bytes) -> str:
    """Slack's signature of a body, as it stands in the X-Slack-Signature header."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, "sha256").hexdigest()


def _vouched(signature: str, timestamp: str, body: bytes, secrets: Sequence[str]) -> bool:
    """Compares with each secret's signature, all of them, so that time tells nothing."""
    matches = [hmac.compare_digest(signature, sign(secret, timestamp, body)) for secret in secrets]
    return any(matches)


class Seen:
    """The signatures of the last ten minutes. Only genuine ones are kept, so strangers can't fill it."""

    def __init__(self) -> None:
        self._known: dict[str, float] = {}
        self._order: deque[tuple[float, str]] = deque()

    def first(self, signature: str, now: float) -> bool:
        """Whether this is the first time; `now` in seconds of any clock that doesn't jump."""
        while self._order and self._order[0][0] <= now - MEMORY:
            at, old = self._order.popleft()
            if self._known.get(old) == at:
                del self._known[old]
        if signature in self._known:
            return False
        self._known[signature] = now
        self._order.append((now, signature))
        return True

    def forget(self, signature: str) -> None:
        """Lets a request come again: it was not stored, and Slack's retry may bear the same second."""
        self._known.pop(signature, None)

    def __len__(self) -> int:
        return len(self._known)
