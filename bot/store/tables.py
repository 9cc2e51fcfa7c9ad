"""The tables. All times are UTC; every row of a person's is found by team and user."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _id(name: str, **kw: Any) -> Column[str]:
    return Column(name, String(64), nullable=False, **kw)


journeys = Table(
    "journeys",
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    Column("weekday", Integer, nullable=False),
    Column("at", Time, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("every", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("why", String(32)),
    Column("own_at", Moment),
    Column("extra_at", Moment),
    Column("next_at", Moment),
    Column("snoozed_until", Moment),
    Column("look_at", Moment),
    Column("last", Date),
    Column("sent_at", Moment),
    Column("touched_at", Moment),
    Column("ignored", Integer, nullable=False),
    Column("slowed", Boolean, nullable=False),
    Column("each", Boolean, nullable=False),
    Column("wording", Integer, nullable=False),
    Column("carried", JSON(none_as_null=True)),
    Column("channel", String(64)),
    Index("ix_journeys_next_at", "next_at"),
    Index("ix_journeys_look_at", "look_at"),
)

roadmaps = Table(
    "roadmaps",
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    Column("slug", String(120), primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("marks", JSON, nullable=False),
    Column("pace", Float),
    Column("nudged_at", Moment),
    Column("celebrated_at", Moment),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _id("team"),
    _id("user"),
    Column("at", Moment, nullable=False),
    Column("what", String(32), nullable=False),
    Column("slug", String(120)),
    Column("before", JSON(none_as_null=True)),
    Column("undone", Boolean, nullable=False, default=False),
    Column("once", String(255), unique=True),
    Index("ix_changes_team_user_id", "team", "user", "id"),
)

_OPEN = text("closed_at IS NULL")

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("occurrence", String(255), nullable=False, unique=True),
    _id("team"),
    _id("user"),
    Column("slug", String(120)),
    Column("kind", String(16), nullable=False),
    Column("day", Date, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("postponed", JSON(none_as_null=True)),
    Column("state", String(16), nullable=False),
    Column("step", String(80)),
    Column("wording", Integer, nullable=False, default=0),
    Column("why", Text),
    Column("channel", String(64)),
    Column("ts", String(32)),
    Column("attempts", Integer, nullable=False, default=0),
    Column("looks", Integer, nullable=False, default=0),
    Column("attempted_at", Moment),
    Column("tried_at", Moment),
    Column("fence", Integer, nullable=False, default=0),
    Column("free_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Index("ix_deliveries_open", "due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_deliveries_team_user", "team", "user"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("event", String(255), nullable=False, unique=True),
    _id("team"),
    Column("kind", String(64), nullable=False),
    Column("channel", String(64)),
    Column("ts", String(32)),
    Column("body", LargeBinary),
    Column("received_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("attempted_at", Moment),
    Column("fence", Integer, nullable=False, default=0),
    Column("free_at", Moment, nullable=False),
    Column("closed_at", Moment),
    UniqueConstraint("team", "channel", "ts"),
    Index("ix_inbox_open", "free_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_inbox_received_at", "received_at"),
)

gates = Table(
    "gates",
    metadata,
    _id("team", primary_key=True),
    Column("method", String(64), primary_key=True),
    Column("turn_at", Moment),
    Column("not_before", Moment),
)

silenced_teams = Table(
    "silenced_teams",
    metadata,
    _id("team", primary_key=True),
    Column("why", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("at", Moment, nullable=False),
)

memories = Table(
    "memories",
    metadata,
    _id("team", primary_key=True),
    _id("channel", primary_key=True),
    _id("thread", primary_key=True),
    Column("memory", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_memories_at", "at"),
)

self_checks = Table(
    "self_checks",
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    Column("slug", String(120), primary_key=True),
    Column("levels", JSON, nullable=False),
    Column("at", Moment, nullable=False),
)

installations = Table(
    "installations",
    metadata,
    _id("team", primary_key=True),
    _id("app"),
    _id("bot"),
    _id("bot_user"),
    Column("scopes", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("key", String(16), nullable=False),
    Column("installed_at", Moment, nullable=False),
)

oauth_states = Table(
    "oauth_states",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("good_until", Moment, nullable=False),
)

opinions = Table(
    "opinions",
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    Column("answer", String(64), primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("reason", String(16)),
    Column("role", String(120)),
    Column("topics", JSON, nullable=False),
    Column("at", Moment, nullable=False),
)

# What people meant by their words: of no person, so that authors may learn from it.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _id("team"),
    Column("said", Text, nullable=False),
    Column("role", String(120)),
    Column("was", String(120)),
    Column("meant", String(120)),
    Column("at", Moment, nullable=False),
    Index("ix_corrections_at", "at"),
)

# What is to happen once for a person, such as a welcome.
onces = Table(
    "onces",
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    Column("what", String(128), primary_key=True),
    Column("at", Moment, nullable=False),
)
