from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.matchers import Regression, TfIdf, others, pieces, words
from bench.measure import Asked, Figures, auroc, measure
from bench.ours import CareerAdvisor
from bench.sets import first_turns, phrases, read_intents
from bench.tables import table
from bot.career.evaluation import Case, Turn
from bot.library.places import find_knowledge
from bot.library.reading import read_library

PHRASES = [("pay", "how much does it pay"), ("pay", "salary"), ("skills", "which skills are needed")]
NONE: frozenset[str] = frozenset()


class Always:
    """Says "pay" to everything, and is sure of what is short."""

    name = "always"

    def best(self, text: str) -> tuple[str | None, float]:
        return "pay", -float(len(text))


def test_figures_count_what_is_right_and_what_is_turned_away() -> None:
    questions = [Asked("a", frozenset({"pay"})), Asked("bb", frozenset({"skills"})), Asked("long", NONE)]
    figures = measure(Always(), questions)
    assert (figures.right, figures.auroc, figures.kept) == (0.5, 1.0, 0.5)
    assert 0 <= figures.median <= figures.slowest


@pytest.mark.parametrize(
    ("high", "low", "value"), [([2, 3], [1], 1.0), ([1], [1], 0.5), ([0], [1, 2], 0.0), ([], [1], 0.5)]
)
def test_auroc_is_how_often_one_is_above_the_other(high: list[float], low: list[float], value: float) -> None:
    assert auroc(high, low) == value


@pytest.mark.parametrize("matcher", [*others(PHRASES)], ids=lambda matcher: matcher.name)
def test_each_other_way_finds_a_phrase_that_is_asked_word_for_word(matcher: TfIdf | Regression) -> None:
    assert matcher.best("which skills are needed")[0] == "skills"


def test_nothing_shared_is_nothing_found() -> None:
    assert TfIdf("words", words, PHRASES).best("zebra") == (None, 0.0)
    assert TfIdf("pieces", pieces, PHRASES).best("skils")[0] == "skills"


def test_the_readers_patterns_become_plain_phrases() -> None:
    listed = phrases(read_library(find_knowledge(None, {}, Path())))
    assert {id for id, _ in listed} >= {"salary", "skills", "next_steps"}
    assert not any(sign in text for _, text in listed for sign in "{}|^$?")


def test_only_opening_questions_are_compared() -> None:
    turns = (
        Turn("pay?", "answer", topics=("salary",)),
        Turn("and for juniors?", "answer", topics=("salary",)),
    )
    cases = [
        Case("1", "direct", turns),
        Case("2", "chat", (Turn("hi", "chat"),)),
        Case("3", "oos", (Turn("x", "no_match"),)),
    ]
    assert first_turns(cases) == [Asked("pay?", frozenset({"salary"})), Asked("x", NONE)]


def test_a_public_set_is_read_from_its_file(tmp_path: Path) -> None:
    data = {"library": {"a_b": ["x"]}, "test": [["q", "a_b"]], "typo": [["qq", "a_b"]], "out_of_scope": ["z"]}
    path = tmp_path / "set.json"
    path.write_text(json.dumps(data))
    intents = read_intents(path)
    assert intents.clean == [Asked("q", frozenset({"a_b"})), Asked("z", NONE)]
    assert [asked.text for asked in intents.mistyped] == ["qq", "z"]


def test_the_advisor_is_measured_by_its_whole_answer() -> None:
    ours = CareerAdvisor(read_library(find_knowledge(None, {}, Path())))
    assert ours.best("what is the salary of an mlops manager")[0] == "salary"
    assert ours.best("who won the football game")[0] is None


def test_tables_name_the_ratio_to_ours() -> None:
    ours, other = Figures(1.0, 1.0, 1.0, 0.5, 1.0), Figures(0.5, 0.5, 0.25, 5.0, 9.0)
    lines = table("one", "two", [("ours", ours, ours), ("other", other, other)])
    assert lines[-1] == "| other | .500 | .500 | .500 | .250 | 5.00 | 9.00 | 10.0 |"
