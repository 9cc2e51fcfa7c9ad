"""Moments as people say them."""

from __future__ import annotations

from datetime import datetime

from bot.career.rhythm import local


def moment(when: datetime, zone: str) -> str:
    """An aware moment on that zone's wall clock: `Monday 7 December at 09:00 (Europe/Berlin)`."""
    there = local(when, zone)
    return f"{there:%A} {there.day} {there:%B} at {there:%H:%M} ({zone})"
