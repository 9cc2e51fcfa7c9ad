"""A question from the command line starts fast, because it loads only what it needs."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

HEAVY = (
    "asyncio",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
    "alembic",
    "aiohttp",
    "numpy",
    "apscheduler",
    "cryptography",
)

ASK = f"""
import sys
from bot.cli import main
status = main(["ask", "what does a senior mlops manager make"])
loaded = {{name.partition(".")[0] for name in sys.modules}}
print(*sorted(loaded & set({HEAVY!r})), file=sys.stderr)
sys.exit(status)
"""


def test_a_cold_ask_loads_neither_slack_nor_store(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    assert "USD 220,000 to 300,000" in done.stdout
    assert done.stderr == "\n"


def test_a_cold_ask_takes_under_four_tenths_of_a_second(tmp_path: Path) -> None:
    """In processor time, the best of five: what else the machine is at is not measured here."""
    command = [sys.executable, "-m", "bot", "ask", "what does a senior mlops manager make"]
    assert min(seconds(command, tmp_path) for _ in range(5)) < 0.4


def seconds(command: list[str], folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
