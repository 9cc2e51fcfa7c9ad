"""Answers to questions that were asked before, ready to be sent again.

An answer to a question that stands by itself depends on the library alone; changed guides bring new listeners
and with them an empty shelf. Nothing is kept of who asked.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from bot.advisor.heard import Answered, Heard
from bot.career.memory import Memory
from bot.slack.cards.blocks import Message

MOST = 2_000
LONGEST = 200  # characters; longer ones are hardly asked twice


@dataclass(frozen=True, slots=True)
class Ready:
    """What was made of something, the message that says it, and what is to be remembered of it."""

    heard: Heard
    card: Message
    memory: Memory | None = None


class ReadyAnswers:
    """The answers given last, by the words of the question."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Ready] = OrderedDict()

    def get(self, text: str) -> Ready | None:
        ready = self._kept.get(text)
        if ready is not None:
            self._kept.move_to_end(text)
        return ready

    def put(self, text: str, ready: Ready) -> None:
        if len(text) > LONGEST or not isinstance(ready.heard, Answered):
            return  # what is a person's own is theirs alone
        self._kept[text] = ready
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
