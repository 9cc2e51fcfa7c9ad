"""Whether the bot is well: figures in, a verdict out. `/healthz` and `career doctor` say it alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "degraded", "down"]

OLDEST_TICK = 90.0
OLDEST_DUE = 600.0
OLDEST_EVENT = 600.0
OLDEST_PING = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Ages in seconds; None where there is nothing to be old, or it can't be asked.

    `tick` is the age of the last round, `due` of the oldest nudge that should have gone out, `event` of the
    oldest event that is still to be answered, `ping` of the last sign of life on Socket Mode. `silenced`
    counts workspaces that refuse our token, `mistakes` those in changed guides that were left out.
    """

    database: bool
    tick: float | None
    due: float | None = None
    event: float | None = None
    ping: float | None = None
    silenced: int = 0
    guides: int = 0
    mistakes: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """`down` is what a restart may mend, `degraded` what it would not: something waits, a team refuses us.

    `troubles` are sentences for an operator, empty when all is well.
    """

    state: State
    troubles: tuple[str, ...]
    figures: Figures

    @property
    def status(self) -> int:
        """The HTTP status: whoever restarts the bot by it is to do so only where that helps."""
        return 503 if self.state == "down" else 200


def judge(figures: Figures) -> Health:
    """The verdict on these figures; each trouble names what to look at."""
    deadly, late = _deadly(figures), _late(figures)
    state: State = "down" if deadly else "degraded" if late else "ok"
    return Health(state, (*deadly, *late), figures)


def _deadly(figures: Figures) -> list[str]:
    said = []
    if not figures.database:
        said.append("The database can't be reached or written: see docs/operations.md, Database.")
    return said + _too_old(
        (figures.tick, OLDEST_TICK, "The last round ran {age} ago: see docs/operations.md, Tick."),
        (figures.ping, OLDEST_PING, "Slack has been silent for {age}: see docs/operations.md, Socket Mode."),
    )


def _late(figures: Figures) -> list[str]:
    said = _too_old(
        (figures.due, OLDEST_DUE, "A nudge is {age} overdue: see docs/operations.md, Nudges."),
        (figures.event, OLDEST_EVENT, "A question has waited {age}: see docs/operations.md, Inbox."),
    )
    if figures.silenced:
        said.append(f"Workspaces that refuse us: {figures.silenced}; see docs/operations.md, Token.")
    if figures.mistakes:
        said.append(f"Mistakes in changed guides: {figures.mistakes}; see docs/operations.md, Guides.")
    return said


def _too_old(*checks: tuple[float | None, float, str]) -> list[str]:
    return [words.format(age=_span(age)) for age, limit, words in checks if age is not None and age > limit]


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
