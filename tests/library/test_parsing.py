"""Files that YAML can't read: where the slip is, in plain words, and the rest of the file all the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.library.problems import Problem
from bot.library.reading import read_library
from tests.library.conftest import Folder


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("title: A\noverview: a role: hard\n", (2, 17), "A colon is not expected here."),
        ("title: A\nskills:\n\t- Knots\n", (3, 1), "A tab is used to indent."),
        ("title: A\nskills:\n  - @here\n", (3, 5), "A text can't begin with `@`."),
        ("title: A\nskills:\n  - `code`\n", (3, 5), "A text can't begin with ```."),
        ("title: A\nskills:\n  - 100%\n  - %x\n", (4, 5), "A text can't begin with `%`."),
        ("title: A\noverview: 'a role\n", (2, 11), "The quote that opens here is never closed."),
        ('title: A\noverview: "say "hi" now"\n', (2, 17), "The text goes on after its closing quote."),
        ("title: A\noverview: 'it's hard'\n", (2, 15), "The text goes on after its closing quote."),
        ('title: A\nskills:\n  - "Care" of people\n', (3, 12), "The text goes on after its closing quote."),
        ("title: A\nskills:\n• Knots\n", (3, 1), "This entry begins with `•`."),
        ("title: A\nskills:\n  * Knots\n", (3, 3), "This entry begins with `*`."),
        ("title: A\nnext_steps:\n  - Sail\n    also: [row]\n", (4, 9), "A colon is not expected here."),
        ('title: A\noverview: "C:\\Work"\n', (2, 14), "A backslash means something special"),
        ("title: A\nskills: [Knots, Lamps\n", (2, 9), "The list that opens here with `[` is not closed"),
        ("title: A\ndemand: {trend: up\n", (2, 9), "The group that opens here with `{` is not closed"),
        (
            "title: A\nskills:\n  - Knots\n  -Lamps\n  - Sails\n",
            (4, 3),
            "This line is neither `key: value` nor",
        ),
        ("title: A\nskills:\n  - a\n  b: c\n", (4, 3), "This line doesn't line up with the entries above."),
        ("title: A\nskills:\n  - Knots\n - Lamps\n", (4, 2), "This doesn't fit the lines above."),
        ("title: A\nskills: - Knots\n", (2, 9), "A list entry can't begin here."),
        ("title: A\noverview: |hello\n  there\n", (2, 11), "After `|` or `>` the line must end."),
        ("title:A\nslug: a\n", (1, 6), "A space is missing after the colon."),
        ("title: A\nskills\n  - Knots\n", (2, 1), "This line is neither `key: value` nor a list entry."),
        ("title: A\noverview: *bold move\n", (2, 11), "`*bold` repeats a part that is not marked `&bold`"),
        ("title: A\noverview: *bold* move\n", (2, 11), "The sign that the text begins with means"),
        ("title: A\noverview: ]\n", (2, 11), "The sign that the text begins with means"),
        ("title: A\noverview: ? who knows\n", (2, 11), "A text can't begin with `? `."),
        ("title: A\n---\ntitle: B\n", (2, 1), "A second document begins here."),
        ("title: A\ntitle: B\n", (2, 1), "`title` stands here a second time, first on line 1."),
        ("title: A\nsalary:\n  <<: {a: b}\n", (3, 3), "`<<` (merging groups) is not used here."),
        ("title: A\n? [a]\n: b\n", (2, 3), "A key must be a plain word."),
        ("title: A\nowner: !!python/name:os.system x\n", (2, 8), "`!!python/name:os.system` is a YAML tag"),
        ("title: A\nskills: !!set {a, b}\n", (2, 9), "`!!set` is a YAML tag"),
        ("title: A\noverview: a\x07b\n", (2, 12), "An invisible character (U+0007) stands here"),
    ],
)
def test_a_slip_is_told_where_a_person_would_look(
    folder: Folder, text: str, place: tuple[int, int], what: str
) -> None:
    folder.write("guides/keeper.yaml", text)
    first = folder.survey().problems[0]
    assert (first.line, first.column, first.hint) == (*place, False)
    assert what in first.what
    assert first.mend.endswith(".")


def test_keys_below_a_text_need_its_name(problem_of: Callable[[str], Problem]) -> None:
    problem = problem_of("title: A\nnext_steps:\n  - Sail\n    also: [row]\n")
    assert problem.mend.startswith("Begin the entry above with `- name: `")


def test_slips_within_one_list_are_told_apart(folder: Folder) -> None:
    folder.write(
        "guides/keeper.yaml",
        """
        title: Keeper
        skills:
          - "Care" of lamps
          - Reading: the sky
          - {nam: Knots}
          - 'Care's
          - Lamps: a: lot
            also: [lights]
          - [one, two]
        """,
    )
    assert [line.split(": ")[0].rpartition("keeper.yaml:")[2] for line in folder.said()] == [
        "3:12",
        "4:5",
        "5:6",
        "6:11",
        "7:13",
        "9:5",
    ]


def test_what_hangs_on_a_line_that_is_left_out_is_not_told_as_well(folder: Folder) -> None:
    folder.write(
        "guides/keeper.yaml",
        """
        title: Keeper
        salary:
          currency: USD
          levels:
            - level: entry: first
              low: 1
              high: 2
        skils: [Knots]
        """,
    )
    assert [line.split(": ")[0] for line in folder.said()] == [
        "guides/keeper.yaml:5:19",
        "guides/keeper.yaml:8:1",
    ]


def test_one_slip_does_not_hide_the_mistakes_after_it(folder: Folder) -> None:
    folder.write(
        "guides/keeper.yaml",
        """
        title: Keeper
        overview: watches: the sea
        skils: [Knots]
        salary:
        \t- high
        employers: nobody
        next_steps: [Row
        industries: [Sea, sea]
        """,
    )
    assert [line.split(": ")[0] for line in folder.said()] == [
        "guides/keeper.yaml:2:18",
        "guides/keeper.yaml:3:1",
        "guides/keeper.yaml:5:1",
        "guides/keeper.yaml:6:12",
        "guides/keeper.yaml:7:13",
        "guides/keeper.yaml:8:19",
    ]


def test_a_key_is_not_called_missing_where_its_line_is_broken(folder: Folder) -> None:
    folder.write("guides/keeper.yaml", "title: Keeper: of lights\noverview: Watches the sea.\n")
    assert [line.split(" If")[0] for line in folder.said()] == [
        "guides/keeper.yaml:1:14: A colon is not expected here."
    ]


def test_broken_entries_of_an_faq_file_are_told_apart(folder: Folder) -> None:
    folder.write(
        "faq/own.yaml",
        """
        - id: leave
          label: Leave: how much
        - id: pay
          label: Payday
          asks: [when is payday]
          answer: 'The 25th
        - id: badge
          label: Badge
        """,
    )
    assert [line.split(": ")[0] for line in folder.said()][:2] == ["faq/own.yaml:2:15", "faq/own.yaml:6:11"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbftitle: Keeper\r\nskills:\r\n  - Knots\r\n  - R\xc3\xa9gates\r\n",
        b"title: Keeper\rskills:\r  - Knots\r  - R\xc3\xa9gates\r",
        b"title: Keeper\nskills: [\"Knots\", 'Re\xcc\x81gates']",
        b"---\n# a comment\ntitle: Keeper\nskills:\n- Knots\n- R\xc3\xa9gates\n...\n",
        b"title: &t Keeper\nskills:\n  - \xe2\x80\x8bKnots\n  - 'R\xc3\xa9gates  '\n",
    ],
)
def test_files_from_any_editor_read_the_same(folder: Folder, data: bytes) -> None:
    folder.write("guides/keeper.yaml", data)
    guide = read_library(folder.path).guides["keeper"]
    assert guide.title == "Keeper"
    assert [item.name for item in guide.skills] == ["Knots", "Régates"]


def test_columns_count_characters_behind_a_byte_order_mark(problem_of: Callable[[str], Problem]) -> None:
    problem = problem_of("\ufefftitle: Keeper\nslug: ÄÖ\n")
    assert (problem.line, problem.column) == (2, 7)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("title: Wärter\n".encode("latin-1"), (1, 9)),
        ("title: A\noverview: Größe\n".encode("cp1252"), (2, 13)),
        ("title: A\n".encode("utf-16"), (1, 1)),
        (b"title: A\xff\n", (1, 9)),
    ],
)
def test_another_encoding_is_told_with_its_first_character(
    folder: Folder, data: bytes, place: tuple[int, int]
) -> None:
    folder.write("guides/keeper.yaml", data)
    problem = folder.only()
    assert (problem.line, problem.column) == place
    assert problem.what == "From here on the file is not UTF-8."
    assert problem.mend == "Save it again with the encoding UTF-8."


def test_words_that_yaml_takes_for_values_stay_words(folder: Folder) -> None:
    folder.write(
        "guides/keeper.yaml",
        "title: 007\naliases: [no, 1e3, 2026-01-01, true, 0x10]\n"
        "skills: ['null', \"~\", 1_000, on, 12:30:00]\n",
    )
    guide = read_library(folder.path).guides["keeper"]
    assert guide.title == "007"
    assert guide.aliases == ("no", "1e3", "2026-01-01", "true", "0x10")
    assert [item.name for item in guide.skills] == ["null", "~", "1_000", "on", "12:30:00"]


def test_a_part_that_is_repeated_by_its_mark_is_read_again(folder: Folder) -> None:
    folder.write("guides/keeper.yaml", "title: A\nskills: &all [Knots, Lamps]\nskill_gaps: {missing: *all}\n")
    guide = read_library(folder.path).guides["keeper"]
    assert [item.name for item in guide.skill_gaps.missing] == ["Knots", "Lamps"]
