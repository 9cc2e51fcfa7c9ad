"""What tells what is asked, learned from questions whose topics people told: `make learn`.

Reads tests/questions, writes bot/understanding/learned.json. Of a message of several sentences or clauses
it is not told which one asks: the one that seems to, by what was learned so far, is taken, and all is learned
again.

Needs scikit-learn, which nothing else here does.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.career.guide import TOPICS
from bot.library.reading import read_library
from bot.understanding.learned import FILE, NOTHING, OUTSIDE, SCALE, VAGUE
from bot.understanding.reader import Reader
from bot.understanding.traits import WHOLE
from bot.understanding.typos import scramble
from scripts.told import Told, read_told

CLASSES = (*TOPICS, OUTSIDE, VAGUE, NOTHING)
ROUNDS = 3
LEAST = 5  # spans that must have a trait for it to be learned
LOOSENESS = 0.5  # how freely examples are followed: the inverse of the weights' penalty
IDLE = 0.7  # what a span counts that is taken to ask for nothing

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Examples:
    """Spans with their traits, and those of each message with its topics: its sentences, then its clauses."""

    traits: list[dict[str, int]]
    messages: list[list[int]]
    topics: list[tuple[str, ...]]


def main() -> None:
    library = read_library(Path("knowledge"))
    told = list(read_told(Path("tests/questions")))
    reader, rng = Reader(library), Random(1)
    plain = examples_of(told, reader)
    mistyped = examples_of([Told(scramble(one.text, rng), one.topics) for one in told], reader)
    names, weights, bias = learn(plain, mistyped)
    kept = {
        name: row
        for name, row in zip(names, _whole(weights), strict=True)
        if any(abs(one) > 1 for one in row)
    }
    FILE.write_text(_written(_whole(bias[None])[0], kept), encoding="utf-8")
    sys.stdout.write(f"{len(told):,} messages, {len(plain.traits):,} spans, {len(kept):,} traits\n")


def examples_of(told: Sequence[Told], reader: Reader) -> Examples:
    """The spans of the messages; those of which nothing is left are left out."""
    examples = Examples([], [], [])
    for one in told:
        read = reader.spans(one.text)
        for some in [read.sentences] if read.clauses is read.sentences else [read.sentences, read.clauses]:
            if not some:
                continue
            start = len(examples.traits)
            examples.messages.append(list(range(start, start + len(some))))
            examples.topics.append(one.topics)
            examples.traits.extend(span.traits for span in some)
    return examples


def learn(plain: Examples, mistyped: Examples) -> tuple[list[str], Matrix, Matrix]:
    """The traits, a weight of each for each class, and the bias of each class.

    The same messages with typing mistakes are learned from too, but bring no traits of their own.
    """
    counts = Counter(trait for traits in plain.traits for trait in traits)
    examples = _together(plain, mistyped)
    names = sorted(trait for trait, count in counts.items() if count >= LEAST)
    matrix = _matrix(examples.traits, names)
    shares = _first_guess(examples)
    for _ in range(ROUNDS):
        rows, classes, weights = zip(*_instances(examples, shares), strict=True)
        model = LogisticRegression(C=LOOSENESS, max_iter=1000)
        model.fit(matrix[list(rows)], np.array(classes), sample_weight=np.array(weights))
        shares = model.predict_proba(matrix)
    return names, model.coef_.T, model.intercept_


def _together(one: Examples, other: Examples) -> Examples:
    start = len(one.traits)
    messages = [[start + row for row in rows] for rows in other.messages]
    return Examples(one.traits + other.traits, one.messages + messages, one.topics + other.topics)


def _matrix(traits: Sequence[dict[str, int]], names: Sequence[str]) -> csr_matrix:
    places = {name: place for place, name in enumerate(names)}
    found = [
        (row, places[name], value / WHOLE)
        for row, each in enumerate(traits)
        for name, value in each.items()
        if name in places
    ]
    rows, columns, values = zip(*found, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(traits), len(names)))


def _first_guess(examples: Examples) -> Matrix:
    """How much the cues of each span speak for each class, more where it asks."""
    shares = np.zeros((len(examples.traits), len(CLASSES)))
    for row, traits in enumerate(examples.traits):
        asks = 0.5 * ("asked" in traits) + 0.3 * ("starts" in traits)
        for place, name in enumerate(CLASSES):
            cue = "no cue 0" if name == OUTSIDE else f"cue {name}"
            shares[row, place] = traits.get(cue, 0) / WHOLE + asks
    return shares


def _instances(examples: Examples, shares: Matrix) -> Iterator[tuple[int, int, float]]:
    """Each span with its class and what it counts: of several, each topic's is the one that fits best."""
    for rows, topics in zip(examples.messages, examples.topics, strict=True):
        chosen: dict[int, list[int]] = {}
        for topic in topics:
            place = CLASSES.index(topic)
            chosen.setdefault(max(rows, key=lambda row: shares[row, place]), []).append(place)
        for row in rows:
            for place in chosen.get(row, ()):
                yield row, place, 1 / len(chosen[row])
            if row not in chosen:
                yield row, CLASSES.index(NOTHING), IDLE


def _whole(weights: Matrix) -> list[list[int]]:
    return [[round(float(one) * SCALE) for one in row] for row in weights]


def _written(bias: list[int], weights: dict[str, list[int]]) -> str:
    """One trait a line, so that a change shows."""
    rows = ",\n".join(
        f"{json.dumps(name)}:{json.dumps(row, separators=(',', ':'))}" for name, row in weights.items()
    )
    return f'{{"classes":{json.dumps(CLASSES)},\n"bias":{json.dumps(bias)},\n"weights":{{\n{rows}\n}}}}\n'


if __name__ == "__main__":
    main()
