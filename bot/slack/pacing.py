"""A cap on answers, so that two bots that answer each other come to rest."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.career.person import Person

ANSWERS = 10
SPAN = 60.0
_MOST = 10_000


@dataclass(slots=True)
class Pacing:
    """At most ten answers a minute to a person in a channel. `clock`: monotonic seconds."""

    clock: Callable[[], float]
    _given: OrderedDict[tuple[Person, str], deque[float]] = field(default_factory=OrderedDict)

    def pause(self, person: Person, channel: str) -> int | None:
        """None while an answer may be given (and counts it); else how many were held back before."""
        now = self.clock()
        given = self._given.setdefault((person, channel), deque())
        self._given.move_to_end((person, channel))
        if len(self._given) > _MOST:
            self._given.popitem(last=False)
        while given and given[0] <= now - SPAN:
            given.popleft()
        given.append(now)
        return None if len(given) <= ANSWERS else len(given) - ANSWERS - 1
