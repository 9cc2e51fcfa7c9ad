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


def test_a_cold_ask_is_done_well_before_bolt_and_sqlalchemy_would_be_loaded(tmp_path: Path) -> None:
    """In processor time and in turns, so that neither a slow machine nor a busy one makes a difference.

    Loading both takes twice as long as an answer, which takes 0.3 s on a machine of 2026.
    """
    ask = [sys.executable, "-m", "bot", "ask", "what does a senior mlops manager make"]
    load = [sys.executable, "-c", "import slack_bolt.async_app, sqlalchemy.ext.asyncio"]
    took = [(seconds(ask, tmp_path), seconds(load, tmp_path)) for _ in range(5)]
    assert min(asked for asked, _ in took) < 0.75 * min(loaded for _, loaded in took)


def seconds(command: list[str], folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
