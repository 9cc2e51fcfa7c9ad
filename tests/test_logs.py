from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import logs
from bot.errors import ConfigError

CANARIES = {
    "bot token": "xoxb-1111-2222-canaryCANARYcanary",
    "user token": "xoxp-1111-2222-3333-canary",
    "refresh token": "xoxe-1-canaryCANARY",
    "rotated token": "xoxe.xoxb-1-canaryCANARY",
    "app token": "xapp-1-A111-222-canary0123",
    "signature": "v0=" + "ab12" * 16,
    "response url": "https://hooks.slack.com/commands/T1/2/canary",
    "government hook": "https://hooks.slack-gov.com/actions/T1/2/canary",
    "socket ticket": "wss://wss-primary.slack.com/link/?ticket=canary&app_id=1",
    "authorization": "Bearer canary.token",
}
LOG = logging.getLogger("bot.somewhere")


def written(
    say: object, *, for_machines: bool = True, level: str = "INFO", known: dict[str, str] | None = None
) -> str:
    stream = io.StringIO()
    with logs.writing(stream, level, for_machines=for_machines, fields=lambda: known or {}):
        assert callable(say)
        say()
    return stream.getvalue()


@pytest.mark.parametrize("secret", CANARIES.values(), ids=CANARIES.keys())
@pytest.mark.parametrize("for_machines", [True, False])
def test_a_secret_is_never_written(secret: str, for_machines: bool) -> None:
    def say() -> None:
        LOG.warning("plain %s", secret)
        LOG.warning("in data %s", {"headers": {"x": secret}, "list": [secret]})
        LOG.warning(f"in front of quotes '{secret}', and \"{secret}\"", extra={"detail": {"inner": secret}})
        try:
            raise ValueError(f"refused {secret}")
        except ValueError:
            LOG.exception("failed")

    out = written(say, for_machines=for_machines)
    assert "canary" not in out
    assert "ab12" not in out
    assert out.count("[") >= 4


@pytest.mark.parametrize("name", ["code=canary", "state=canary", "client_secret=canary"])
def test_one_time_codes_in_addresses_are_not_written(name: str) -> None:
    out = written(lambda: LOG.info("GET /slack/oauth_redirect?%s&x=1", name))
    assert "canary" not in out
    assert "x=1" in out


def test_a_databases_password_is_not_written() -> None:
    out = written(lambda: LOG.error("can't reach postgresql+psycopg://career:canary@db:5432/career"))
    assert "canary" not in out
    assert "db:5432/career" in out


def test_a_line_for_machines_is_one_json_object_in_utc() -> None:
    out = written(
        lambda: LOG.info("Answered %d", 3, extra={"outcome": "answer"}),
        known={"request": "R1", "time": "forged"},
    )
    line = json.loads(out)
    assert line["message"] == "Answered 3"
    assert line["level"] == "info"
    assert line["logger"] == "bot.somewhere"
    assert line["outcome"] == "answer"
    assert line["request"] == "R1"
    assert line["time"].endswith("Z")
    assert out.count("\n") == 1


def test_an_error_keeps_its_traceback_on_the_same_line() -> None:
    def say() -> None:
        try:
            raise RuntimeError("broken\nforged line")
        except RuntimeError:
            LOG.exception("failed")

    out = written(say)
    assert out.count("\n") == 1
    assert "RuntimeError: broken" in json.loads(out)["error"]


@given(st.text(max_size=200))
def test_no_text_can_forge_a_line_or_move_the_cursor(text: str) -> None:
    for for_machines in (True, False):
        out = written(lambda: LOG.info("said %s", text), for_machines=for_machines)
        assert out.endswith("\n")
        assert len(out[:-1].splitlines()) == 1
        assert not any(trick in out for trick in "\x1b\x00\x7f\x9b\u202e\u2066\u200b\u2028\r")


def test_a_traceback_for_people_can_not_pass_for_a_line_of_ours() -> None:
    def say() -> None:
        try:
            raise RuntimeError("broken\n2026-01-01T00:00:00.000Z INFO bot: all is well\x1b[2J")
        except RuntimeError:
            LOG.exception("failed")

    lines = written(say, for_machines=False).splitlines()
    assert all(line.startswith("  | ") for line in lines[1:])
    assert "\x1b" not in "".join(lines)


def test_arguments_that_do_not_fit_lose_the_arguments_not_the_line() -> None:
    assert (
        "half a %d (its arguments don't fit)"
        in json.loads(written(lambda: LOG.info("half a %d", "x")))["message"]
    )


def test_a_long_message_is_cut() -> None:
    assert len(written(lambda: LOG.info("y" * 100_000))) < 10_000


def test_libraries_that_log_bodies_are_hushed() -> None:
    def say() -> None:
        logging.getLogger("slack_bolt.AsyncApp").info("the whole body")
        logging.getLogger("aiohttp.access").info("GET /slack/oauth_redirect")
        logging.getLogger("slack_sdk").debug("headers")
        logging.getLogger("slack_sdk").warning("worth knowing")

    out = written(say, level="DEBUG")
    assert "worth knowing" in out
    assert out.count("\n") == 1


def test_everything_is_put_back_afterwards() -> None:
    root = logging.getLogger()
    before = (root.handlers[:], root.level, sys.excepthook, threading.excepthook)
    written(lambda: LOG.info("x"))
    after = (root.handlers[:], root.level, sys.excepthook, threading.excepthook)
    assert before == after


def test_what_a_thread_did_not_catch_is_logged() -> None:
    def fail() -> None:
        raise RuntimeError(f"with {CANARIES['bot token']}")

    def say() -> None:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()

    line = json.loads(written(say))
    assert line["level"] == "critical"
    assert "[token]" in line["error"]


def test_what_nobody_caught_ends_as_a_redacted_line() -> None:
    script = (
        "import sys\nfrom bot import logs\n"
        "with logs.writing(sys.stderr, 'INFO', for_machines=True):\n"
        f"    sys.excepthook(RuntimeError, RuntimeError('{CANARIES['app token']}'), None)\n"
        "    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    assert json.loads(done.stderr)["level"] == "critical"
    assert "canary" not in done.stderr


def test_an_error_that_ends_the_bot_is_a_redacted_line_and_a_status() -> None:
    def fail() -> None:
        raise RuntimeError(f"with {CANARIES['bot token']}")

    stream = io.StringIO()
    with pytest.raises(SystemExit) as ended, logs.writing(stream, "INFO", for_machines=True):
        fail()
    assert ended.value.code == 1
    assert "[token]" in json.loads(stream.getvalue())["error"]


def test_an_error_with_words_for_the_operator_passes_as_it_is() -> None:
    stream = io.StringIO()
    with pytest.raises(ConfigError), logs.writing(stream, "INFO", for_machines=True):
        raise ConfigError
    assert stream.getvalue() == ""
