"""Scripted misbehaviour of the Web API, as data with a seed."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, fields
from typing import Any

from bot.errors import CareerError

Json = dict[str, Any]

KINDS = ("close", "hang", "status", "broken_json", "ratelimited", "error", "slow", "lag", "strip")


class FaultMistake(CareerError):
    """A fault can't be understood."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to misbehave.

    method: the Web API method, or `*`.
    does: one of KINDS. `status` answers with an HTTP status and an HTML page, `error` with `ok: false`,
        `lag` keeps messages younger than `seconds` out of history, `strip` takes `what` out of it.
    on: at which calls of the method (the first is 1); empty means `chance` decides at each call.
    accepted: whether the call takes effect before it goes wrong.
    times: at most so often; None means without end.
    """

    method: str
    does: str
    on: tuple[int, ...] = ()
    chance: float = 1.0
    accepted: bool = False
    times: int | None = None
    status: int = 500
    error: str = "internal_error"
    retry_after: str | None = "1"
    seconds: float = 0.0
    what: tuple[str, ...] = ("metadata", "block_id")

    def __post_init__(self) -> None:
        if self.does not in KINDS:
            raise FaultMistake(f"A fault does one of {', '.join(KINDS)}, not {self.does!r}.")

    @property
    def goes_along(self) -> bool:
        """Whether the call still answers as it should, only later or with less."""
        return self.does in ("slow", "lag", "strip")


class Faults:
    """Draws the faults of each call. The same seed and calls give the same faults."""

    def __init__(self, faults: tuple[Fault, ...] = (), seed: int = 0) -> None:
        self.script(faults, seed)

    def script(self, faults: tuple[Fault, ...], seed: int = 0) -> None:
        """Begin anew with other faults."""
        self.faults = faults
        self.seed = seed
        self._random = random.Random(seed)
        self._calls: Counter[str] = Counter()
        self._fired: Counter[Fault] = Counter()

    def of_call(self, method: str) -> tuple[Fault, ...]:
        """The faults of this call: any that go along with it, and at most one that breaks it."""
        self._calls[method] += 1
        number, draw, broken = self._calls[method], self._random.random(), False
        fired = []
        for fault in self.faults:
            if fault.method not in (method, "*") or self._fired[fault] == fault.times:
                continue
            if fault.on:
                hit = number in fault.on
            elif fault.goes_along:
                hit = self._random.random() < fault.chance
            else:  # the chances of faults that break a call add up: one draw falls on one of them
                hit, draw = 0 <= draw < fault.chance, draw - fault.chance
            if hit and (fault.goes_along or not broken):
                broken = broken or not fault.goes_along
                self._fired[fault] += 1
                fired.append(fault)
        return tuple(fired)


def faults_from(told: Json) -> tuple[tuple[Fault, ...], int]:
    """Read faults from JSON: `{"seed": 7, "faults": [{"method": .., "does": .., ..}, ..]}`.

    Raises:
        FaultMistake: naming the key that is not known.
    """
    known = {f.name for f in fields(Fault)}
    faults = []
    for entry in told.get("faults", ()):
        if unknown := set(entry) - known:
            raise FaultMistake(f"A fault has no {', '.join(sorted(unknown))}.")
        read: Json = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
        faults.append(Fault(**read))
    return tuple(faults), int(told.get("seed", 0))
