"""The self-check: a few skills a page, then what to work on first. All of it in a modal of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.career.guide import Guide
from bot.career.selfcheck import LEVELS, Findings, Gap, Level, NumberedStep, findings, pages
from bot.slack.cards import presses
from bot.slack.cards.blocks import (
    Block,
    Message,
    actions,
    bold,
    button,
    context,
    lines,
    message,
    option,
    rows,
    section,
    value,
    words,
)
from bot.slack.cards.forms import View, field, modal, radio
from bot.slack.cards.help import MOST_LISTED, role_buttons, told_card

PAGE, RESULT = "self-check", "self-check-result"  # callbacks
LABELS: Mapping[Level, str] = {"know": "I know this", "some": "I know some of it", "new": "New to me"}
HERE: Mapping[Level, str] = {"know": "known", "some": "some of it known", "new": "new to you"}
PRIVATE = "Only you see this. Nothing is stored unless you choose Keep at the end."
TITLE = "Self-check"
UNSAID = "-"

Said = tuple[Level | None, ...]
"""What was said of each skill, in the guide's order."""


def self_check_card(guides: Sequence[Guide]) -> Message:
    """What a self-check is, and the button that opens it; a button for each role where several are meant."""
    if not guides:
        return told_card("No guide lists skills yet, so there is nothing to check.")
    how = "Only you see it, and it names what to work on first."
    if len(guides) == 1:
        said = f"A self-check on {guides[0].title}: {len(guides[0].skills)} skills, two minutes. {how}"
        begin = button("Begin", presses.SELF_CHECK, value(r=guides[0].slug), style="primary")
        return message(said, section(words(said)), actions(begin))
    said = f"A self-check takes two minutes. {how} Which role is it about?"
    titles = [guide.title for guide in guides]
    ask = "Say self-check and the role's name."
    shown = rows(role_buttons(guides[:MOST_LISTED], presses.SELF_CHECK))
    return message("\n".join([said, *titles, ask]), section(words(said)), *shown, context(ask))


def page_view(guide: Guide, number: int = 0, said: Said = ()) -> View:
    """One page of skills. What was said so far travels with the modal, and is stored nowhere."""
    names = [skill.name for skill in guide.skills]
    every = pages(names)
    first = sum(len(page) for page in every[:number])
    known = (*said, *[None] * len(names))[: len(names)]
    fields = [_skill(place, name, known[place]) for place, name in enumerate(every[number], first)]
    last = number == len(every) - 1
    where = f"Page {number + 1} of {len(every)}. " if len(every) > 1 else ""
    back = button("Back", presses.BACK, value(p=number)) if number else None
    return modal(
        TITLE,
        (
            section(lines(bold(guide.title), f"{where}How well do you know these? Leave out what you like.")),
            context(PRIVATE),
            *fields,
            actions(back),
        ),
        callback=PAGE,
        submit="See result" if last else "Next",
        close="Cancel",
        kept={"r": guide.slug, "p": number, "n": len(names), "a": written(known)},
    )


def _skill(place: int, name: str, said: Level | None) -> Block:
    options = [option(LABELS[level], level) for level in LEVELS]
    return field(skill_field(place), name, radio(options, said), optional=True)


def skill_field(place: int) -> str:
    return f"skill:{place}"


def written(said: Said) -> str:
    """A letter for each skill, since a modal carries no more than 3000."""
    return "".join(level[0] if level else UNSAID for level in said)


def read(letters: str) -> Said:
    """What `written` wrote; anything else counts as not said."""
    levels = {level[0]: level for level in LEVELS}
    return tuple(levels.get(letter) for letter in letters)


def levels_of(guide: Guide, said: Said) -> dict[str, Level]:
    """What was said, by the skill's name."""
    return {skill.name: level for skill, level in zip(guide.skills, said, strict=False) if level}


def result_view(guide: Guide, said: Said) -> View:
    """What it comes to, and the choice whether to keep it."""
    found = findings(guide, levels_of(guide, said))
    begin = button("See the roadmap", presses.ROADMAP, value(r=guide.slug))
    return modal(
        "Your self-check",
        (
            section(lines(bold(guide.title), summary(found))),
            *(section(gap_lines(number, gap)) for number, gap in enumerate(found.gaps, 1)),
            context("Then: " + ", ".join(found.rest)) if found.rest else None,
            actions(begin if guide.next_steps else None),
            context(
                "Keep stores it for your Home page, where only you see it. Forget it closes this for good."
            ),
        ),
        callback=RESULT,
        submit="Keep",
        close="Forget it",
        kept={"r": guide.slug, "n": len(guide.skills), "a": written(said)},
    )


def summary(found: Findings) -> str:
    known = f"You know {found.known} of the {found.rated} skills you rated."
    if not found.gaps:
        return f"{known} Nothing here is left to work on."
    return f"{known} Work on {'this' if len(found.gaps) == 1 else 'these'} first:"


def gap_lines(number: int, gap: Gap) -> str:
    """A skill and the steps of the roadmap that build it; where the guide links none, the skill alone."""
    about = words(f"{number}. ", bold(gap.skill), f" ({HERE[gap.level]})")
    return lines(about, *(step_line(step) for step in gap.steps))


def step_line(numbered: NumberedStep) -> str:
    return f"→ Step {numbered.number}: {numbered.step.name}"
