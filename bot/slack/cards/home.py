"""App Home: one's own page, most urgent first, and never an empty one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.advisor.ownpage import OwnPage
from bot.advisor.selfchecks import Checked
from bot.career.guide import Guide
from bot.career.plan import Plan, PlanStep
from bot.career.roadmap import StepState
from bot.career.selfcheck import Gap
from bot.slack.cards import presses
from bot.slack.cards.blocks import (
    Block,
    actions,
    bold,
    button,
    confirmation,
    context,
    divider,
    header,
    lines,
    rows,
    section,
    value,
    words,
)
from bot.slack.cards.forms import MOST_BOXES, View, boxes, long_option, searching
from bot.slack.cards.help import role_buttons
from bot.slack.cards.nudge import step_buttons
from bot.slack.cards.roadmap import bar, note_button, quiet, roadmap_text, standing, undo_button
from bot.slack.cards.selfcheck import summary

MOST_ROLES = 25  # as buttons; with more, one types a few letters
MOST_PLANS = 3
MOST_GROUPS = 4
STATES: Mapping[StepState, str] = {"open": "o", "doing": "g", "done": "d", "skipped": "s"}
PRIVATE = "Only you see this page. Nobody else is shown your roadmap, your notes or your self-check."
HELLO = (
    "I'm a bot. Ask me what a role does, what it pays or which skills it needs: with /career in any channel, "
    "by mentioning me, or in a direct message."
)
WALK = "Or let me walk you through a role's roadmap: one small step a week, on the day you choose."


def home_view(page: OwnPage) -> View:
    """The next step, the roadmaps, the self-check, the roles, and what is private about it."""
    parts: list[Iterable[Block | None]] = [
        _first(page),
        *(_plan(plan) for plan in page.plans[:MOST_PLANS]),
        _self_check(page),
        _roles(page.guides),
        _privacy(),
    ]
    blocks = [block for part in parts for block in part if block is not None]
    return {"type": "home", "blocks": blocks}


def plain_home(page: OwnPage) -> View:
    """The same in words alone, should Slack refuse the blocks."""
    told = [section(words(roadmap_text(plan))) for plan in page.plans[:MOST_PLANS]]
    titles = "Roles I know: " + ", ".join(guide.title for guide in page.guides)
    return {
        "type": "home",
        "blocks": [*told, section(words(HELLO)), section(words(titles)), context(PRIVATE)],
    }


def _first(page: OwnPage) -> Iterator[Block | None]:
    """What is to be done now; a welcome where nothing is."""
    plan = page.plans[0] if page.plans else None
    if plan is None:
        yield from _welcome(page)
    elif plan.state == "on" and plan.at_hand:
        guide = next((guide for guide in page.guides if guide.slug == plan.slug), None)
        step = guide.step(plan.at_hand.key) if guide else None
        yield from _next_step(plan, plan.at_hand, step.closes if step else ())
    else:
        yield from _resting(plan)


def _welcome(page: OwnPage) -> Iterator[Block | None]:
    yield header("Welcome")
    yield section(words(HELLO))
    if not page.reachable:
        yield section(
            "I can't reach what I stored of you right now. It is not lost: open this page again soon."
        )
        return
    walkable = [guide for guide in page.guides if guide.next_steps]
    if not walkable:
        return
    yield section(words(WALK))
    if len(walkable) == 1:
        label = f"See the {len(walkable[0].next_steps)} steps"
        yield actions(button(label, presses.ROADMAP, value(r=walkable[0].slug), style="primary"))


def _next_step(plan: Plan, step: PlanStep, builds: Sequence[str]) -> Iterator[Block | None]:
    yield header("Your next step")
    yield section(bold(f"{step.number}. {step.name}"))
    yield context(plan.title, *([f"Builds: {', '.join(builds)}"] if builds else []))
    if step.first_action:
        yield section(words("Only a quarter of an hour? ", step.first_action))
    yield actions(*step_buttons(plan.slug, step.key))


def _resting(plan: Plan) -> Iterator[Block | None]:
    """Paused, stopped or finished."""
    said = {
        "paused": ("Paused", "I'm silent until you resume. Your progress is kept."),
        "stopped": ("Stopped", "I don't write to you any more. Your progress is kept."),
    }.get(plan.state, ("Finished", _onward(plan)))
    yield header(said[0])
    yield section(words(said[1]))
    if plan.state in ("paused", "stopped"):
        yield actions(button("Resume", presses.RESUME, value(r=plan.slug), style="primary"))


def _onward(plan: Plan) -> str:
    done = f"You walked the whole roadmap: {standing(plan)}. Well done!"
    return (
        f"{done} What can come next, from the guide: {', '.join(plan.leads_to)}." if plan.leads_to else done
    )


def _plan(plan: Plan) -> Iterator[Block | None]:
    yield divider()
    yield section(lines(bold(f"Roadmap: {plan.title}"), f"{bar(plan)}  {standing(plan)}"))
    groups = [plan.steps[at : at + MOST_BOXES] for at in range(0, len(plan.steps), MOST_BOXES)]
    for number, group in enumerate(groups[:MOST_GROUPS]):
        yield _boxes(plan, number, group)
    if len(groups) > MOST_GROUPS:
        left = len(plan.steps) - MOST_GROUPS * MOST_BOXES
        yield context(f"and {left} more: type /career roadmap to see them all.")
    yield context(*quiet(plan))
    yield _steering(plan)


def _boxes(plan: Plan, number: int, steps: Sequence[PlanStep]) -> Block | None:
    """Slack keeps what a person ticked as long as the block's id stays: a new state needs a new id."""
    options = [long_option(f"{step.number}. {step.name}", box(step), _about(step, plan)) for step in steps]
    ticked = [made for step, made in zip(steps, options, strict=True) if step.state == "done"]
    return actions(boxes(presses.STEPS, options, ticked), id=boxes_id(plan.slug, number, steps))


def box(step: PlanStep) -> str:
    """An option's value: unique even where two steps are named alike."""
    return f"{step.number}|{step.key}"


def boxes_id(slug: str, number: int, steps: Iterable[PlanStep]) -> str:
    """Names a group of boxes and, by a letter each, the states that were shown."""
    return "|".join((presses.STEPS, slug, f"{number}", "".join(STATES[step.state] for step in steps)))


def _about(step: PlanStep, plan: Plan) -> str | None:
    if step.note:
        return f"Noted: {step.note}"
    if step.state in ("skipped", "doing"):
        return "Skipped" if step.state == "skipped" else "Started"
    at_hand = plan.at_hand is not None and plan.at_hand.key == step.key
    return "This is your next step" if at_hand and plan.state == "on" else None


def _steering(plan: Plan) -> Block | None:
    """What can be done about the whole: at most five, for phones."""
    on = plan.state == "on"
    return actions(
        button("Day and time", presses.REMIND, value(r=plan.slug)) if on else None,
        button("Pause", presses.PAUSE, value(r=plan.slug)) if on else None,
        note_button(plan),
        undo_button(plan),
        button("Export", presses.EXPORT) if plan.progress.done else None,
    )


def _self_check(page: OwnPage) -> Iterator[Block | None]:
    check, guide = page.check, _checkable(page)
    if check is None and guide is None:
        return
    yield divider()
    if check:
        yield from _checked(check)
    elif guide:
        count = f"{len(guide.skills)} skills of a {guide.title}"
        said = f"How well do you know the {count}? Two minutes, for you alone."
        yield section(lines(bold("Self-check"), said))
        yield actions(button("Start the self-check", presses.SELF_CHECK, value(r=guide.slug)))


def _checkable(page: OwnPage) -> Guide | None:
    """The guide of the roadmap at hand, else the only one there is."""
    guides = {guide.slug: guide for guide in page.guides if guide.skills}
    if page.plans:
        return guides.get(page.plans[0].slug)
    return next(iter(guides.values())) if len(guides) == 1 else None


def _checked(check: Checked) -> Iterator[Block | None]:
    gaps = [f"{number}. {gap.skill}{_built_by(gap)}" for number, gap in enumerate(check.findings.gaps, 1)]
    when = f"{check.at.day} {check.at:%B %Y}"
    yield section(
        lines(bold(f"Your self-check of {when}"), check.guide.title, summary(check.findings), *gaps)
    )
    about = value(r=check.guide.slug)
    yield actions(
        button("Check again", presses.SELF_CHECK, about), button("Remove the result", presses.UNCHECK, about)
    )


def _built_by(gap: Gap) -> str:
    return f": step {gap.steps[0].number} of the roadmap" if gap.steps else ""


def _roles(guides: Sequence[Guide]) -> Iterator[Block | None]:
    yield divider()
    if not guides:
        yield section(
            "There are no guides yet. Whoever looks after me can add one: a YAML file for each role."
        )
    elif len(guides) <= MOST_ROLES:
        yield section(bold("Roles I know"))
        yield from rows(role_buttons(guides))
    else:
        find: dict[str, Any] = searching(presses.ROLE, "Type a role")
        yield section(lines(bold("Roles I know"), f"{len(guides)} of them."), find)


def _privacy() -> Iterator[Block | None]:
    sure = confirmation(
        "Erase everything?", "Your roadmaps, notes and settings can't be brought back.", "Erase", "Keep"
    )
    yield divider()
    yield context(PRIVATE)
    yield actions(
        button("Help", presses.HELP),
        button("What is stored", presses.PRIVACY),
        button("Forget me", presses.FORGET, style="danger", confirm=sure),
    )
