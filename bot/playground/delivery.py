"""Handing things to the bot, over its socket or its request URL, with Slack's patience and retries."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

import aiohttp

from bot.playground.bell import Bell
from bot.playground.records import Delivery, Records

Json = dict[str, Any]

ACK_SECONDS = 3.0
RETRY_AFTER = (0.0, 60.0, 300.0)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is handed over. kind: `event`, `command` or `interaction`; attempt 0 is the first."""

    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ack:
    """How it went. outcome: `ok`, `timeout`, `offline`, `http_error` or `connection_failed`."""

    outcome: str
    body: Any = None
    final: bool = False

    @property
    def ok(self) -> bool:
        return self.outcome == "ok"


class Carrier(Protocol):
    """A way to the bot."""

    async def carry(self, parcel: Parcel, seconds: float) -> Ack: ...


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's v0 request signature."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class Push:
    """Signed HTTP requests to the bot's request URL."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url
        self.secret = secret
        self._session = aiohttp.ClientSession()

    async def carry(self, parcel: Parcel, seconds: float) -> Ack:
        body, headers = self._request(parcel)
        try:
            async with (
                asyncio.timeout(seconds),
                self._session.post(self.url, data=body, headers=headers) as answer,
            ):
                read = await answer.read()
                if answer.status >= 300:
                    return Ack("http_error", final=answer.headers.get("X-Slack-No-Retry") == "1")
                return Ack("ok", _answer(read, answer.content_type))
        except TimeoutError:
            return Ack("timeout")
        except aiohttp.ClientError:
            return Ack("connection_failed")

    def _request(self, parcel: Parcel) -> tuple[bytes, dict[str, str]]:
        if parcel.kind == "event":
            body, kind = json.dumps(parcel.payload).encode(), "application/json"
        elif parcel.kind == "command":
            body, kind = urlencode(parcel.payload).encode(), "application/x-www-form-urlencoded"
        else:
            body = urlencode({"payload": json.dumps(parcel.payload)}).encode()
            kind = "application/x-www-form-urlencoded"
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self.secret, timestamp, body),
        }
        if parcel.attempt:
            headers |= {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": parcel.reason}
        return body, headers

    async def close(self) -> None:
        await self._session.close()


def _answer(body: bytes, content_type: str) -> Any:
    """An acknowledgement's body: JSON, or plain text, which Slack shows as it is."""
    if not body.strip():
        return None
    if content_type == "application/json":
        return json.loads(body)
    return {"text": body.decode()}


class Courier:
    """Delivers once for people's clicks and commands, and again and again for events, as Slack does."""

    def __init__(
        self, carrier: Carrier, records: Records, bell: Bell, retry_after: tuple[float, ...] = RETRY_AFTER
    ) -> None:
        self.carrier = carrier
        self.records = records
        self._bell = bell
        self.retry_after = retry_after
        self.ack_seconds = ACK_SECONDS
        self._tasks: set[asyncio.Task[Any]] = set()

    async def deliver(self, parcel: Parcel) -> Ack:
        """One attempt."""
        began = time.monotonic()
        ack = await self.carrier.carry(parcel, self.ack_seconds)
        self.records.deliveries.append(
            Delivery(parcel.kind, parcel.attempt, ack.outcome, time.monotonic() - began)
        )
        self._bell.ring()
        return ack

    async def deliver_event(self, payload: Json) -> Ack:
        """The first attempt; where it fails, retries go on in the background."""
        ack = await self.deliver(Parcel("event", payload))
        if not ack.ok and not ack.final:
            self.in_background(self._retry(payload, ack))
        return ack

    async def _retry(self, payload: Json, ack: Ack) -> None:
        reasons = {"timeout": "http_timeout", "offline": "connection_failed"}
        for attempt, pause in enumerate(self.retry_after, start=1):
            await asyncio.sleep(pause)
            ack = await self.deliver(Parcel("event", payload, attempt, reasons.get(ack.outcome, ack.outcome)))
            if ack.ok or ack.final:
                return

    def in_background(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
