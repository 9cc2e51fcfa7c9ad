"""`career doctor`: looks at everything that has to be right, and says what to do about what is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp

from bot.config import Config, read_config
from bot.errors import CareerError, LibraryError
from bot.health import OLDEST_TICK
from bot.library.places import find_knowledge
from bot.library.reading import survey
from bot.slack import checkup
from bot.slack.checkup import Checkup
from bot.store import Store, heartbeats, installations, open_store
from bot.store.engine import database_url
from bot.store.keys import keyring

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
LARGEST_SKEW = 240.0  # Slack's requests are refused from 300 s on
WORKSPACES = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `words` say how it is, and what to do where it is wrong."""

    name: str
    words: str
    wrong: bool = False

    def __str__(self) -> str:
        return f"{'WRONG' if self.wrong else 'ok':5} {self.name:13} {self.words}"


async def examine(environ: Mapping[str, str], knowledge: Path | None) -> list[Finding]:
    """All findings, in the order an operator mends them. Changes nothing but its own heartbeat."""
    found = [_knowledge(environ, knowledge), _zones()]
    try:
        config = read_config(environ)
    except CareerError as error:
        return [Finding("configuration", str(error), wrong=True), *found]
    found.insert(0, Finding("configuration", _mode(config)))
    found.extend([finding async for finding in _database(config)])
    if config.mode in ("socket", "http"):
        found.extend([finding async for finding in _tokens(config)])
    found.append(await _running(config))
    return found


def _mode(config: Config) -> str:
    return {
        "playground": "no Slack tokens: `career run` starts the local Slack",
        "socket": "one workspace, Socket Mode",
        "http": "one workspace, over HTTP",
        "oauth": "many workspaces, over HTTP",
    }[config.mode]


def _knowledge(environ: Mapping[str, str], explicit: Path | None) -> Finding:
    folder = find_knowledge(explicit, environ, Path())
    try:
        surveyed = survey(folder)
    except LibraryError as error:
        return Finding("knowledge", str(error), wrong=True)
    real = [problem for problem in surveyed.problems if not problem.hint]
    if real or surveyed.library is None:
        first = f"; the first: {real[0]}" if real else ""
        return Finding("knowledge", f"{len(real)} problems{first}. Run `career check`.", wrong=True)
    return Finding("knowledge", f"{len(surveyed.library.guides)} guides in {folder}")


def _zones() -> Finding:
    try:
        for name in ZONES:
            ZoneInfo(name)
    except ZoneInfoNotFoundError as error:
        return Finding("time zones", f"{error}: run `pip install tzdata`.", wrong=True)
    return Finding("time zones", f"tzdata {version('tzdata')}")


async def _database(config: Config) -> AsyncIterator[Finding]:
    if not config.database_url:
        yield Finding("database", "what is tried in the local Slack is not kept")
        return
    url = database_url(config.database_url)
    if url.get_backend_name() == "sqlite" and not await asyncio.to_thread(Path(str(url.database)).exists):
        yield Finding("database", f"{url.database} is not there yet: the first start makes it")
        return
    try:
        async with await open_store(config.database_url, migrated=True) as store:
            now = datetime.now(UTC)
            await store.write(lambda c: heartbeats.beat(c, "doctor", now))
            yield Finding("database", f"{store.dialect}, can be written, and at this version's tables")
            yield await _tick(store, now)
            if config.mode == "oauth":
                async for finding in _workspaces(config, store):
                    yield finding
    except CareerError as error:
        yield Finding("database", str(error), wrong=True)


async def _tick(store: Store, now: datetime) -> Finding:
    last = await store.read(lambda c: heartbeats.last_beat(c, "nudges"))
    if last is None:
        return Finding("tick", "no round has run on this database yet")
    age = (now - last).total_seconds()
    if age > OLDEST_TICK:
        return Finding("tick", f"the last round ran {age / 60:.0f} min ago: is the bot running?", wrong=True)
    return Finding("tick", f"the last round ran {age:.0f} s ago")


async def _workspaces(config: Config, store: Store) -> AsyncIterator[Finding]:
    teams = await store.read(installations.teams)
    keys = keyring(config.secret_key, config.database_url)
    yield Finding("workspaces", f"{len(teams)} installed; install at /slack/install")
    for team in teams[:WORKSPACES]:
        installed = await store.read(lambda c, team=team: installations.find(c, keys, team))  # type: ignore[misc]
        if installed is not None:
            async for finding in _bot_token(installed.token, config, f"token {team}"):
                yield finding


async def _tokens(config: Config) -> AsyncIterator[Finding]:
    async for finding in _bot_token(config.bot_token or "", config, "bot token"):
        yield finding
    if config.mode == "socket":
        try:
            await checkup.app_token(config.app_token or "", config.api_url)
            yield Finding("app token", "Slack gives it a socket")
        except CareerError as error:
            yield Finding("app token", str(error), wrong=True)


async def _bot_token(token: str, config: Config, name: str) -> AsyncIterator[Finding]:
    try:
        told = await checkup.bot_token(token, config.api_url)
    except CareerError as error:
        yield Finding(name, str(error), wrong=True)
        return
    yield Finding(name, f"bot user {told.bot_user} in workspace {told.team}")
    yield _scopes(told)
    yield _clock(told.skew(datetime.now(UTC)))


def _scopes(told: Checkup) -> Finding:
    if told.missing:
        names = ", ".join(told.missing)
        return Finding(
            "scopes", f"{names} missing: paste `career manifest` anew and install again.", wrong=True
        )
    if told.needless:
        names = ", ".join(told.needless)
        return Finding(
            "scopes", f"{names} not needed: the app has drifted from `career manifest`", wrong=True
        )
    return Finding("scopes", "those of the manifest, no more")


def _clock(skew: float | None) -> Finding:
    if skew is None:
        return Finding("clock", "Slack told no time")
    if abs(skew) > LARGEST_SKEW:
        return Finding(
            "clock", f"{skew:+.0f} s from Slack's: turn on time synchronisation (NTP).", wrong=True
        )
    return Finding("clock", f"{skew:+.0f} s from Slack's")


async def _running(config: Config) -> Finding:
    """What a bot on this machine says of itself."""
    patience = aiohttp.ClientTimeout(total=5)
    try:
        async with (
            aiohttp.ClientSession(timeout=patience) as session,
            session.get(f"http://127.0.0.1:{config.port}/healthz") as answer,
        ):
            said = (await answer.text()).strip()
    except (TimeoutError, aiohttp.ClientError):
        return Finding("running", f"nothing answers on port {config.port} here: `career run` starts the bot")
    return Finding("running", said if answer.status != 200 else "healthy", wrong=answer.status != 200)
