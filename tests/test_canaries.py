"""The canaries do sing."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from tests.canaries import Listening, secrets_in

TOKEN = "xoxb-1-2-canary"


def test_a_secret_that_the_bot_tries_to_log_is_heard_although_it_is_blotted_out() -> None:
    listening = Listening()
    listening.handle(logging.makeLogRecord({"name": "bot.slack", "msg": f"refused {TOKEN}"}))
    listening.handle(logging.makeLogRecord({"name": "bot.slack", "msg": "refused"}))
    assert len(listening.heard) == 1
    assert TOKEN not in listening.heard[0]


def test_a_secret_in_a_database_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with sqlite3.connect(folder / "leaky.sqlite") as database:
        database.execute("CREATE TABLE tokens (token TEXT)")
        database.execute("INSERT INTO tokens VALUES (?)", (TOKEN,))
    assert secrets_in(folder) == [folder / "leaky.sqlite"]
    assert secrets_in(folder, "*.db*") == []
