"""How well questions are understood that nothing was learned from, with and without typing mistakes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random
from statistics import mean

import pytest

from bot.career.evaluation import Report, evaluate
from bot.library.cases import read_cases
from bot.understanding.reader import Reader
from bot.understanding.typos import scramble
from tests.understanding.conftest import NOW

ASIDE = Path(__file__).parents[1] / "questions" / "aside"


def run(reader: Reader, name: str, typos: float = 0.0, seed: int = 0) -> Report:
    mistype = partial(scramble, rng=Random(seed), rate=typos) if typos else None
    return evaluate(read_cases(ASIDE / f"{name}.yaml"), reader, now=NOW, mistype=mistype)


@pytest.mark.parametrize(
    ("name", "right", "wrong", "turned_away"), [("everyday", 0.95, 0.02, 0.95), ("hard", 0.9, 0.05, 0.8)]
)
def test_questions_of_strangers_are_understood(
    reader: Reader, name: str, right: float, wrong: float, turned_away: float
) -> None:
    report = run(reader, name)
    assert report.right_share >= right
    assert report.wrong_share <= wrong
    assert report.turned_away_share >= turned_away


@pytest.mark.parametrize("name", ["everyday", "hard"])
def test_typing_mistakes_cost_little(reader: Reader, name: str) -> None:
    clean = run(reader, name).right_share
    mistyped = mean(run(reader, name, typos=0.3, seed=seed).right_share for seed in range(5))
    assert mistyped >= clean - 0.05
