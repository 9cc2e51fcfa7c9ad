"""A person's own roadmap: where they stand, what is next, and when the bot writes."""

from __future__ import annotations

from collections.abc import Mapping

from bot.career.guide import Guide
from bot.career.plan import Plan, PlanStep
from bot.career.rhythm import WEEKDAYS
from bot.slack.cards import presses
from bot.slack.cards.blocks import (
    Block,
    Element,
    Message,
    actions,
    bold,
    bullets,
    button,
    context,
    lines,
    message,
    option,
    section,
    select,
    states,
    value,
    words,
)
from bot.slack.cards.dates import moment
from bot.slack.cards.nudge import step_buttons

HOURS = tuple(f"{hour:02d}:{minute:02d}" for hour in range(7, 20) for minute in (0, 30))
STATE_WORDS = {"done": "done", "skipped": "skipped", "doing": "started"}
UNDOS = {
    "done": "Done",
    "skip": "Skip",
    "snooze": "Snooze",
    "pause": "Pause",
    "resume": "Resume",
    "stop": "Stop",
    "doing": "Started",
}
MOST_CELLS = 20


def bar(plan: Plan) -> str:
    """Progress at a glance, a cell for each step; the words beside it say the same."""
    total = plan.progress.total
    cells = min(total, MOST_CELLS)
    full = cells * (plan.progress.done + plan.progress.skipped) // max(total, 1)
    return "▰" * full + "▱" * (cells - full)


def roadmap_card(plan: Plan, news: str | None = None) -> Message:
    """The whole roadmap; `news` is what has just been done about it."""
    return message(
        roadmap_text(plan, news),
        section(words(news)) if news else None,
        section(lines(bold(f"Roadmap: {plan.title}"), f"{bar(plan)}  {standing(plan)}")),
        states([(step_line(step), _style(step, plan.at_hand)) for step in plan.steps]),
        *_doing(plan),
        context(*quiet(plan)),
    )


def next_card(plan: Plan, news: str | None = None) -> Message:
    """One thing: the step at hand and what to do about it. For phones, and after each change."""
    if plan.at_hand is None:
        return roadmap_card(plan, news)
    at_hand = f"{plan.at_hand.number}. {plan.at_hand.name}"
    said = [news, f"Next: {at_hand}", standing(plan)]
    return message(
        "\n".join([*(part for part in said if part), *quiet(plan)]),
        section(words(news)) if news else None,
        actions(note_button(plan), undo_button(plan)) if news else None,
        section(words(bold("Next:"), " ", at_hand)),
        *_doing(plan, undo=not news),
        context(f"{bar(plan)}  {standing(plan)}", *quiet(plan)),
    )


def change_card(plan: Plan, news: str) -> Message:
    """What a press turns its message into: confirmed in place, with Undo."""
    if plan.celebrate:
        return celebration(plan)
    return next_card(plan, news) if plan.state == "on" else _resting(plan, news)


def celebration(plan: Plan) -> Message:
    """Once, when the last step is done: small, and to the person alone."""
    said = f"You finished the roadmap to {plan.title}: {standing(plan)}. Well done!"
    onward = "What can come next, from the guide: " + ", ".join(plan.leads_to) if plan.leads_to else None
    more = "I won't send any more of these. Say export for a page of what you did."
    return message(
        "\n".join(part for part in (said, onward, more) if part),
        section(lines(bold("Finished!"), said)),
        section(words(onward)) if onward else None,
        actions(note_button(plan), undo_button(plan)),
        context(more),
    )


def _resting(plan: Plan, news: str) -> Message:
    """Paused, stopped or finished: nothing is at hand but a way back."""
    return message(
        f"{news}\n{plan.title}: {standing(plan)}. Say resume to go on.",
        section(words(news)),
        actions(_resume(plan), undo_button(plan)),
        context(f"{plan.title} · {standing(plan)}"),
    )


def standing(plan: Plan) -> str:
    skipped = f", {plan.progress.skipped} skipped" if plan.progress.skipped else ""
    return f"{plan.progress}{skipped}"


def roadmap_text(plan: Plan, news: str | None = None) -> str:
    """Everything in plain words."""
    return "\n".join(
        [
            *([news] if news else []),
            f"Roadmap: {plan.title}, {standing(plan)}",
            *(f"{step.number}. {step_line(step)}" for step in plan.steps),
            *quiet(plan),
        ]
    )


def step_line(step: PlanStep) -> str:
    word = STATE_WORDS.get(step.state)
    return f"{step.name} ({word})" if word else step.name


def _style(step: PlanStep, at_hand: PlanStep | None) -> Mapping[str, bool]:
    if step.state in ("done", "skipped"):
        return {"strike": True}
    return {"bold": True} if at_hand and step.key == at_hand.key else {}


def _doing(plan: Plan, *, undo: bool = True) -> tuple[Block, ...]:
    """What can be done now, in one row."""
    at_hand = step_buttons(plan.slug, plan.at_hand.key) if plan.at_hand and plan.state == "on" else ()
    resume = _resume(plan) if plan.state in ("paused", "stopped") else None
    rhythm = button("Day and time", presses.REMIND, value(r=plan.slug)) if plan.state == "on" else None
    row = actions(*at_hand, resume, rhythm, undo_button(plan) if undo else None)
    return (row,) if row else ()


def _resume(plan: Plan) -> Element:
    return button("Resume", presses.RESUME, value(r=plan.slug), style="primary")


def undo_button(plan: Plan) -> Element | None:
    """Takes back the last change, and only that one, however late it is pressed."""
    if plan.undo is None:
        return None
    aloud = f"Undo {UNDOS.get(plan.undo, plan.undo)}"
    return button("Undo", presses.UNDO, value(r=plan.slug, c=plan.undo_id), aloud=aloud)


def note_button(plan: Plan) -> Element | None:
    """Opens the form for a line of evidence: only right after a step was done, while it is fresh."""
    done = [step for step in plan.steps if step.state == "done" and step.at]
    last = max(done, key=lambda step: (step.at, step.number), default=None)
    if last is None or plan.undo != "done":
        return None
    label = "Change the note" if last.note else "Add a note"
    return button(label, presses.NOTE, value(r=plan.slug, s=last.key, w=last.note))


def quiet(plan: Plan) -> tuple[str, ...]:
    """When the bot writes next, in the person's own time."""
    said = [_when(plan)]
    if plan.done_around and plan.state == "on":
        said.append(f"At your pace, done around {plan.done_around:%B %Y}.")
    if plan.slowed and plan.state == "on":
        said.append("I write every second week for now, since the last ones found no time.")
    return tuple(said)


def _when(plan: Plan) -> str:
    if plan.state == "paused":
        return "Paused: I'm silent until you say resume."
    if plan.state == "stopped":
        return "Stopped: I'm silent. Your progress is kept."
    if plan.state == "finished" or plan.next_at is None:
        return "No message is planned."
    return f"I'll write on {moment(plan.next_at, plan.rhythm.zone)}. Say snooze, pause or stop any time."


def offer_card(guide: Guide) -> Message:
    """Before a start: what the roadmap holds, and the one button."""
    steps = [step.name for step in guide.next_steps]
    ask = "Shall I walk you through it, one step a week in a direct message? You choose the day."
    numbered = [f"{number}. {name}" for number, name in enumerate(steps, 1)]
    return message(
        "\n".join([f"Roadmap to {guide.title}", *numbered, ask, "Say start roadmap to begin."]),
        section(bold(f"Roadmap to {guide.title}")),
        bullets(steps, numbered=True),
        section(ask),
        actions(button("Start this roadmap", presses.START, value(r=guide.slug), style="primary")),
    )


def no_steps(title: str) -> Message:
    said = f"The guide to {title} has no next steps yet, so there is no roadmap to walk."
    return message(said, section(words(said)))


def rhythm_card(plan: Plan, news: str | None = None) -> Message:
    """Weekday, time and how often, chosen in the message itself."""
    rhythm = plan.rhythm
    said = f"I write every {'second ' if rhythm.every == 2 else ''}{WEEKDAYS[rhythm.weekday]} at "
    said += f"{rhythm.at:%H:%M}, your time ({rhythm.zone})."
    how = "Or type it: remind friday 14:30, remind every second monday."
    return message(
        "\n".join(part for part in (news, said, *quiet(plan), how) if part),
        section(lines(news, said)),
        actions(*rhythm_choices(plan)),
        context(*quiet(plan), how),
    )


def rhythm_choices(plan: Plan) -> tuple[Element, ...]:
    rhythm = plan.rhythm
    days = [option(name, f"{number}") for number, name in enumerate(WEEKDAYS)]
    hours = sorted({*HOURS, f"{rhythm.at:%H:%M}"})
    weeks = [option("every week", "1"), option("every second week", "2")]
    return (
        select(presses.DAY, "Day", days, f"{rhythm.weekday}"),
        select(presses.TIME, "Time", [option(hour, hour) for hour in hours], f"{rhythm.at:%H:%M}"),
        select(presses.EVERY, "How often", weeks, f"{rhythm.every}"),
    )
