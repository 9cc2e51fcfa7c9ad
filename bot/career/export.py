"""One's own plan to take away: as Markdown, and as a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from bot.career.plan import Plan, PlanStep
from bot.career.rhythm import WEEKDAYS, local
from bot.career.roadmap import StepState

_BOXES: dict[StepState, str] = {"open": "[ ]", "doing": "[ ]", "done": "[x]", "skipped": "[-]"}


def markdown(plans: Sequence[Plan]) -> str:
    """The plans as a Markdown document: every step with its state, date and line of evidence."""
    return "\n".join(line for plan in plans for line in _plan_lines(plan)).rstrip() + "\n"


def _plan_lines(plan: Plan) -> Iterable[str]:
    yield f"# {_plain(plan.title)}"
    yield ""
    yield f"{str(plan.progress).capitalize()}." + (f" {_pace(plan)}" if plan.done_around else "")
    yield _rhythm(plan)
    yield ""
    for step in plan.steps:
        yield from _step_lines(step, plan)
    yield ""


def _step_lines(step: PlanStep, plan: Plan) -> Iterable[str]:
    words = {"doing": " (under way)", "skipped": " (skipped)"}.get(step.state, "")
    when = f" ({local(step.at, plan.rhythm.zone):%Y-%m-%d})" if step.state == "done" and step.at else ""
    yield f"{step.number}. {_BOXES[step.state]} {_plain(step.name)}{words}{when}"
    if step.note:
        yield f"   - {_plain(step.note)}"


def _pace(plan: Plan) -> str:
    assert plan.done_around is not None
    return f"At your pace, done around {plan.done_around:%B %Y}."


def _rhythm(plan: Plan) -> str:
    if plan.state != "on":
        return {"paused": "Nudges are paused.", "finished": "All done."}.get(plan.state, "Nudges are off.")
    every = "every week" if plan.rhythm.every == 1 else "every second week"
    return f"A nudge {every}, {WEEKDAYS[plan.rhythm.weekday]} at {plan.rhythm.at:%H:%M} ({plan.rhythm.zone})."


def _plain(text: str) -> str:
    return " ".join(text.split())


def calendar(plans: Sequence[Plan], now: datetime) -> str:
    """The plans' nudges as an iCalendar file: wall-clock times without a zone, as the nudges are."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Career Advisor//Roadmap//EN"]
    for plan in plans:
        if plan.next_at is not None and plan.at_hand is not None:
            lines += _event(plan, plan.at_hand, plan.next_at, now)
    return "".join(_folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(plan: Plan, step: PlanStep, next_at: datetime, now: datetime) -> list[str]:
    name = f"{plan.person.team}:{plan.person.user}:{plan.slug}"
    starts = local(next_at, plan.rhythm.zone)
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid5(NAMESPACE_URL, name)}",
        f"DTSTAMP:{local(now, 'UTC'):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{starts:%Y%m%dT%H%M%S}",
        "DURATION:PT30M",
        f"RRULE:FREQ=WEEKLY;INTERVAL={plan.rhythm.every};COUNT={max(1, plan.progress.left)}",
        f"SUMMARY:{_escaped(plan.title)}",
        f"DESCRIPTION:{_escaped(f'Next: {step.name}')}",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """RFC 5545, 3.1: no line is longer than 75 bytes, and a character stays whole."""
    folded, size = "", 0
    for character in line:
        size += len(character.encode())
        if size > 74:
            folded, size = f"{folded}\r\n ", 1 + len(character.encode())
        folded += character
    return folded
