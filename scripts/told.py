"""Questions whose topics people told: the opening turns of the question sets, and lines of phrasings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.career.guide import OVERVIEW
from bot.library.cases import read_cases
from bot.understanding.learned import NOTHING, OUTSIDE

ALSO: dict[str, str] = {"other_role": OUTSIDE, "chat": NOTHING, "vague": OVERVIEW}


@dataclass(frozen=True, slots=True)
class Told:
    """A message, and its topics; `outside` for what the guide does not hold, `nothing` for small talk. Who
    does not say what they want to know is told what the role is."""

    text: str
    topics: tuple[str, ...]


def read_told(folder: Path) -> Iterator[Told]:
    """All that is in a folder: question sets in YAML, and phrasings in JSON Lines `{"t", "q"}`."""
    for path in sorted(folder.glob("*.yaml")):
        for case in read_cases(path):
            turn = case.turns[0]
            told_by = {"no_match": (OUTSIDE,), "chat": (NOTHING,), "clarify": (OVERVIEW,)}
            yield Told(turn.say, told_by.get(turn.expect, turn.topics))
    for path in sorted(folder.glob("**/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            said: list[str] = told["t"] if isinstance(told["t"], list) else [told["t"]]
            named = tuple(ALSO.get(topic, topic) for topic in said)
            yield Told(told["q"], named)
