"""What an operator does by hand."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.slack.manifest import manifest
from bot.store import installations, open_store
from bot.store.installations import Installation
from bot.store.keys import keyring
from tests.cli.conftest import KNOWLEDGE, Career

SLACK_NAMES = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
)
OLD, NEW = "o" * 32, "n" * 32


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of this test's own, and no Slack."""
    for name in (*SLACK_NAMES, "CAREER_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    url = f"sqlite:///{tmp_path}/data/career.db"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("PORT", "1")
    return url


def install(database: str, key: str | None = None) -> None:
    async def save() -> None:
        installed = Installation(
            team="T1",
            app="A",
            bot="B",
            bot_user="U",
            scopes=(),
            token="xoxb-canary",
            installed_at=datetime.now(UTC),
        )
        keys = keyring(key, database)
        async with await open_store(database) as store:
            await store.write(lambda c: installations.save(c, keys, installed))

    asyncio.run(save())


def token(database: str, key: str | None = None) -> str:
    async def read() -> str:
        async with await open_store(database) as store:
            found = await store.read(lambda c: installations.find(c, keyring(key, database), "T1"))
        assert found is not None
        return found.token

    return asyncio.run(read())


def test_the_manifest_is_json_to_paste_as_it_is(career: Career) -> None:
    done = career("manifest")
    assert (done.status, json.loads(done.out)) == (0, manifest())
    done = career("manifest", "--url", "https://career.example.com")
    assert json.loads(done.out) == manifest("https://career.example.com")


def test_an_address_that_slack_would_refuse_is_wrong_usage(career: Career) -> None:
    done = career("manifest", "--url", "http://localhost:3000")
    assert (done.status, done.out) == (2, "")
    assert "https://" in done.err


def test_migrating_can_be_repeated(career: Career) -> None:
    first = career("migrate")
    assert first.status == 0
    assert "at revision" in first.out
    assert career("migrate") == first


def test_a_database_that_can_not_be_reached_is_said_in_a_line(
    career: Career, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://me:canary@127.0.0.1:1/career")
    done = career("migrate")
    assert done.status == 1
    assert len(done.err.strip().splitlines()) == 1
    assert "canary" not in done.err


def test_the_doctor_ends_well_when_nothing_is_wrong(career: Career) -> None:
    done = career("doctor")
    assert done.status == 0
    assert all(line.startswith("ok ") for line in done.out.splitlines())


def test_the_doctor_ends_badly_when_anything_is_wrong(career: Career, tmp_path: Path) -> None:
    done = career("doctor", "--knowledge", tmp_path / "nowhere")
    assert done.status == 1
    assert "WRONG knowledge" in done.out


def test_a_rotation_makes_a_new_key_in_the_file(career: Career, database: str, tmp_path: Path) -> None:
    install(database)
    file = tmp_path / "data" / "secret.key"
    before = file.read_text().split()
    for _ in range(3):
        done = career("rotate-key")
        assert (done.status, done.out) == (0, "1 tokens are sealed with the new key.\n")
        assert token(database) == "xoxb-canary"
    after = file.read_text().split()
    assert len(after) == 2
    assert not set(before) & set(after)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_rotation_takes_the_first_of_the_keys_it_is_given(
    career: Career, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(database, OLD)
    monkeypatch.setenv("CAREER_SECRET_KEY", f"{NEW},{OLD}")
    assert career("rotate-key").status == 0
    assert token(database, NEW) == "xoxb-canary"


def test_a_rotation_without_the_old_key_is_refused_and_changes_nothing(
    career: Career, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(database, OLD)
    monkeypatch.setenv("CAREER_SECRET_KEY", NEW)
    done = career("rotate-key")
    assert done.status == 2
    assert "put it back" in done.err
    assert NEW not in done.err
    assert token(database, OLD) == "xoxb-canary"


def test_a_database_of_a_newer_version_is_left_alone(
    career: Career, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert career("migrate").status == 0
    with sqlite3.connect(tmp_path / "data" / "career.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s" * 32)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(KNOWLEDGE))
    for command in (("migrate",), ("run", "--live")):
        done = career(*command)
        assert done.status == 2
        assert "newer version" in done.err
