"""One set of variables, one way to run; half a set is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import SLACK_API, Mode, parse_env, read_config, with_env_file
from bot.errors import ConfigError

BOT, APP, SIGNING = (
    {"SLACK_BOT_TOKEN": "xoxb-1"},
    {"SLACK_APP_TOKEN": "xapp-1"},
    {"SLACK_SIGNING_SECRET": "s"},
)
OAUTH = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "c"}


@pytest.mark.parametrize(
    ("environ", "mode"),
    [
        ({}, "playground"),
        (BOT | APP, "socket"),
        (BOT | SIGNING, "http"),
        (BOT | APP | SIGNING, "socket"),
        (OAUTH | SIGNING, "oauth"),
        (OAUTH | SIGNING | BOT | APP, "oauth"),
        ({"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": "  "}, "playground"),
    ],
)
def test_the_tokens_decide_how_it_runs(environ: dict[str, str], mode: Mode) -> None:
    assert read_config(environ).mode == mode


@pytest.mark.parametrize(
    ("environ", "names"),
    [
        (BOT, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"]),
        (APP, ["SLACK_APP_TOKEN", "SLACK_BOT_TOKEN missing"]),
        (SIGNING, ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN missing"]),
        (
            {"SLACK_CLIENT_ID": "1"},
            ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET missing"],
        ),
        (OAUTH, ["SLACK_SIGNING_SECRET missing"]),
        ({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1"}, ["SLACK_BOT_TOKEN", "xoxb-"]),
        ({"PORT": "http"}, ["PORT", "'http'"]),
        ({"PLAYGROUND_PORT": "70000"}, ["PLAYGROUND_PORT", "65535"]),
        ({"SLACK_API_URL": "slack.com"}, ["SLACK_API_URL"]),
        ({"LOG_LEVEL": "loud"}, ["LOG_LEVEL", "DEBUG"]),
        ({"DYNO": "web.1"}, ["DATABASE_URL"]),
    ],
)
def test_what_is_half_or_wrong_is_refused_by_name(environ: dict[str, str], names: list[str]) -> None:
    with pytest.raises(ConfigError) as refused:
        read_config(environ)
    assert all(name in str(refused.value) for name in names), str(refused.value)


def test_live_refuses_the_playground_and_takes_tokens() -> None:
    with pytest.raises(ConfigError, match="--live"):
        read_config({}, live=True)
    assert read_config(BOT | APP, live=True).mode == "socket"


def test_what_is_not_said_has_its_usual_value() -> None:
    config = read_config(BOT | APP)
    assert (config.port, config.playground_port, config.api_url) == (3000, 3001, SLACK_API)
    assert config.database_url == "sqlite:///data/career.db"


@pytest.mark.parametrize("written", ["http://127.0.0.1:9/api", "http://127.0.0.1:9/api/"])
def test_the_api_may_be_written_with_or_without_its_last_slash(written: str) -> None:
    assert read_config(BOT | APP | {"SLACK_API_URL": written}).api_url == "http://127.0.0.1:9/api/"


def test_both_signing_secrets_count_while_one_is_rotated() -> None:
    config = read_config(BOT | SIGNING | {"SLACK_SIGNING_SECRET_PREVIOUS": "old"})
    assert config.signing_secrets == ("s", "old")


def test_no_secret_shows_when_it_is_printed() -> None:
    config = read_config(OAUTH | BOT | APP | SIGNING | {"CAREER_SECRET_KEY": "kkk"})
    for secret in ("xoxb-1", "xapp-1", "kkk", "'s'", "'c'"):
        assert secret not in repr(config)


def test_an_env_file_is_read_as_people_write_it() -> None:
    text = "# tokens\nexport A=1\nB = \"two words\"  # why\nC=three # why\n\nD='x#y'\nE="
    assert parse_env(text) == {"A": "1", "B": "two words", "C": "three", "D": "x#y", "E": ""}


def test_a_line_of_an_env_file_that_is_none_is_named() -> None:
    with pytest.raises(ConfigError, match=r"\.env:2"):
        parse_env("A=1\nnonsense\n")


def test_the_environment_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=file\nB=file\n", encoding="utf-8")
    assert with_env_file({"A": "environment"}, tmp_path) == {"A": "environment", "B": "file"}


@given(st.text())
def test_any_text_is_an_env_file_or_is_refused_with_its_line(text: str) -> None:
    refused = ".env:"
    try:
        parse_env(text)
    except ConfigError as error:
        refused = str(error)
    assert refused.startswith(".env:")
