"""Two roles compared: what one keeps, what is new, what the pay does, with the arithmetic shown."""

from __future__ import annotations

from collections.abc import Sequence

from bot.career.comparing import Comparison, PayChange
from bot.career.wording import amounts
from bot.slack.cards.blocks import Block, Message, actions, bold, bullets, lines, message, section
from bot.slack.cards.help import role_buttons


def comparison_card(found: Comparison) -> Message:
    first, second = found.first.title, found.second.title
    headline = f"From {first} to {second}"
    counts = f"{_skills(len(found.kept))} you keep, {len(found.new)} new"
    pay = pay_lines(found.pay, found.first.salary.currency if found.first.salary else "")
    return message(
        "\n".join(
            [
                f"{headline}: {counts}",
                *_listed("You keep", found.kept),
                *_listed("New", found.new),
                *_listed(f"Only in {first}", found.left),
                *pay,
                *([found.note] if found.note else []),
            ]
        ),
        section(lines(bold(headline), counts)),
        *_blocks("You keep", found.kept),
        *_blocks("New", found.new),
        section(lines(bold("Pay"), *pay)) if pay else None,
        section(found.note) if found.note else None,
        actions(*role_buttons((found.first, found.second))),
    )


def pay_lines(changes: Sequence[PayChange], currency: str) -> list[str]:
    """A line a level: from what to what, and the difference at either end."""
    return [
        f"{change.level.capitalize()}: {amounts(change.first, currency)} → "
        f"{amounts(change.second, currency)} ({signed(change.low)} to {signed(change.high)})"
        for change in changes
    ]


def signed(amount: int) -> str:
    return f"{amount:+,}" if amount else "the same"


def _listed(label: str, names: Sequence[str]) -> list[str]:
    return [f"{label}: {', '.join(names)}"] if names else []


def _blocks(label: str, names: Sequence[str]) -> list[Block]:
    return [section(bold(f"{label} ({len(names)})")), bullets(names)] if names else []


def _skills(count: int) -> str:
    return "1 skill" if count == 1 else f"{count} skills"
