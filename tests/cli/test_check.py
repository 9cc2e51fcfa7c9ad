"""`career check`: every mistake of a knowledge base, and the exit status to go with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import KNOWLEDGE, Career

FIVE_MISTAKES = """\
title: Lighthouse Keeper
skils: [Lamp care]
salary:
  currency: USD
  levels:
    - {level: senior, low: 60000, high: 50000}
employers: Trinity House
demand:
  detail: Ships still pass.
reviewed: yesterday
"""


def test_five_mistakes_are_listed_with_line_and_column(career: Career, tmp_path: Path) -> None:
    (tmp_path / "mine" / "guides").mkdir(parents=True)
    (tmp_path / "mine" / "guides" / "keeper.yaml").write_text(FIVE_MISTAKES)
    done = career("check", "mine")
    assert done.status == 1
    assert [line.split(": ")[0] for line in done.out.splitlines()[:-1]] == [
        "mine/guides/keeper.yaml:2:1",
        "mine/guides/keeper.yaml:6:41",
        "mine/guides/keeper.yaml:7:12",
        "mine/guides/keeper.yaml:9:3",
        "mine/guides/keeper.yaml:10:11",
    ]
    assert done.out.splitlines()[-1] == "mine: 5 mistakes."


def test_asking_refuses_a_broken_library_with_the_same_words(career: Career, tmp_path: Path) -> None:
    (tmp_path / "mine" / "guides").mkdir(parents=True)
    (tmp_path / "mine" / "guides" / "keeper.yaml").write_text(FIVE_MISTAKES)
    refused = career("ask", "--knowledge", "mine", "what does a keeper do")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.splitlines() == career("check", "mine").out.splitlines()[:-1]


def test_the_bot_refuses_to_start_with_the_same_words(career: Career, tmp_path: Path) -> None:
    (tmp_path / "mine" / "guides").mkdir(parents=True)
    (tmp_path / "mine" / "guides" / "keeper.yaml").write_text(FIVE_MISTAKES)
    refused = career("run", "--knowledge", "mine")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.splitlines() == career("check", "mine").out.splitlines()[:-1]


def test_the_shipped_knowledge_is_sound(career: Career) -> None:
    done = career("check", KNOWLEDGE)
    assert done.status == 0
    assert done.out == f"{KNOWLEDGE}: 1 guide, 0 FAQ entries, no mistakes.\n"


def test_hints_are_listed_and_leave_the_status_good(career: Career, tmp_path: Path) -> None:
    (tmp_path / "knowledge" / "guides").mkdir(parents=True)
    (tmp_path / "knowledge" / "guides" / "keeper.yaml").write_text("title: Keeper\nskills:\n")
    done = career("check")
    assert done.status == 0
    assert "knowledge/guides/keeper.yaml:2:8: hint: `skills` is empty." in done.out
    assert done.out.endswith("knowledge: 1 guide, 0 FAQ entries, no mistakes, 1 hint.\n")


def test_the_folder_may_come_from_the_environment(
    career: Career, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("KNOWLEDGE_DIR", "elsewhere")
    assert career("check").out == "elsewhere: 0 guides, 0 FAQ entries, no mistakes.\n"


def test_the_folder_may_come_from_the_env_file(career: Career, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".env").write_text("KNOWLEDGE_DIR=elsewhere\n")
    assert career("check").out.startswith("elsewhere: ")


def test_without_any_folder_the_shipped_one_is_checked(career: Career) -> None:
    assert career("check").out.endswith("1 guide, 0 FAQ entries, no mistakes.\n")


def test_a_folder_that_is_not_there_is_wrong_usage(career: Career) -> None:
    done = career("check", "nowhere")
    assert (done.status, done.out) == (2, "")
    assert done.err == "There is no knowledge folder at nowhere.\n"
