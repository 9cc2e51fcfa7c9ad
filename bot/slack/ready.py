"""Answers to questions that were asked before, ready to be sent again.

An answer to a question that stands by itself depends on the library alone; changed guides bring new listeners
and with them an empty shelf. Nothing is kept of who asked.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, Protocol, TypeVar

from bot.advisor.heard import Answered, Heard

MOST = 2_000
LONGEST = 200  # characters; longer ones are hardly asked twice


class Ready(Protocol):
    """What was made of something, with what says it."""

    @property
    def heard(self) -> Heard: ...


Kept = TypeVar("Kept", bound=Ready)


class ReadyAnswers(Generic[Kept]):
    """The answers given last, by the words of the question."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def get(self, text: str) -> Kept | None:
        ready = self._kept.get(text)
        if ready is not None:
            self._kept.move_to_end(text)
        return ready

    def put(self, text: str, ready: Kept) -> None:
        if len(text) > LONGEST or not isinstance(ready.heard, Answered):
            return  # what is a person's own is theirs alone
        self._kept[text] = ready
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
