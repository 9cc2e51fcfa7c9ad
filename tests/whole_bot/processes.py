"""The bot as a process of its own, started like an operator starts it."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.playground import Playground

ROOT = Path(__file__).parents[2]
START = 30.0  # seconds, on a busy machine


@dataclass(frozen=True, slots=True)
class Running:
    """A process: the port that it told, and its log so far."""

    process: asyncio.subprocess.Process
    port: int
    log_file: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def log(self) -> str:
        return self.log_file.read_text()

    async def ended(self, seconds: float) -> int:
        """The exit status, once it is over."""
        return await asyncio.wait_for(self.process.wait(), seconds)


def environ(slack: Playground, folder: Path, **more: str) -> dict[str, str]:
    """The environment of a bot over HTTP in that playground, and nothing else of this machine's."""
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
        "PYTHONPATH": str(ROOT),
        "KNOWLEDGE_DIR": str(ROOT / "knowledge"),
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "DATABASE_URL": f"sqlite:///{folder}/career.db",
        "PORT": "0",
        **more,
    }


@asynccontextmanager
async def started(env: Mapping[str, str], folder: Path, *args: str) -> AsyncIterator[Running]:
    """`career run --live ARGS...`, ready; killed at the end if it still runs."""
    log_file = folder / f"log-{secrets.token_hex(4)}.jsonl"
    with log_file.open("w") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--live", *args),
            env=dict(env),
            cwd=folder,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    try:
        assert process.stdout is not None
        greeting = (await asyncio.wait_for(process.stdout.readline(), START)).decode()
        found = re.search(r"on port (\d+)", greeting)
        assert found, (greeting, log_file.read_text())
        yield Running(process, int(found[1]), log_file)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def refused(env: Mapping[str, str], folder: Path, *args: str) -> tuple[int, str]:
    """The exit status and last words of a start that fails."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *args),
        env=dict(env),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), START)
    return process.returncode or 0, (out + err).decode()
