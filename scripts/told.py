"""Questions whose topics people told: the opening turns of the question sets, and lines of phrasings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.library.cases import read_cases
from bot.understanding.learned import NOTHING, OUTSIDE, VAGUE

ALSO: dict[str, str] = {"other_role": OUTSIDE, "chat": NOTHING}


@dataclass(frozen=True, slots=True)
class Told:
    """A message, and its topics.

    `outside` stands for what the guide does not hold, `nothing` for small talk, `vague` for what is asked of
    the role without saying what.
    """

    text: str
    topics: tuple[str, ...]


def read_told(folder: Path) -> Iterator[Told]:
    """All that is in a folder: question sets in YAML, and phrasings in JSON Lines `{"t", "q"}`."""
    for path in sorted(folder.glob("*.yaml")):
        for case in read_cases(path):
            turn = case.turns[0]
            unheld = {"no_match": (OUTSIDE,), "chat": (NOTHING,), "clarify": (VAGUE,)}
            yield Told(turn.say, unheld.get(turn.expect, turn.topics))
    for path in sorted(folder.glob("**/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            said: list[str] = told["t"] if isinstance(told["t"], list) else [told["t"]]
            named = tuple(ALSO.get(topic, topic) for topic in said)
            yield Told(told["q"], named)
