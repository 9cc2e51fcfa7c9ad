"""The composition root: a Config in, a running bot out. The only file that knows every floor."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import ClientSession
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow

from bot.advisor.holidays import named_calendar
from bot.advisor.terms import USUAL, Terms
from bot.career.library import Library
from bot.config import Config, read_config
from bot.desk import Means, Reception, furnish
from bot.errors import ConfigError
from bot.library import watching
from bot.library.places import find_knowledge
from bot.library.watching import Watch
from bot.logs import writing
from bot.metrics import Metrics
from bot.pages import Pages
from bot.playground import Playground
from bot.playground.playground import PortTaken
from bot.reloading import Reloading
from bot.scheduler import Metronome
from bot.slack.background import Background
from bot.slack.bots import OneBot, bot_of_token
from bot.slack.calls import Slack, new_session, web_client
from bot.slack.delivery import Delivery
from bot.slack.guard import Guard
from bot.slack.installing import States, Workspaces, oauth_flow
from bot.slack.pacing import Pacing
from bot.slack.people import Directory
from bot.slack.references import log_fields
from bot.slack.socket import connected
from bot.slack.web import Events, served, web_app
from bot.store import Store, open_store
from bot.store.keys import keyring
from bot.understanding.reader import Reader

DRAIN = 10.0  # seconds; a platform gives us some more after SIGTERM
Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class App:
    """A running bot. `port` is where it serves.

    For whoever moves time: `tick` runs a round at once, `next_moment` says when the next nudge is due.
    """

    config: Config
    port: int
    tick: Callable[[], Awaitable[None]]
    next_moment: Callable[[], Awaitable[datetime | None]]
    playground: Playground | None = None

    @property
    def greeting(self) -> str:
        """What the operator reads once it runs."""
        if self.playground:
            return f"Career Advisor is ready. Try it in your browser: {self.playground.url}"
        how = "at /slack/events" if self.config.over_http else "over Socket Mode"
        return f"Career Advisor is ready, on port {self.port}, and hears Slack {how}."


def run(
    environ: Mapping[str, str],
    *,
    live: bool = False,
    web: bool = True,
    worker: bool = True,
    knowledge: Path | None = None,
) -> None:
    """Runs until SIGTERM or Ctrl-C; `web` listens and answers, `worker` nudges.

    Raises:
        ConfigError, LibraryError: before anything was started.
    """
    config = read_config(environ, live=live)
    watch = watching.begin(folder_of(knowledge, environ))
    with writing(sys.stderr, config.log_level, for_machines=not sys.stderr.isatty(), fields=log_fields):
        asyncio.run(_until_stopped(config, watch, web=web, worker=worker))


def folder_of(knowledge: Path | None, environ: Mapping[str, str]) -> Path:
    """The knowledge base to read.

    Raises:
        ConfigError: it is not there.
    """
    folder = find_knowledge(knowledge, environ, Path())
    if not folder.is_dir():
        raise ConfigError(f"There is no knowledge folder at {folder}.")
    return folder


async def _until_stopped(config: Config, watch: Watch, *, web: bool, worker: bool) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with running(config, watch.library, web=web, worker=worker, watch=watch) as app:
        gc.collect()
        gc.freeze()  # the guides stay: sweeping them for garbage takes a tenth of the time of an answer
        sys.stdout.write(app.greeting + "\n")
        sys.stdout.flush()
        await stop.wait()


@asynccontextmanager
async def running(
    config: Config,
    library: Library,
    *,
    web: bool = True,
    worker: bool = True,
    now: Now | None = None,
    reader: Reader | None = None,
    terms: Terms = USUAL,
    watch: Watch | None = None,
) -> AsyncIterator[App]:
    """A bot that runs as long as this does, and then finishes what it has begun.

    `now`: people's time, else the real one or the playground's; `reader`: compiled from this library already;
    `terms`: how fast nudges go out; `watch`: the library's folder, whose changes are taken up.
    """
    async with AsyncExitStack() as stack:
        playground = await _playground(stack, config) if config.mode == "playground" else None
        if playground:
            config = _inside(stack, playground, config)
        time_of_people = now or (playground.clock.now if playground else _utc)
        house = await _build(stack, config, library, reader or Reader(library), time_of_people, terms)
        if worker:
            await stack.enter_async_context(house.metronome)
        stack.push_async_callback(house.means.background.drain, DRAIN)
        reloading = _watching(stack, house, watch) if watch else None
        port = await _listen(stack, config, house, reloading, web=web)
        if playground:
            stack.enter_context(playground.moving(house.metronome.now, house.reception.next_moment))
        yield App(config, port, house.metronome.now, house.reception.next_moment, playground)


async def _playground(stack: AsyncExitStack, config: Config) -> Playground:
    playground = Playground()
    try:
        await playground.start(config.playground_port)
    except PortTaken:
        raise ConfigError(
            f"Port {config.playground_port} is taken. Set PLAYGROUND_PORT to another one."
        ) from None
    stack.push_async_callback(playground.stop)
    return playground


def _inside(stack: AsyncExitStack, playground: Playground, config: Config) -> Config:
    """The configuration of a bot in that playground. Its people and messages are gone when it stops, so
    unless a database is named, what the bot remembers of them goes too."""
    database = config.database_url
    if not database:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="career-"))
        database = f"sqlite:///{folder}/career.db"
    return replace(
        config,
        api_url=playground.api_url,
        bot_token=playground.bot_token,
        app_token=playground.app_token,
        database_url=database,
    )


@dataclass(frozen=True, slots=True)
class _House:
    """What was built, for whoever opens its doors."""

    session: ClientSession
    means: Means
    reception: Reception
    metronome: Metronome
    oauth: AsyncOAuthFlow | None


async def _build(
    stack: AsyncExitStack, config: Config, library: Library, reader: Reader, now: Now, terms: Terms
) -> _House:
    metrics, background = Metrics(), Background()
    store = await stack.enter_async_context(await open_store(config.database_url))
    session = await stack.enter_async_context(new_session())
    bots = await _bots(config, store, session)
    slack = Slack(session, config.api_url, bots.token, metrics.slack_error)
    means = Means(
        store=store,
        slack=slack,
        bots=bots,
        client=web_client(session, config.api_url),
        people=Directory(slack, now),
        pacing=Pacing(time.monotonic),
        speak=Delivery(slack),
        holiday=named_calendar(config.holidays),
        terms=terms,
        metrics=metrics,
        background=background,
        now=now,
        soon=lambda: background.begin(metronome.now()),
    )
    reception = Reception(furnish(means, library, reader))
    metronome = Metronome(reception.tick)
    oauth = _oauth(config, store, session, bots) if isinstance(bots, Workspaces) else None
    return _House(session, means, reception, metronome, oauth)


async def _bots(config: Config, store: Store, session: ClientSession) -> OneBot | Workspaces:
    if config.mode == "oauth":
        return Workspaces(store, keyring(config.secret_key, config.database_url))
    return OneBot(await bot_of_token(session, config.api_url, config.bot_token or ""))


def _oauth(config: Config, store: Store, session: ClientSession, workspaces: Workspaces) -> AsyncOAuthFlow:
    ours = (config.client_id or "", config.client_secret or "")
    return oauth_flow(*ours, config.api_url, session, workspaces, States(store, _utc))


async def _listen(
    stack: AsyncExitStack, config: Config, house: _House, reloading: Reloading | None, *, web: bool
) -> int:
    """Open the doors: the pages for operators always, Slack's where this process is to hear Slack."""
    means, reception = house.means, house.reception
    pages = Pages(
        means.store,
        means.metrics,
        guides=lambda: (len(reception.desk.library.guides), reloading.mistakes if reloading else 0),
        now=means.now,
        clock=_utc,
    )
    guard = Guard(config.signing_secrets, time.time)
    events = Events(guard, reception.async_dispatch, means.metrics.refused, reception.ready)
    served_app = web_app(
        {"/healthz": pages.healthz, "/metrics": pages.metrics},
        events if web and config.over_http else None,
        house.oauth if web else None,
    )
    host = "127.0.0.1" if config.mode == "playground" else "0.0.0.0"  # noqa: S104 - a platform's router asks
    port = await stack.enter_async_context(served(served_app, host, config.port))
    if web and not config.over_http:
        client = web_client(house.session, config.api_url)
        socket = await stack.enter_async_context(connected(reception, client, config.app_token or ""))
        pages.ping_age = socket.ping_age
    return port


def _watching(stack: AsyncExitStack, house: _House, watch: Watch) -> Reloading:
    """Guides that change are taken up from now on, until the stack unwinds."""
    reloading = Reloading(house.reception, house.means, watch)
    task = asyncio.create_task(reloading.run(), name="reloading")

    async def stop() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    stack.push_async_callback(stop)
    return reloading


def _utc() -> datetime:
    return datetime.now(UTC)
