"""What is asked in a benchmark: question sets about the guides, and a public set of FAQ entries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import Any

from bench.matchers import Phrases
from bench.measure import Asked
from bot.career.evaluation import Case
from bot.career.guide import TOPICS
from bot.career.library import Library
from scripts.told import read_told

_READINGS = 6  # of one pattern, at most
_NONE_OF_ALL = frozenset({"^", "$", ".."})


@dataclass(frozen=True, slots=True)
class Intents:
    """A company's FAQ as example questions by id, with other questions for it and some from elsewhere."""

    library: dict[str, list[str]]
    clean: list[Asked]
    mistyped: list[Asked]


def first_turns(cases: Iterable[Case]) -> list[Asked]:
    """The opening questions of the cases on topics, and those that can't be answered.

    Later turns lean on what was said before, which the other ways don't know.
    """
    turns = [case.turns[0] for case in cases]
    return [
        Asked(turn.say, frozenset(turn.topics if turn.expect == "answer" else ()))
        for turn in turns
        if turn.expect in ("answer", "no_match")
    ]


def phrases(library: Library) -> Phrases:
    """How people ask for each topic, as a plain list: the patterns that the reader knows, written out."""
    title = next(iter(library.guides.values())).aliases[0]
    return [
        (topic.id, text)
        for topic in library.topics.values()
        for pattern in (topic.label, *topic.asks, *topic.cues.sure, *topic.cues.likely)
        for text in _readings(pattern, title)
    ]


def taught(folder: Path) -> Phrases:
    """The questions on one topic that the reader has learned from."""
    told = [(one.topics[0], one.text) for one in read_told(folder) if len(one.topics) == 1]
    return [(topic, text) for topic, text in told if topic in TOPICS]


def read_intents(path: Path) -> Intents:
    """A set in JSON: `library` (id: examples), `test` and `typo` (question, id), `out_of_scope`."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    elsewhere = [Asked(text, frozenset()) for text in data["out_of_scope"]]
    return Intents(
        data["library"],
        [Asked(text, frozenset({id})) for text, id in data["test"]] + elsewhere,
        [Asked(text, frozenset({id})) for text, id in data["typo"]] + elsewhere,
    )


def label(id: str) -> str:
    """The words of an id."""
    return id.replace("_", " ")


def _readings(pattern: str, title: str) -> Iterator[str]:
    steps = [_ways(step, title) for step in pattern.split() if step not in _NONE_OF_ALL]
    for ways in islice(product(*steps), _READINGS):
        yield " ".join(way for way in ways if way)


def _ways(step: str, title: str) -> list[str]:
    ways = [_said(way, title) for way in step.removesuffix("?").split("|")]
    return [*ways, ""] if step.endswith("?") else ways


def _said(way: str, title: str) -> str:
    if way.startswith("{"):
        return title if way in ("{role}", "{title}") else ""
    return "is" if way == "be" else way
