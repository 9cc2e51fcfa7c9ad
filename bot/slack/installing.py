"""Installing in many workspaces: what slack_sdk and Bolt ask of a store, over plain functions of ours."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from logging import Logger
from typing import Any

import aiohttp
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot as SdkBot
from slack_sdk.oauth.installation_store import Installation as SdkInstallation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.slack.calls import web_client
from bot.slack.manifest import SCOPES
from bot.slack.payloads import Bot
from bot.slack.response_urls import SLACK_APIS
from bot.slack.web import INSTALL, REDIRECT
from bot.store import Store, installations, states
from bot.store.installations import Installation
from bot.store.keys import Keyring

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


class Workspaces(AsyncInstallationStore):
    """Who we are where. Nothing is remembered here: other processes install and uninstall too."""

    def __init__(self, store: Store, keys: Keyring) -> None:
        self._store = store
        self._keys = keys

    @property
    def logger(self) -> Logger:
        return log

    async def bot(self, team: str) -> Bot | None:
        """Who we are in a workspace, None where we are not installed."""
        found = await self._find(team)
        return None if found is None else Bot(found.team, found.bot_user, found.bot, found.token)

    async def token(self, team: str) -> str | None:
        """The bot token of a workspace, None where we are not installed."""
        found = await self._find(team)
        return None if found is None else found.token

    async def _find(self, team: str) -> Installation | None:
        return await self._store.read(lambda c: installations.find(c, self._keys, team))

    async def async_save(self, installation: SdkInstallation) -> None:
        """Keeps an installation. Raises BoltError for one that we could not serve."""
        granted = _granted(installation)
        await self._store.write(lambda c: installations.save(c, self._keys, granted))
        log.info("Installed in a workspace", extra={"team": granted.team})

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> SdkBot | None:
        found = await self._find(team_id or enterprise_id or "")
        if found is None:
            return None
        return SdkBot(
            app_id=found.app,
            team_id=found.team,
            bot_token=found.token,
            bot_id=found.bot,
            bot_user_id=found.bot_user,
            bot_scopes=found.scopes,
            installed_at=found.installed_at.timestamp(),
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await self._store.write(lambda c: installations.remove(c, team_id or enterprise_id or ""))

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Nothing: we ask for no token of a person's."""


def _granted(installation: SdkInstallation) -> Installation:
    given = (installation.team_id, installation.bot_token, installation.bot_id, installation.bot_user_id)
    if not all(given):
        raise BoltError("Career Advisor is installed in one workspace at a time, with its bot user.")
    if installation.bot_refresh_token:
        raise BoltError("Token rotation is on for this app: make a new one from `career manifest`.")
    return Installation(
        team=str(installation.team_id),
        app=str(installation.app_id or ""),
        bot=str(installation.bot_id),
        bot_user=str(installation.bot_user_id),
        scopes=tuple(installation.bot_scopes or ()),
        token=str(installation.bot_token),
        installed_at=datetime.fromtimestamp(installation.installed_at, UTC),
    )


class States(AsyncOAuthStateStore):
    """Single-use states of installations under way."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @property
    def logger(self) -> Logger:
        return log

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        return await self._store.write(lambda c: states.issue(c, self._clock()))

    async def async_consume(self, state: str) -> bool:
        return await self._store.write(lambda c: states.consume(c, state, self._clock()))


def oauth_flow(
    client_id: str,
    client_secret: str,
    api_url: str,
    session: aiohttp.ClientSession,
    workspaces: Workspaces,
    states: States,
) -> AsyncOAuthFlow:
    """Bolt's flow behind /slack/install: consent at Slack, a state bound to the browser, the token kept."""
    settings = AsyncOAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=SCOPES,
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
        authorization_url=_consent(api_url),
        installation_store=workspaces,
        installation_store_bot_only=True,
        state_store=states,
        state_expiration_seconds=600,
        logger=log,
    )
    return AsyncOAuthFlow(client=web_client(session, api_url), logger=log, settings=settings)


def _consent(api_url: str) -> str:
    """Where people are asked for consent: Slack's page, or that of the Slack which stands in for it."""
    base = api_url.removesuffix("api/")
    real = any(base == f"https://{host}/" for host in SLACK_APIS)
    return "https://slack.com/oauth/v2/authorize" if real else base + "oauth/v2/authorize"
