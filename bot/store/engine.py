"""Engines: which database a URL means, and how SQLite is set up to be shared."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import ConfigError
from bot.store.inline import inline_connection

BUSY_TIMEOUT = 30  # seconds that SQLite waits for another process's lock
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def database_url(written: str) -> URL:
    """The URL with our driver in it; raises ConfigError, without the password, for any other database."""
    try:
        url = make_url(written)
    except ArgumentError:
        raise ConfigError(
            "DATABASE_URL can't be read. It looks like postgresql://user:password@host/name."
        ) from None
    if url.drivername not in _DRIVERS:
        raise ConfigError(
            f"DATABASE_URL names {url.drivername!r}. SQLite and PostgreSQL can be used: sqlite:///data/career.db."
        )
    if url.drivername.startswith("sqlite") and url.database in (None, "", ":memory:"):
        raise ConfigError("DATABASE_URL names no file for SQLite. It looks like sqlite:///data/career.db.")
    return url.set(drivername=_DRIVERS[url.drivername])


def open_engine(url: URL, *, size: int = 5) -> AsyncEngine:
    """An engine whose SQLite transactions take the write lock when they begin."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, begin="BEGIN IMMEDIATE")
    return create_async_engine(
        url,
        pool_size=size,
        max_overflow=size,
        pool_pre_ping=True,
        pool_timeout=10,
        hide_parameters=True,
    )


def open_reader(url: URL) -> AsyncEngine:
    """SQLite only: an engine that reads beside the writer."""
    return _sqlite(url, begin="BEGIN")


def _sqlite(url: URL, *, begin: str) -> AsyncEngine:
    if url.database:
        Path(url.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url,
        pool_size=1,
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT,
        connect_args={"timeout": BUSY_TIMEOUT, "async_creator_fn": inline_connection},
        hide_parameters=True,  # an error's text must not carry what people wrote
    )
    event.listen(engine.sync_engine, "connect", _prepare)

    def begin_with(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "begin", begin_with)
    return engine


def _prepare(connection: Any, record: Any) -> None:
    """Transactions are begun by us; a commit is on the disk when it returns."""
    connection.isolation_level = None
    cursor: sqlite3.Cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
