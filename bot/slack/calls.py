"""Slack's Web API and response URLs, over one shared session."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.cards.blocks import Message
from bot.slack.failures import TROUBLES, CallFailed, Failure, failure, retry_after
from bot.slack.response_urls import SLACK_APIS, trusted
from bot.slack.retrying import until_sent

log = logging.getLogger(__name__)
TIMEOUT = aiohttp.ClientTimeout(total=10, sock_connect=5)
QUIET = {"unfurl_links": False, "unfurl_media": False}
REFUSED_BLOCKS = "message"

TokenOf = Callable[[str], Awaitable[str | None]]
CountError = Callable[[str, str], None]
Json = dict[str, Any]


def new_session() -> aiohttp.ClientSession:
    """One for all calls; they are many and short, so the connections are kept."""
    return aiohttp.ClientSession(timeout=TIMEOUT, connector=aiohttp.TCPConnector(limit=200))


def web_client(session: aiohttp.ClientSession, api_url: str, token: str | None = None) -> AsyncWebClient:
    """A client that never sends anything twice by itself: a retry may be a second message."""
    client = AsyncWebClient(token=token, base_url=api_url, session=session, timeout=10, retry_handlers=[])
    if not api_url.startswith(tuple(f"https://{host}/" for host in SLACK_APIS)):
        client.proxy = None  # a Slack on this machine is not behind the company's proxy
    return client


class Slack:
    """Calls for any workspace. `token_of` gives a team's bot token, None where we are not installed."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        api_url: str,
        token_of: TokenOf,
        count_error: CountError = lambda method, error: None,
    ) -> None:
        self._session = session
        self._api_url = api_url
        self._token_of = token_of
        self._count_error = count_error
        self._clients: dict[str, AsyncWebClient] = {}
        self._refusals: set[str] = set()
        self._scopes: dict[str, frozenset[str]] = {}

    def granted(self, team: str, scope: str) -> bool:
        """Whether Slack told with its last answer that we have that scope there."""
        return scope in self._scopes.get(team, frozenset())

    async def call(self, team: str, method: str, **arguments: Any) -> Json:
        """What Slack answers to a method that changes something. Sent once, whatever happens.

        Raises:
            CallFailed: with what is known of whether it was done.
        """
        return await self._ask(team, method, json=arguments)

    async def read(self, team: str, method: str, **arguments: Any) -> Json:
        """What Slack answers to a method that only reads; asked once more where no answer came.

        Raises:
            CallFailed: twice.
        """
        try:
            return await self._ask(team, method, http_verb="GET", params=arguments)
        except CallFailed as failed:
            if failed.failure.kind != "unknown":
                raise
            return await self._ask(team, method, http_verb="GET", params=arguments)

    async def _ask(self, team: str, method: str, **how: Any) -> Json:
        token = await self._token_of(team)
        if token is None:
            raise self._failed(method, Failure("team", "not_installed"))
        client = self._clients.get(token)
        if client is None:
            client = self._clients[token] = web_client(self._session, self._api_url, token)
        try:
            answer = await client.api_call(method, **how)
        except TROUBLES as error:
            raise self._failed(method, failure(error)) from error
        if scopes := (answer.headers or {}).get("x-oauth-scopes"):
            self._scopes[team] = frozenset(scopes.split(","))
        return dict(answer.data) if isinstance(answer.data, dict) else {}

    def _failed(self, method: str, what: Failure) -> CallFailed:
        self._count_error(method, what.why)
        return CallFailed(method, what)

    async def send(self, team: str, method: str, message: Message, **arguments: Any) -> Json:
        """A message; where Slack refuses its blocks its text alone, which says everything too.

        Raises:
            CallFailed: with what is known of whether it arrived.
        """
        try:
            return await self.call(team, method, **message.payload(), **QUIET, **arguments)
        except CallFailed as failed:
            if failed.failure.kind != REFUSED_BLOCKS or not message.blocks:
                raise
            self._note_refusal(failed)
            return await self.call(team, method, text=message.text, **QUIET, **arguments)

    async def say(self, team: str, method: str, message: Message, **arguments: Any) -> Json:
        """`send` for somebody who waits for it: again where it surely did not arrive, for half a minute.

        Raises:
            CallFailed: with what is known of whether it arrived.
        """
        return await until_sent(lambda: self.send(team, method, message, **arguments))

    async def respond(self, url: str, message: Message, **how: Any) -> None:
        """Post to a response URL: `replace_original`, `delete_original`, `response_type` in `how`.

        Raises:
            CallFailed: the URL is none of Slack's, or Slack did not take it.
        """
        if not trusted(url, self._api_url):
            raise self._failed("response_url", Failure("other", "untrusted_url"))
        try:
            await until_sent(lambda: self._respond(url, message.payload() | QUIET | how))
        except CallFailed as failed:
            if failed.failure.kind != REFUSED_BLOCKS or not message.blocks:
                raise
            self._note_refusal(failed)
            await self._respond(url, {"text": message.text} | QUIET | how)

    def _note_refusal(self, failed: CallFailed) -> None:
        """Logged once for each reason: it is a mistake of ours, and one line tells it."""
        if failed.failure.why not in self._refusals:
            self._refusals.add(failed.failure.why)
            log.error("Slack refused blocks, sending the text alone", extra={"why": failed.failure.why})

    async def _respond(self, url: str, payload: Json) -> None:
        try:
            async with self._session.post(url, json=payload, allow_redirects=False) as answer:
                said = (await answer.text())[:500]
        except TROUBLES as error:
            raise self._failed("response_url", failure(error)) from error
        if answer.status == 429:
            raise self._failed("response_url", Failure("unsent", "ratelimited", retry_after(answer.headers)))
        if answer.status != 200 or '"ok":false' in said.replace(" ", ""):
            kind = REFUSED_BLOCKS if "invalid_blocks" in said or answer.status == 400 else "other"
            raise self._failed("response_url", Failure(kind, f"http_{answer.status}"))  # type: ignore[arg-type]
