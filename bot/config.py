"""How the bot is to run, read once from a mapping and handed round as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.errors import ConfigError

Mode = Literal["oauth", "socket", "http", "playground"]

SLACK_API = "https://slack.com/api/"
SQLITE_FILE = "sqlite:///data/career.db"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_SLACK_NAMES = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Secrets are kept out of its repr, so that it can be logged whole.

    `database_url` is empty in a playground that names none: what is tried there is not kept.
    """

    mode: Mode
    port: int = 3000
    playground_port: int = 3001
    api_url: str = SLACK_API
    database_url: str = SQLITE_FILE
    log_level: str = "INFO"
    holidays: str = ""
    bot_token: str | None = field(default=None, repr=False)
    app_token: str | None = field(default=None, repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    signing_secrets: tuple[str, ...] = field(default=(), repr=False)
    secret_key: str | None = field(default=None, repr=False)

    @property
    def over_http(self) -> bool:
        """Whether Slack reaches us by HTTP requests, rather than we it over a socket."""
        return self.mode in ("oauth", "http")


def read_config(environ: Mapping[str, str], *, live: bool = False) -> Config:
    """The configuration in `environ`; `live` refuses the playground. Empty values count as missing.

    Raises:
        ConfigError: naming the variable and what it should be.
    """
    given = {name: value.strip() for name, value in environ.items() if value.strip()}
    mode = _mode(given)
    if mode == "playground" and live:
        raise ConfigError(
            "--live needs Slack: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (Socket Mode), SLACK_BOT_TOKEN and "
            "SLACK_SIGNING_SECRET (HTTP), or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_SIGNING_SECRET."
        )
    if "DYNO" in given and "DATABASE_URL" not in given:
        raise ConfigError(
            "DATABASE_URL is missing: a file on a dyno is lost at each restart. Add a PostgreSQL database."
        )
    return Config(
        mode=mode,
        port=_port(given, "PORT", 3000),
        playground_port=_port(given, "PLAYGROUND_PORT", 3001),
        api_url=_api_url(given.get("SLACK_API_URL", SLACK_API)),
        database_url=given.get("DATABASE_URL", "" if mode == "playground" else SQLITE_FILE),
        log_level=_log_level(given.get("LOG_LEVEL", "INFO")),
        holidays=given.get("HOLIDAYS", ""),
        bot_token=given.get("SLACK_BOT_TOKEN"),
        app_token=given.get("SLACK_APP_TOKEN"),
        client_id=given.get("SLACK_CLIENT_ID"),
        client_secret=given.get("SLACK_CLIENT_SECRET"),
        signing_secrets=_signing_secrets(given),
        secret_key=given.get("CAREER_SECRET_KEY"),
    )


def with_env_file(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """`environ` laid over the `.env` file in that folder, if there is one.

    Raises:
        ConfigError: naming the line of the file that is no `NAME=value`.
    """
    file = folder / ".env"
    written = parse_env(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {**written, **environ}


def parse_env(text: str) -> dict[str, str]:
    """The `NAME=value` lines of a .env file; `export`, quotes, blank lines and comments are understood."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip().removeprefix("export ").strip()
        if not stripped or stripped.startswith("#"):
            continue
        name, equals, value = stripped.partition("=")
        if not equals or not name.strip().isidentifier():
            raise ConfigError(f".env:{number}: expected NAME=value")
        found[name.strip()] = _env_value(value.strip())
    return found


def _env_value(value: str) -> str:
    if value[:1] in ("'", '"'):
        end = value.find(value[0], 1)
        return value[1:end] if end > 0 else value[1:]
    return value.split(" #", 1)[0].strip()


def _mode(given: Mapping[str, str]) -> Mode:
    if "SLACK_CLIENT_ID" in given or "SLACK_CLIENT_SECRET" in given:
        _need(given, "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET")
        return "oauth"
    if not any(name in given for name in _SLACK_NAMES):
        return "playground"
    _need(given, "SLACK_BOT_TOKEN")
    _refuse_swapped(given)
    if "SLACK_APP_TOKEN" in given:
        return "socket"
    if "SLACK_SIGNING_SECRET" in given:
        return "http"
    raise ConfigError(
        "SLACK_BOT_TOKEN alone is not enough: set SLACK_APP_TOKEN too (Socket Mode), "
        "or SLACK_SIGNING_SECRET (HTTP)."
    )


def _need(given: Mapping[str, str], *names: str) -> None:
    missing = [name for name in names if name not in given]
    if missing:
        there = [name for name in (*names, *_SLACK_NAMES) if name in given]
        raise ConfigError(f"{' and '.join(dict.fromkeys(there))} set, but {' and '.join(missing)} missing.")


def _refuse_swapped(given: Mapping[str, str]) -> None:
    if given["SLACK_BOT_TOKEN"].startswith("xapp-"):
        raise ConfigError("SLACK_BOT_TOKEN holds an app token (xapp-...); a bot token begins with xoxb-.")
    if given.get("SLACK_APP_TOKEN", "").startswith("xoxb-"):
        raise ConfigError("SLACK_APP_TOKEN holds a bot token (xoxb-...); an app token begins with xapp-.")


def _signing_secrets(given: Mapping[str, str]) -> tuple[str, ...]:
    names = ("SLACK_SIGNING_SECRET", "SLACK_SIGNING_SECRET_PREVIOUS")
    return tuple(given[name] for name in names if name in given)


def _port(given: Mapping[str, str], name: str, usual: int) -> int:
    value = given.get(name, str(usual))
    if not (value.isascii() and value.isdigit() and int(value) < 65536):
        raise ConfigError(f"{name} should be a port number from 0 to 65535, not {value!r}.")
    return int(value)


def _api_url(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ConfigError(f"SLACK_API_URL should begin with https:// (or http:// for a test), not {value!r}.")
    return value.rstrip("/") + "/"


def _log_level(value: str) -> str:
    if value.upper() not in LOG_LEVELS:
        raise ConfigError(f"LOG_LEVEL should be one of {', '.join(LOG_LEVELS)}, not {value!r}.")
    return value.upper()
