from __future__ import annotations

from datetime import timedelta

import pytest

from bot.slack import retrying
from bot.slack.failures import CallFailed, Failure, Kind
from bot.slack.retrying import until_sent


class Calls:
    """Fails as told, then succeeds."""

    def __init__(self, *failures: Failure) -> None:
        self.left = list(failures)
        self.made = 0

    async def __call__(self) -> str:
        self.made += 1
        if self.left:
            raise CallFailed("chat.postMessage", self.left.pop(0))
        return "sent"


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was slept, without sleeping."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("bot.slack.retrying.asyncio.sleep", sleep)
    return slept


def unsent(wait: float | None = None) -> Failure:
    return Failure("unsent", "x", None if wait is None else timedelta(seconds=wait))


async def test_what_surely_did_not_arrive_is_sent_again(pauses: list[float]) -> None:
    calls = Calls(unsent(), unsent(), unsent())
    assert await until_sent(calls) == "sent"
    assert (calls.made, pauses) == (4, list(retrying.PAUSES))


async def test_slacks_own_pause_is_kept(pauses: list[float]) -> None:
    assert await until_sent(Calls(unsent(7.0))) == "sent"
    assert pauses == [7.0]


@pytest.mark.parametrize("kind", ["unknown", "person", "team", "message", "other"])
async def test_nothing_else_is_ever_sent_twice(kind: Kind) -> None:
    calls = Calls(Failure(kind, "x"))
    with pytest.raises(CallFailed):
        await until_sent(calls)
    assert calls.made == 1


@pytest.mark.parametrize("waits", [(31.0,), (16.0, 16.0)])
async def test_nobody_is_kept_waiting_for_more_than_half_a_minute(
    waits: tuple[float, ...], pauses: list[float]
) -> None:
    with pytest.raises(CallFailed):
        await until_sent(Calls(*map(unsent, waits)))
    assert sum(pauses) <= retrying.LONGEST


async def test_a_slack_that_never_gives_way_is_told_so() -> None:
    calls = Calls(*[unsent()] * 9)
    with pytest.raises(CallFailed):
        await until_sent(calls)
    assert calls.made == 4
