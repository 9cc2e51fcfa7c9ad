"""`career eval`: figures for people and scripts, and bounds for checks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Career

CASES = """
- id: pay
  kind: direct
  turns:
    - say: how much does a senior mlops manager make?
      expect: answer
      role: mlops-manager
      topics: [salary]
      contains: ["220,000"]
      lacks: ["130,000"]
- id: nurse
  kind: other_role
  note: has no guide
  turns: [{say: what does a nurse earn, expect: no_match}]
- id: wrong-on-purpose
  kind: direct
  turns: [{say: how much does a senior mlops manager make?, expect: answer, topics: [skills]}]
- id: hello
  kind: chat
  turns: [{say: hello, expect: chat}, {say: "", expect: chat, why: nobody knows}]
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    file = tmp_path / "cases.yaml"
    file.write_text(CASES)
    return file


def test_figures_and_misses_are_printed_for_people(career: Career, cases: Path) -> None:
    done = career("eval", cases)
    assert (done.status, done.err) == (0, "")
    assert "direct" in done.out
    assert "wrong-on-purpose" in done.out
    assert "nurse" not in done.out


def test_figures_are_one_json_object_for_scripts(career: Career, cases: Path) -> None:
    figures = json.loads(career("eval", "--json", cases, cases).out)
    assert figures["turns"] == 10
    assert figures["right"] == 0.5
    assert figures["turned_away"] == 1.0


@pytest.mark.parametrize(
    ("bounds", "status", "said"),
    [
        (("--min-right", "0.5", "--max-wrong", "0.5", "--min-turned-away", "1"), 0, ""),
        (("--min-right", "0.6"), 1, "Right: 0.500, at least 0.6 was asked for.\n"),
        (("--max-wrong", "0"), 1, "Wrong: "),
    ],
)
def test_a_bound_that_is_missed_fails(
    career: Career, cases: Path, bounds: tuple[str, ...], status: int, said: str
) -> None:
    done = career("eval", *bounds, cases)
    assert done.status == status
    assert done.err.startswith(said)


def test_the_same_seed_makes_the_same_typos(career: Career, cases: Path) -> None:
    def figures(*args: str) -> str:
        return career("eval", "--json", *args, cases).out

    assert figures("--typos", "1", "--seed", "3") == figures("--typos", "1", "--seed", "3")
    assert "mistype" not in figures()
    said = json.loads(figures("--typos", "1", "--seed", "3"))["misses"]
    assert any("senior mlops manager" not in miss["said"] for miss in said)


def test_mistakes_in_a_question_set_are_told_by_line(career: Career, tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text(
        "- id: a\n  turns:\n    - {say: hi, expect: nothing}\n- {turns: hello}\n"
    )
    done = career("eval", "cases.yaml")
    assert (done.status, done.out) == (1, "")
    assert [line.split(": ")[0] for line in done.err.splitlines()] == [
        "cases.yaml:3:25",
        "cases.yaml:4:3",
        "cases.yaml:4:11",
    ]
