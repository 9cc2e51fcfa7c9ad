"""What is counted of questions: how they ended and how long it took. Never what they said."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.advisor.heard import Answered
from bot.career.answer import Chat, Clarify, NoMatch, Reply

Count = Callable[[str, float], None]
_OUTCOMES = {Reply: "answer", Clarify: "clarify", NoMatch: "no_match", Chat: "chat"}


class Stopwatch:
    """Started when something arrives; `count` hears an outcome and seconds."""

    def __init__(self, count: Count) -> None:
        self._count = count
        self._began = time.perf_counter()

    def stop(self, heard: object) -> None:
        """It was answered. Commands are not questions, and not counted among them."""
        if isinstance(heard, Answered):
            self._count(_OUTCOMES[type(heard.answer)], time.perf_counter() - self._began)
