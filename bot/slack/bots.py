"""Who we are in each workspace."""

from __future__ import annotations

from typing import Protocol

import aiohttp

from bot.errors import ConfigError
from bot.slack.calls import web_client
from bot.slack.failures import TROUBLES, failure
from bot.slack.payloads import Bot


class Bots(Protocol):
    """Knows who we are where."""

    async def bot(self, team: str) -> Bot | None:
        """Ourselves in a workspace, None where we are not installed."""

    async def token(self, team: str) -> str | None:
        """Our bot token there."""


async def bot_of_token(session: aiohttp.ClientSession, api_url: str, token: str) -> Bot:
    """Who that bot token makes us.

    Raises:
        ConfigError: Slack refuses the token or can't be reached.
    """
    try:
        answer = await web_client(session, api_url, token).auth_test()
    except TROUBLES as error:
        why = failure(error).why
        raise ConfigError(f"Slack does not accept SLACK_BOT_TOKEN: {why}. Run `career doctor`.") from None
    return Bot(str(answer["team_id"]), str(answer["user_id"]), str(answer.get("bot_id") or ""), token)


class OneBot:
    """A single workspace's, asked of Slack once: whoever asks is in it."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def bot(self, team: str) -> Bot | None:
        """Ourselves; a person of an organisation may come with the organisation's id."""
        return self._bot

    async def token(self, team: str) -> str | None:
        return self._bot.token
