"""What has just happened to a roadmap, in a sentence. Never a reproach."""

from __future__ import annotations

from bot.advisor.heard import Planned
from bot.career.plan import Plan
from bot.slack.cards.dates import moment


def news_of(heard: Planned) -> str | None:
    """A sentence on what was done; a second press of the same button reads the same."""
    plan, step = heard.plan, heard.step or ""
    match heard.did:
        case "start":
            return _started(plan)
        case "done":
            return f"Done: {step}"
        case "doing":
            return f"Started: {step}"
        case "skip":
            return f"Skipped: {step}"
        case "snooze":
            return f"I'll ask again {_next(plan)}."
        case "pause":
            return "Paused. I'm silent until you say resume."
        case "resume":
            return f"Welcome back. I'll write {_next(plan)}."
        case "stop":
            return "Stopped. I won't write any more; your progress is kept."
        case "undo":
            return "Taken back."
        case "remind":
            return "Saved."
        case "each":
            return f"Saved: one message a week {'for each roadmap' if plan.each else 'in all'}."
        case "pace":
            return "Saved." if plan.pace else "Say how many steps a week, such as: pace 2."
        case "gone":
            return "That step is no longer in the guide. This is where you stand:"
    return None


def _started(plan: Plan) -> str:
    if not plan.changed:
        return f"You are on this roadmap: {plan.title}."
    return f"Your roadmap has begun: {plan.title}. Its first step is in your direct messages with me."


def _next(plan: Plan) -> str:
    return f"on {moment(plan.next_at, plan.rhythm.zone)}" if plan.next_at else "when there is something to do"
