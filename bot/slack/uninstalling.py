"""Uninstalling: Slack tells it by two events, in any order, and all that is a workspace's is erased."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.patience import promptly
from bot.store import Store, erasure

log = logging.getLogger(__name__)
EVENTS = ("app_uninstalled", "tokens_revoked")


class Uninstalling:
    """A listener for both events. `later` runs what need not happen before the acknowledgement."""

    def __init__(self, store: Store, later: Callable[[Coroutine[Any, Any, Any]], None]) -> None:
        self._store = store
        self._later = later

    async def heard(self, ack: AsyncAck, body: Mapping[str, Any]) -> None:
        """Erases before it acknowledges. An event that was delayed past a new installation erases nothing.

        Raises:
            StoreUnavailable: nothing was erased, and Slack should send it again.
        """
        told = body.get("event") or {}
        if told.get("type") == "app_uninstalled" or (told.get("tokens") or {}).get("bot"):
            team, at = str(body["team_id"]), datetime.fromtimestamp(int(body.get("event_time") or 0), UTC)
            erased = await promptly(self._store.write(lambda c: erasure.erase_team(c, team, at)))
            log.info("Uninstalled from a workspace", extra={"team": team, "rows": erased})
            self._later(self._store.erase_traces())
        await ack()
