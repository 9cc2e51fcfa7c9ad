"""What the command says to those who don't know it yet, or mistype."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot
from bot.cli.entry import GROUPS
from tests.cli.conftest import Career

COMMANDS = [command for commands in GROUPS.values() for command in commands]


def test_help_lists_the_commands(career: Career) -> None:
    done = career("--help")
    assert done.status == 0
    listed = re.findall(r"^    ([a-z-]+)(?: |$)", done.out, re.MULTILINE)
    assert listed == COMMANDS
    assert set(listed) >= {"run", "ask", "check", "eval", "preview", "migrate", "doctor", "manifest"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(career: Career, command: str) -> None:
    done = career(command, "--help")
    assert done.status == 0
    assert done.out.startswith(f"usage: career {command}")


def test_the_version_is_the_packages(career: Career) -> None:
    assert career("--version").out == f"career {bot.__version__}\n"


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("dance",),
        ("ask",),
        ("ask", "--batch", "-"),
        ("ask", "--json", "--batch", "-", "and a question"),
        ("ask", "--json", "--batch", "no-such-file.jsonl"),
        ("ask", "--knowledge", "nowhere", "what is the pay"),
        ("eval",),
        ("eval", "--min-right", "1.5", "cases.yaml"),
        ("run", "--web", "--worker"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_plain_line(career: Career, args: tuple[str, ...]) -> None:
    done = career(*args)
    assert (done.status, done.out) == (2, "")
    assert done.err.strip()
    assert "Traceback" not in done.err


def test_a_broken_env_file_is_told_by_its_line(career: Career, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=1\nnonsense\n")
    done = career("check")
    assert (done.status, done.err) == (2, ".env:2: expected NAME=value\n")
