"""The Procfile and the image say what the house can do."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.cli.entry import GROUPS, parser
from bot.playground import Playground
from tests.whole_bot.processes import ROOT, environ

PROCFILE = dict(re.findall(r"^(\w+): (.+)$", (ROOT / "Procfile").read_text(), re.MULTILINE))
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_the_procfile_has_the_three_usual_lines() -> None:
    assert list(PROCFILE) == ["release", "web", "worker"]


@pytest.mark.parametrize("line", PROCFILE.values())
def test_each_line_is_a_command_that_there_is(line: str) -> None:
    program, *words = shlex.split(line)
    assert program == "career"
    parser(GROUPS).parse_args(words)


def test_the_image_takes_in_only_what_is_there_and_not_ignored() -> None:
    allowed = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    copied = [
        name
        for words in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for name in words.split()[:-1]
    ]
    assert copied
    for name in copied:
        assert (ROOT / name).exists()
        assert name in allowed


def test_the_image_runs_without_root_and_starts_the_bot() -> None:
    last = DOCKERFILE.split("\nFROM ")[-1]
    assert re.search(r"^USER career$", last, re.MULTILINE)
    program, *words = json.loads(re.findall(r"^CMD (.+)$", last, re.MULTILINE)[0])
    assert program == "career"
    assert parser(GROUPS).parse_args(words).live is True


def test_the_image_is_of_a_python_that_we_support() -> None:
    assert set(re.findall(r"^FROM python:3\.(\d+)-slim", DOCKERFILE, re.MULTILINE)) == {"13"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_honcho_releases_then_runs_web_and_worker(tmp_path: Path) -> None:
    honcho = [
        str(Path(sys.executable).with_name("honcho")),
        "-f",
        str(ROOT / "Procfile"),
        "-d",
        str(tmp_path),
    ]
    async with Playground(retry_after=(0.2, 1.0)) as slack, aiohttp.ClientSession() as session:
        env, port = environ(slack, tmp_path), free_port()
        env.pop("PORT")
        released = await asyncio.create_subprocess_exec(
            *honcho, "start", "release", env=env, stdout=-1, stderr=-1
        )
        said, _ = await asyncio.wait_for(released.communicate(), 60)
        assert b"at revision" in said
        running = await asyncio.create_subprocess_exec(
            *honcho, "start", "-p", str(port), "web", "worker", env=env, stdout=-1, stderr=-1
        )
        try:
            assert running.stdout is not None
            seen = b""
            while seen.count(b"Career Advisor is ready") < 2:
                line = await asyncio.wait_for(running.stdout.readline(), 60)
                assert line, seen.decode()
                seen += line
            for number in (0, 100):  # honcho counts its ports up by the hundred
                async with session.get(f"http://127.0.0.1:{port + number}/healthz") as page:
                    assert page.status == 200
            slack.push_to(f"http://127.0.0.1:{port}/slack/events")
            await slack.dm("ada", "what does it pay")
            await slack.until(lambda: slack.posts)
        finally:
            running.send_signal(signal.SIGTERM)
            await asyncio.wait_for(running.communicate(), 20)
    assert "USD" in slack.posts[0].text
