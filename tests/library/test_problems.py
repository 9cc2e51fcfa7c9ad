"""What is wrong in a guide is said with its place, its name, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.library.problems import LibraryProblems, Problem
from bot.library.reading import read_library
from tests.library.conftest import Folder

FIVE_MISTAKES = """
title: Lighthouse Keeper
skils:
  - Lamp care
salary:
  currency: USD
  levels:
    - {level: entry, low: 30000, high: 40000}
    - {level: senior, low: 60000, high: 50000}
employers: Trinity House
responsibilities:
  - Keep the lamp lit
  - Log the weather
  - keep the lamp lit
demand:
  detail: Ships still pass.
"""


def test_five_mistakes_are_told_at_once_each_with_line_and_column(folder: Folder) -> None:
    folder.write("guides/keeper.yaml", FIVE_MISTAKES)
    assert folder.said() == [
        "guides/keeper.yaml:2:1: `skils` is not a key of a guide. Did you mean `skills`?",
        "guides/keeper.yaml:8:41: `salary.levels[2].high` is lower than `low` (50000 and 60000). "
        "Swap the two, or mend the wrong one.",
        "guides/keeper.yaml:9:12: `employers` should be a list, but is a text. "
        "Begin each entry with `- ` on a line of its own.",
        "guides/keeper.yaml:13:5: `keep the lamp lit` is listed twice, first on line 11. "
        "Remove one of the two.",
        "guides/keeper.yaml:15:3: `demand` has no `trend`. "
        "Add `trend: ...` (in a few words, like Strong growth).",
    ]


def test_reading_refuses_with_the_same_words(folder: Folder) -> None:
    folder.write("guides/keeper.yaml", FIVE_MISTAKES)
    with pytest.raises(LibraryProblems) as refused:
        read_library(folder.path)
    assert refused.value.problems == folder.survey().problems
    assert str(refused.value).splitlines() == [str(problem) for problem in refused.value.problems]


def test_problems_of_every_file_come_together(folder: Folder) -> None:
    folder.write("guides/a.yaml", "title: A\nnope: 1\n")
    folder.write("guides/deep/b.yaml", "slug: b\n")
    folder.write("faq/own.yaml", "- id: x\n")
    folder.write("words.yaml", "default_rule: c\n")
    files = [line.split(":")[0] for line in folder.said()]
    assert files == ["faq/own.yaml"] * 3 + ["guides/a.yaml", "guides/deep/b.yaml", "words.yaml"]


@pytest.mark.parametrize(
    ("text", "place", "what", "mend"),
    [
        ("title: A\nTitle: B\n", (2, 1), "`Title` is not a key of a guide.", "Known keys are: title, slug, "),
        ("title: A\nnext steps: [x]\n", (2, 1), "`next steps` is not a key", "Did you mean `next_steps`?"),
        ("overview: text\n", (1, 1), "A guide has no `title`.", "Add `title: ...`"),
        ("title:\noverview: x\n", (1, 7), "`title` is empty.", "Fill it in."),
        ("title: A\nskills:\n  - Knots\n  -\n", (4, 4), "`skills[2]` is empty.", "Fill it in, or remove it."),
        (
            "title: A\nskills:\n  - [a, b]\n",
            (3, 5),
            "`skills[1]` should be a text, but is a list.",
            "Put the",
        ),
        ("title: [A]\n", (1, 8), "`title` should be a text, but is a list.", "Put the text right after"),
        ("title: A\noverview: {a: b}\n", (2, 11), "should be a text, but is a group of `key: value`", ""),
        (
            "title: A\nsalary: lots\n",
            (2, 9),
            "`salary` should be a group of keys, but is a text.",
            "currency",
        ),
        ("title: A\nslug: Keeper One\n", (2, 7), "`slug` can't be `Keeper One`.", "like `mlops-manager`"),
        ("title: A\nreviewed: 1.11.2026\n", (2, 11), "`reviewed` can't be `1.11.2026`.", "2026-11-01"),
        ("title: A\nreviewed: 2026-02-30\n", (2, 11), "`reviewed` can't be `2026-02-30`.", "2026-11-01"),
        (
            "title: A\nreview_every: sometimes\n",
            (2, 15),
            "`review_every` can't be `sometimes`.",
            "`6 months`",
        ),
        ("title: A\nsources: [{name: B, url: b.com}]\n", (2, 26), "`sources[1].url` can't be", "https://"),
        (
            "title: A\nskills:\n  - Plan: do things\n",
            (3, 5),
            "`Plan` is not a key of an entry.",
            "put the whole entry in double quotes.",
        ),
        (
            "title: A\nquestions: {pay: [what does it pay]}\n",
            (2, 13),
            "`pay` under `questions` is neither a topic nor an FAQ entry.",
            "Topics are: overview,",
        ),
        (
            "title: A\nskills: [Knots]\nnext_steps:\n  - {name: Sail, closes: [Knots, Knotts]}\n",
            (4, 34),
            "`next_steps[1].closes` names `Knotts`, which this guide doesn't list.",
            "Use a name from `skills`",
        ),
        ("- title: A\n", (1, 1), "The file should be a group of keys, but is a list.", "Write `key: value`"),
        (
            "title: " + "A" * 151 + "\n",
            (1, 8),
            "`title` is 151 characters long, and 150 is the most.",
            "Shorten",
        ),
        ("# nothing yet\n", (1, 1), "The file is empty.", "Fill it in, or remove it."),
    ],
)
def test_a_mistake_is_told_in_plain_words(
    problem_of: Callable[[str], Problem], text: str, place: tuple[int, int], what: str, mend: str
) -> None:
    problem = problem_of(text)
    assert (problem.line, problem.column) == place
    assert what in problem.what
    assert mend in problem.mend
    assert not problem.hint


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ('"130,000"', "Write 130000."),
        ("130_000", "Write 130000."),
        ("130.000", "Write 130000."),
        ("$130000", "Write 130000."),
        ("USD 130 000", "Write 130000."),
        ("130k", "Write it in digits alone."),
        ("130000.5", "Write it in digits alone."),
        ("1e5", "Write it in digits alone."),
        ("-5", "Write 5."),
    ],
)
def test_a_number_is_written_in_digits_alone(
    problem_of: Callable[[str], Problem], written: str, mend: str
) -> None:
    levels = f"    - level: entry\n      low: {written}\n      high: 900000\n"
    problem = problem_of(f"title: A\nsalary:\n  currency: USD\n  levels:\n{levels}")
    assert (problem.line, problem.column) == (6, 12)
    assert problem.what.startswith("`salary.levels[1].low` should be a whole number, but is `")
    assert problem.mend == mend


def test_mistakes_under_a_misspelt_key_are_told_as_well(folder: Folder) -> None:
    folder.write(
        "guides/keeper.yaml",
        """
        Title: Keeper
        Salry:
          Currency: usd
          levels:
            - {level: entry, low: 5, hihg: 2}
        """,
    )
    assert [line.split(" ", 1)[1] for line in folder.said()] == [
        "`Title` is not a key of a guide. Did you mean `title`?",
        "`Salry` is not a key of a guide. Did you mean `salary`?",
        "`Currency` is not a key of `salary`. Did you mean `currency`?",
        "`salary.currency` can't be `usd`. Write it like `USD`.",
        "`hihg` is not a key of a level. Did you mean `high`?",
        "`salary.levels[1].high` is lower than `low` (2 and 5). Swap the two, or mend the wrong one.",
    ]


def test_typographic_quotes_get_a_hint(folder: Folder) -> None:
    folder.write(
        "guides/keeper.yaml", 'title: “Keeper”\noverview: "“Watch,” he said”"\nskills: [John’s “Ropes”]\n'
    )
    assert [line.split(" The")[0] for line in folder.said()] == ["guides/keeper.yaml:1:8: hint:"]


def test_an_empty_key_is_a_hint_and_stops_nothing(folder: Folder) -> None:
    folder.write("guides/a.yaml", "title: A\nskills:\nemployers: []\n")
    assert folder.said() == [
        "guides/a.yaml:2:8: hint: `skills` is empty. Fill it in, or remove the line.",
        "guides/a.yaml:3:12: hint: `employers` is empty. Fill it in, or remove the line.",
    ]
    assert read_library(folder.path).guides["a"].skills == ()


@pytest.mark.parametrize(
    ("entry", "seam"),
    [
        ("Production ObservabilityModel GovernanceCost Forecasting", "ObservabilityModel"),
        ("GoogleAmazonMicrosoftApple", "GoogleAmazonMicrosoftApple"),
        ("Run a model to its rollbacks.Lead a governance rollout", "cks.Le"),
    ],
)
def test_entries_that_ran_together_get_a_hint(
    problem_of: Callable[[str], Problem], entry: str, seam: str
) -> None:
    problem = problem_of(f"title: A\nskills:\n  - {entry}\n")
    assert problem.hint
    assert problem.what == f"Two entries may have run together at `{seam}`."
    assert (problem.line, problem.column) == (3, 5)


@pytest.mark.parametrize(
    "entry",
    [
        "ServiceNow",
        "JPMorgan Chase",
        "NVIDIA",
        "Use of JavaScript frameworks",
        "GitHub Actions and CloudFormation",
        "MLOps and DevOps practices",
        "Node.js in production",
        "PyTorch or TensorFlow",
        "e.g. LangChain",
    ],
)
def test_names_with_capitals_inside_are_names(folder: Folder, entry: str) -> None:
    folder.write("guides/a.yaml", f"title: A\nskills:\n  - {entry}\n")
    assert folder.said() == []


def test_an_unreadable_file_is_told_by_name(folder: Folder) -> None:
    (folder.path / "guides").mkdir()
    (folder.path / "guides" / "gone.yaml").symlink_to("nowhere.yaml")
    assert folder.said() == [
        "guides/gone.yaml:1:1: The file can't be read (No such file or directory). "
        "Check its place and rights."
    ]


def test_a_file_that_nothing_reads_gets_a_hint(folder: Folder) -> None:
    folder.write("guides/keeper.yml", "title: A\n")
    folder.write("topic.yaml", "a: b\n")
    folder.write("guides/.#keeper.yaml", "an editor's lock\n")
    assert [line.split(" Files")[0] for line in folder.said()] == [
        "guides/keeper.yml:1:1: hint: Nothing reads this file.",
        "topic.yaml:1:1: hint: Nothing reads this file.",
    ]
