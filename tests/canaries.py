"""Every token in these tests is a canary: none may be found in a log line or in a database, in any test."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logs import JsonLines

SECRET = re.compile(r"xox[a-z]-|xapp-|v0=[0-9a-f]{64}|hooks\.slack(-gov)?\.com/\w|Bearer \w")
IN_A_FILE = re.compile(rb"xox[a-z]-\w|xapp-\w|v0=[0-9a-f]{64}")


class Listening(logging.Handler):
    """Keeps each line that the bot would have written with a secret in it, and each that it tried to."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines(dict))
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        ours = record.name.startswith("bot.")
        if SECRET.search(line) or (ours and SECRET.search(record.getMessage())):
            self.heard.append(line)


@pytest.fixture(autouse=True)
def no_secret_in_any_log() -> Iterator[None]:
    """Listens to all that is logged during a test."""
    listening = Listening()
    logging.getLogger().addHandler(listening)
    yield
    logging.getLogger().removeHandler(listening)
    assert listening.heard == []


def secrets_in(folder: Path, pattern: str = "*") -> list[Path]:
    """Which files below a folder hold something like a token."""
    files = [file for file in folder.rglob(pattern) if file.is_file()]
    return [file for file in files if IN_A_FILE.search(file.read_bytes())]


@pytest.fixture(autouse=True)
def no_secret_in_any_database(request: pytest.FixtureRequest) -> Iterator[None]:
    """Looks through the SQLite files that a test left behind, their logs too."""
    yield
    folder = request.node.funcargs.get("tmp_path")
    if isinstance(folder, Path):
        assert secrets_in(folder, "*.db*") == []
