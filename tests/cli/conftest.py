"""The `career` command as scripts and people meet it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str


Career = Callable[..., Done]


@pytest.fixture
def career(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Career:
    """Runs `career ARGS...` in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KNOWLEDGE_DIR", raising=False)

    def run(*args: str | Path) -> Done:
        try:
            status = main([str(arg) for arg in args])
        except SystemExit as ended:
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        return Done(status, printed.out, printed.err)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Career:
    """Runs `career ARGS...` in a process of its own, in an empty folder; `given` is its standard input."""

    def run(*args: str | Path, given: bytes = b"") -> Done:
        command = [sys.executable, "-m", "bot", *map(str, args)]
        done = subprocess.run(
            command, input=given, capture_output=True, cwd=tmp_path, timeout=60, check=False
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
