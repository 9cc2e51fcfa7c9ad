"""What a failed call of Slack's Web API means: may it be tried again, did it arrive, who is gone?

The classes are those of docs.slack.dev/reference/methods/chat.postMessage and of how a socket can die.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import CareerError

Kind = Literal["unsent", "unknown", "person", "team", "message", "other"]

LIMITED = frozenset({"ratelimited", "rate_limited"})
UNSENT = frozenset({"message_limit_exceeded", "team_added_to_org", "not_allowed_token_type", "token_expired"})
UNKNOWN = frozenset(
    {
        "fatal_error",
        "internal_error",
        "request_timeout",
        "service_unavailable",
        "duplicate_message_not_found",
        "duplicate_channel_not_found",
    }
)
PERSON = frozenset(
    {
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "channel_not_found",
        "cannot_dm_bot",
        "messages_tab_disabled",
        "is_archived",
        "user_is_restricted",
    }
)
TEAM = frozenset(
    {
        "account_inactive",
        "token_revoked",
        "invalid_auth",
        "not_authed",
        "missing_scope",
        "org_login_required",
        "access_denied",
    }
)
MESSAGE = frozenset({"no_text", "msg_too_long", "msg_blocks_too_long", "metadata_too_large"})
MESSAGE_STARTS = (
    "invalid_blocks",
    "invalid_metadata",
    "invalid_arg",
    "invalid_attachments",
    "only_one_table",
)
USUAL_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Failure:
    """`unsent`: surely nothing happened; `unknown`: it may have; `person`, `team`: gone for us;
    `message`: Slack won't take what was sent. `wait` only where Slack limits the rate.
    """

    kind: Kind
    why: str
    wait: timedelta | None = None


class CallFailed(CareerError):
    """Slack did not do what was asked."""

    def __init__(self, method: str, failure: Failure) -> None:
        super().__init__(f"{method}: {failure.why}")
        self.method = method
        self.failure = failure


# Everything that the network, Slack or its client raise for a call. The client trips over a body of plain
# text where it expects an object: that is the AttributeError.
TROUBLES = (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError, OSError, AttributeError, ValueError)


def failure(error: Exception) -> Failure:
    """What one of TROUBLES means."""
    if isinstance(error, SlackApiError):
        return _said(error)
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)):
        return Failure("unsent", type(error).__name__)
    return Failure("unknown", type(error).__name__)


def _said(error: SlackApiError) -> Failure:
    answer: Any = error.response
    status = int(getattr(answer, "status_code", 0) or getattr(answer, "status", 0) or 0)
    data = getattr(answer, "data", None)
    code = str(data.get("error") or "") if isinstance(data, Mapping) else ""
    if status == 429 or code in LIMITED:
        return Failure("unsent", "ratelimited", retry_after(getattr(answer, "headers", None) or {}))
    if status >= 500 or not code:
        return Failure("unknown", code or f"http_{status}")
    return Failure(_kind(code), code)


def _kind(code: str) -> Kind:
    for kind, codes in (("unsent", UNSENT), ("unknown", UNKNOWN), ("person", PERSON), ("team", TEAM)):
        if code in codes:
            return kind  # type: ignore[return-value]
    if code.startswith("restricted_action"):
        return "person"
    return "message" if code in MESSAGE or code.startswith(MESSAGE_STARTS) else "other"


def retry_after(headers: Mapping[str, Any]) -> timedelta:
    """Retry-After in whole seconds, an hour at most; where it is missing or garbled, half a minute."""
    given = next((str(said) for name, said in headers.items() if name.lower() == "retry-after"), "")
    if not (given.isascii() and given.isdigit()):
        return USUAL_WAIT
    return min(timedelta(seconds=int(given[:9])), LONGEST_WAIT)
