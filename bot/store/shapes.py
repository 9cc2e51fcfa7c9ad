"""Journeys and roadmaps as rows and as JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, cast

from sqlalchemy import Date, Time

from bot.career.journey import Journey
from bot.career.nudge import Postponed
from bot.career.person import Person
from bot.career.rhythm import Rhythm
from bot.career.roadmap import Mark, Roadmap
from bot.store.tables import Moment, journeys, roadmaps

Row = dict[str, Any]
_RHYTHM = ("weekday", "at", "zone", "every")
_PLAIN = (
    *("state", "why", "own_at", "extra_at", "snoozed_until", "look_at", "last", "sent_at", "touched_at"),
    *("ignored", "slowed", "each", "wording", "channel"),
)
_ROADMAP = ("slug", "started_at", "active", "pace", "nudged_at", "celebrated_at")


def journey_row(journey: Journey) -> Row:
    row = {"team": journey.person.team, "user": journey.person.user, "next_at": journey.next_at}
    row |= {name: getattr(journey.rhythm, name) for name in _RHYTHM}
    row |= {name: getattr(journey, name) for name in _PLAIN}
    return row | {"carried": postponed_json(journey.carried)}


def roadmap_row(person: Person, roadmap: Roadmap) -> Row:
    row = {"team": person.team, "user": person.user} | {name: getattr(roadmap, name) for name in _ROADMAP}
    marks = {
        key: {"state": mark.state, "at": mark.at.isoformat(), "note": mark.note}
        for key, mark in roadmap.marks.items()
    }
    return row | {"marks": marks}


def journey_of(row: Mapping[Any, Any], walked: Mapping[str, Roadmap]) -> Journey:
    return Journey(
        person=Person(row["team"], row["user"]),
        rhythm=Rhythm(**{name: row[name] for name in _RHYTHM}),
        roadmaps=walked,
        carried=postponed_of(row["carried"]),
        **{name: row[name] for name in _PLAIN},
    )


def roadmap_of(row: Mapping[Any, Any]) -> Roadmap:
    marks = {
        key: Mark(mark["state"], datetime.fromisoformat(mark["at"]), mark["note"])
        for key, mark in row["marks"].items()
    }
    return Roadmap(marks=marks, **{name: row[name] for name in _ROADMAP})


def postponed_json(postponed: Postponed | None) -> Row | None:
    if postponed is None:
        return None
    return {"reason": postponed.reason, "planned": postponed.planned.isoformat(), "name": postponed.name}


def postponed_of(written: Mapping[str, Any] | None) -> Postponed | None:
    if written is None:
        return None
    return Postponed(written["reason"], date.fromisoformat(written["planned"]), written["name"])


def snapshot(journey: Journey) -> Row:
    """The whole journey as JSON, so that a change can be taken back."""
    walked = [_written(roadmap_row(journey.person, one)) for one in journey.roadmaps.values()]
    return _written(journey_row(journey)) | {"roadmaps": walked}


def journey_from(written: Mapping[str, Any]) -> Journey:
    walked = (roadmap_of(_read(roadmaps, one)) for one in written["roadmaps"])
    return journey_of(_read(journeys, written), {one.slug: one for one in walked})


def _written(row: Row) -> Row:
    return {
        name: value.isoformat() if isinstance(value, date | time) else value for name, value in row.items()
    }


def _read(table: Any, written: Mapping[str, Any]) -> Row:
    row: Row = {}
    for column in table.c:
        value = written.get(column.name)
        row[column.name] = value if value is None else _parsed(column.type, value)
    return row


def _parsed(kind: Any, value: Any) -> Any:
    if isinstance(kind, Moment):
        return datetime.fromisoformat(cast(str, value))
    if isinstance(kind, Date):
        return date.fromisoformat(cast(str, value))
    if isinstance(kind, Time):
        return time.fromisoformat(cast(str, value))
    return value
