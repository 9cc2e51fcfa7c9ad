"""Drills: what must hold when processes die, clocks jump and Slack misbehaves. `make drill` runs them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from drills.report import Drill


def _named(module: str) -> Callable[[], Drill]:
    def load() -> Drill:
        drill: Drill = import_module(f"drills.{module}").drill
        return drill

    return load


# In the order in which they run. A drill is imported when its turn comes.
NAMES: dict[str, Callable[[], Drill]] = {
    "claims": _named("claims"),
    "cost": _named("cost"),
    "kills": _named("random_kills"),
    "points": _named("exact_points"),
    "faults": _named("faults"),
    "zones": _named("zones"),
    "clocks": _named("clocks"),
    "acknowledged": _named("acknowledged"),
    "locked": _named("locked"),
    "thrice": _named("thrice"),
}
