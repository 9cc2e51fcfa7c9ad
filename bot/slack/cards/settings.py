"""Small forms about a roadmap: when the bot writes, and a line on what was done."""

from __future__ import annotations

from bot.career.guide import Step
from bot.career.plan import Plan
from bot.career.rhythm import WEEKDAYS, Rhythm
from bot.slack.cards.blocks import actions, bold, context, option, section, words
from bot.slack.cards.forms import View, field, line_input, menu, modal, radio, time_input
from bot.slack.cards.roadmap import quiet, undo_button

RHYTHM, NOTE = "rhythm", "note"  # callbacks
DAY, TIME, EVERY, LINE = "day", "time", "every", "line"  # fields


def rhythm_view(plan: Plan) -> View:
    """Weekday, time and how often, in the person's own time."""
    rhythm = plan.rhythm
    days = [option(name, f"{number}") for number, name in enumerate(WEEKDAYS)]
    weeks = [option("Every week", "1"), option("Every second week", "2")]
    return modal(
        "Day and time",
        (
            field(DAY, "Day", menu("Day", days, f"{rhythm.weekday}")),
            field(
                TIME,
                "Time",
                time_input(f"{rhythm.at:%H:%M}"),
                hint=f"Your own time: {rhythm.zone}, as your Slack profile has it.",
            ),
            field(EVERY, "How often", radio(weeks, f"{rhythm.every}")),
        ),
        callback=RHYTHM,
        submit="Save",
        close="Cancel",
        kept={"r": plan.slug},
    )


def rhythm_words(rhythm: Rhythm) -> str:
    """`I write every Monday at 09:00, your time (Europe/Berlin).`"""
    often = "second " if rhythm.every == 2 else ""
    when = f"{WEEKDAYS[rhythm.weekday]} at {rhythm.at:%H:%M}"
    return f"I write every {often}{when}, your time ({rhythm.zone})."


def saved_view(plan: Plan) -> View:
    """The new rhythm, and the way back."""
    said = words(bold("Saved."), " ", rhythm_words(plan.rhythm))
    return modal("Day and time", (section(said), context(*quiet(plan)), actions(undo_button(plan))))


def note_view(slug: str, number: int, step: Step, note: str) -> View:
    """One optional line on what was done: evidence for a talk or a review."""
    return modal(
        "Add a note",
        (
            section(bold(f"{number}. {step.name}")),
            field(
                LINE,
                "What did you do?",
                line_input(note),
                hint="One line for your next review. Only you see it: here and in your export.",
                optional=True,
            ),
        ),
        callback=NOTE,
        submit="Save",
        close="Cancel",
        kept={"r": slug, "s": step.key, "w": bool(note)},
    )
