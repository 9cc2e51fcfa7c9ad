"""Whether today is a day to write: weekends, holidays, an away status and do-not-disturb are quiet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.career.nudge import Postponed
from bot.career.rhythm import DAY, Rhythm, instant, local

Holiday = Callable[[date], str | None]
_HORIZON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Quiet:
    """What is known of a person's quiet: `holiday` names the holiday on a date, the others are aware UTC."""

    holiday: Holiday
    away: bool = False
    away_until: datetime | None = None
    quiet_until: datetime | None = None


def no_holidays(day: date) -> str | None:
    """The calendar where the operator named none."""
    return None


@dataclass(frozen=True, slots=True)
class Later:
    """Write at that moment, and say why."""

    at: datetime
    postponed: Postponed | None


def postpone(rhythm: Rhythm, planned: date, quiet: Quiet, now: datetime) -> Later | None:
    """None where now is a good moment to write, else the next one and why it is later."""
    today = local(now, rhythm.zone).date()
    why = _reason(rhythm, planned, quiet, today, now)
    if why is None and not _weekend(rhythm, today):
        return None
    if why and why.reason == "quiet" and quiet.quiet_until and quiet.quiet_until - now < DAY:
        night_over = local(quiet.quiet_until, rhythm.zone).date()
        if night_over == today:
            return Later(quiet.quiet_until, why)
    return Later(_next(rhythm, quiet, today + DAY), why)


def _weekend(rhythm: Rhythm, day: date) -> bool:
    return day.weekday() >= 5 and not rhythm.weekends


def _reason(rhythm: Rhythm, planned: date, quiet: Quiet, today: date, now: datetime) -> Postponed | None:
    if name := quiet.holiday(today):
        return Postponed("holiday", planned, name)
    if quiet.away and (quiet.away_until is None or quiet.away_until > now):
        return Postponed("away", planned)
    if quiet.quiet_until and quiet.quiet_until > now:
        return Postponed("quiet", planned)
    return None


def _next(rhythm: Rhythm, quiet: Quiet, day: date) -> datetime:
    """The rhythm's hour on the first day from `day` on that is no quiet one."""
    last = day + _HORIZON
    until = max((at for at in (quiet.away_until, quiet.quiet_until) if at), default=None)
    while day < last:
        at = instant(day, rhythm.at, rhythm.zone)
        back = until is None or at >= until
        if back and not _weekend(rhythm, day) and not quiet.holiday(day):
            return at
        day += DAY
    return instant(day, rhythm.at, rhythm.zone)
