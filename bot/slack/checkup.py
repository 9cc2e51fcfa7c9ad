"""What Slack says of our tokens, for `career doctor`. Asks, and changes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.errors import CareerError
from bot.slack.calls import new_session, web_client
from bot.slack.failures import TROUBLES, Failure, failure
from bot.slack.manifest import OPTIONAL_SCOPES, SCOPES


class SlackRefuses(CareerError):
    """Slack refuses the token."""


class SlackSilent(CareerError):
    """Slack can't be reached: check the network, a proxy, and SLACK_API_URL."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a bot token is good for. `told_at` is Slack's clock when it answered."""

    team: str
    bot_user: str
    scopes: frozenset[str]
    told_at: datetime | None

    @property
    def missing(self) -> tuple[str, ...]:
        """Scopes that the bot needs and the token lacks."""
        return tuple(scope for scope in SCOPES if scope not in self.scopes)

    @property
    def needless(self) -> tuple[str, ...]:
        """Scopes that the token has and the bot has no use for: the app drifted from its manifest."""
        return tuple(sorted(self.scopes - {*SCOPES, *OPTIONAL_SCOPES}))

    def skew(self, now: datetime) -> float | None:
        """Seconds that our clock is ahead of Slack's, to about a second; None where Slack gave no time."""
        return None if self.told_at is None else (now - self.told_at).total_seconds()


async def bot_token(token: str, api_url: str) -> Checkup:
    """Raises SlackRefuses, with what to do about it, or SlackSilent."""
    answer, headers = await _call(token, api_url, "auth.test")
    scopes = headers.get("x-oauth-scopes", "")
    return Checkup(
        team=answer["team_id"],
        bot_user=answer["user_id"],
        scopes=frozenset(scope.strip() for scope in scopes.split(",") if scope.strip()),
        told_at=_date(headers.get("date", "")),
    )


async def app_token(token: str, api_url: str) -> None:
    """Asks for a Socket Mode address and lets it lapse; raises SlackRefuses or SlackSilent."""
    await _call(token, api_url, "apps.connections.open")


_WHAT_TO_DO = {
    "invalid_auth": "it is not one of Slack's: copy it again",
    "not_authed": "it is empty: copy it again",
    "account_inactive": "the app was removed from the workspace: install it again",
    "token_revoked": "the token was revoked: install the app again and copy the new one",
    "token_expired": "token rotation is switched on for this app: make a new app from `career manifest`",
    "not_allowed_token_type": "it is of another kind: xoxb- is the bot token, xapp- the app-level token",
    "missing_scope": "an app-level token needs the scope connections:write",
}


async def _call(token: str, api_url: str, method: str) -> tuple[dict[str, str], dict[str, str]]:
    async with new_session() as session:
        try:
            answer = await web_client(session, api_url, token).api_call(method)
        except TROUBLES as error:
            raise _said(failure(error)) from None
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert isinstance(answer.data, dict)
    return answer.data, headers


def _said(trouble: Failure) -> CareerError:
    if not re.fullmatch(r"[a-z_]+", trouble.why):  # no code of Slack's: what answered there was not Slack
        return SlackSilent()
    return SlackRefuses(f"Slack says {trouble.why}: {_WHAT_TO_DO.get(trouble.why, 'try again later')}.")


def _date(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written).astimezone(UTC)
    except ValueError:
        return None
