"""The weekly nudge: one step, and everything one may want to do about it."""

from __future__ import annotations

from bot.career.nudge import Nudge, Postponed
from bot.slack.cards import presses
from bot.slack.cards.blocks import (
    Block,
    Element,
    Message,
    actions,
    bold,
    button,
    context,
    lines,
    message,
    option,
    overflow,
    section,
    value,
    words,
)

OPENINGS = (
    "Your step this week",
    "Here is your next step",
    "One step, when you have a moment",
    "A small step towards {title}",
    "Ready for this one?",
    "Next on your roadmap",
)
HOW = "Reply done, snooze, skip, pause or stop, or use the buttons."


def nudge_card(nudge: Nudge) -> Message:
    """The message of a nudge; its first block carries the marker once it is sent."""
    if nudge.kind == "farewell":
        return _farewell(nudge)
    if nudge.step is None:
        return message(f"Your roadmap to {nudge.title}: {nudge.progress}.", section(str(nudge.progress)))
    opening = _opening(nudge)
    return message(
        _text(nudge, opening),
        section(lines(bold(opening), f"{nudge.number}. {nudge.step.name}")),
        _small(nudge.step.first_action),
        actions(*step_buttons(nudge.slug, nudge.step.key), _more(nudge.slug, nudge.step.key)),
        context(*_quiet(nudge)),
    )


def _opening(nudge: Nudge) -> str:
    if nudge.kind == "welcome":
        return f"Your roadmap to {nudge.title} starts here"
    if nudge.kind == "snooze":
        return "Here it is again, as you asked"
    return OPENINGS[nudge.wording % len(OPENINGS)].format(title=nudge.title)


def _text(nudge: Nudge, opening: str) -> str:
    """All of it in plain words, for a notification or a screen reader."""
    assert nudge.step is not None
    small = nudge.step.first_action
    return "\n".join(
        [
            f"{opening}: {nudge.number}. {nudge.step.name}",
            *([f"Only a quarter of an hour? {small}"] if small else []),
            *_quiet(nudge),
            HOW,
        ]
    )


def _small(first_action: str | None) -> Block | None:
    return section(words("Only a quarter of an hour? ", first_action)) if first_action else None


def _quiet(nudge: Nudge) -> list[str]:
    """The small print: where the person stands, and why this comes when it does."""
    said = [f"{nudge.title} · {nudge.progress}"]
    if nudge.done_around:
        said.append(f"At your pace, done around {nudge.done_around:%B %Y}")
    if nudge.postponed:
        said.append(_why(nudge.postponed))
    if nudge.slowed:
        said.append("I write every second week now. Any button brings the weekly rhythm back.")
    return said


def _why(postponed: Postponed) -> str:
    day = f"{postponed.planned:%A}"
    if postponed.reason == "holiday":
        return f"Not on {day}: {postponed.name or 'a public holiday'}."
    if postponed.reason == "away":
        return f"Not on {day}: you were away."
    return f"Not on {day}: you had notifications off."


def step_buttons(slug: str, key: str) -> tuple[Element, ...]:
    said = value(r=slug, s=key)
    return (
        button("Done", presses.DONE, said, style="primary"),
        button("Snooze", presses.SNOOZE, value(r=slug, s=key, d="7")),
        button("Skip", presses.SKIP, said),
    )


def _more(slug: str, key: str) -> Element:
    """The three dots. An option's value names what it does, then the step."""
    options = (
        ("Stop these messages", presses.STOP),
        ("Pause until I resume", presses.PAUSE),
        ("Change day or time", presses.REMIND),
        ("Ask me again tomorrow", presses.SNOOZE),
        ("I've started on it", presses.DOING),
    )
    return overflow(presses.MORE, [option(label, more_value(verb, slug, key)) for label, verb in options])


def more_value(verb: str, slug: str, key: str) -> str:
    """At most 150 characters, so a long step key is cut; a stale one is answered politely anyway."""
    return f"{verb}|{slug}|{key}"[:150]


def _farewell(nudge: Nudge) -> Message:
    said = (
        f"I'll stop writing about your roadmap to {nudge.title} for now, since it seems to be a busy time. "
        f"Everything is kept: {nudge.progress}."
    )
    resume = button("Resume", presses.RESUME, value(r=nudge.slug), style="primary")
    return message(f"{said}\nSay resume whenever you like.", section(words(said)), actions(resume))
