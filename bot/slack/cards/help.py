"""Help, lists of roles, one's own page, privacy: what is always at hand."""

from __future__ import annotations

from collections.abc import Sequence

from bot.advisor.heard import Dashboard, Exported
from bot.career.guide import Guide
from bot.career.plan import Plan
from bot.slack.cards import presses
from bot.slack.cards.blocks import (
    Block,
    Element,
    Message,
    actions,
    bold,
    bullets,
    button,
    confirmation,
    context,
    lines,
    link,
    message,
    plain,
    rows,
    section,
    value,
    words,
)
from bot.slack.cards.roadmap import bar, quiet, standing

MOST_LISTED = 25
IN_DASHBOARD = 5
ASK = (
    "what skills do I need?",
    "what does a senior one earn?",
    "does Stripe hire them?",
    "how do I start?",
)
COMMANDS = (
    ("/career a role", "its overview"),
    ("/career a question", "the answer, to you alone"),
    ("/career compare A B", "two roles or two levels"),
    ("/career share a question", "the answer, for the whole channel"),
    ("/career roles", "every role I know"),
    ("/career roadmap, start, next", "your way through a role's next steps"),
    ("/career done, skip, snooze, undo", "say how a step went"),
    ("/career remind friday 14:30", "when I write to you"),
    ("/career remind each, remind one", "a message for each roadmap, or one in all"),
    ("/career pause, resume, stop", "how I keep silent"),
    ("/career self-check", "which skills to work on"),
    ("/career export", "your plan as a page"),
    ("/career privacy, forget me", "what I store, and how to erase it"),
)
PRIVACY = (
    "What I store of you: your roadmap with its steps and notes, when you want to be written to, your time "
    "zone, a self-check's result if you keep one, and for half an hour which role and topic you last asked "
    "about. Your questions are not stored with your name. Nobody else is shown any of it."
)


def welcome_card() -> Message:
    """The first words to somebody, said once."""
    hello = "Hello! I'm Career Advisor, a bot. I answer questions about roles from your company's guides."
    more = "I can also walk you through a role's next steps, one a week. I never write unless you ask for it."
    return message(
        "\n".join([hello, more, "Try asking me:", *ASK, "Say help for everything I can do."]),
        section(lines(hello, more)),
        section(bold("Try asking me")),
        bullets(ASK),
        actions(button("Roles", presses.ROLES), button("Help", presses.HELP)),
    )


def help_card(*, whole: bool = False) -> Message:
    """How to use the bot, in any of its places; `whole` shows the commands too, which the text always has."""
    said = "I'm a bot. I answer questions about roles from your company's guides, in their words."
    ways = "Ask here with /career, mention me in a channel, or write to me directly. All mean the same."
    commands = [f"{typed}: {what}" for typed, what in COMMANDS]
    more = None if whole else button("All commands", presses.COMMANDS)
    return message(
        "\n".join([said, ways, "Try:", *ASK, "Commands:", *commands]),
        section(lines(said, ways)),
        section(bold("Try")),
        bullets(ASK),
        *((section(bold("Commands")), bullets(commands)) if whole else ()),
        actions(more, button("Roles", presses.ROLES), button("My page", presses.HOME)),
    )


def roles_card(guides: Sequence[Guide]) -> Message:
    """Every role with a button, as far as a message holds them."""
    if not guides:
        said = "There are no guides yet. Whoever looks after me can add one: a YAML file for each role."
        return message(said, section(words(said)))
    shown = guides[:MOST_LISTED]
    left = len(guides) - len(shown)
    more = f"and {left} more: type /career and a role's name." if left else None
    titles = [guide.title for guide in guides]
    return message(
        "\n".join(["Roles I know:", *titles]),
        section(bold("Roles I know")),
        *rows(role_buttons(shown)),
        context(more) if more else None,
    )


def role_buttons(guides: Sequence[Guide], verb: str = presses.TOPIC) -> list[Element]:
    """A button each; with another verb than "topic" what that does with the role."""
    topics = ["overview"] if verb == presses.TOPIC else None
    return [
        button(guide.title, presses.action(verb, number), value(r=guide.slug, t=topics))
        for number, guide in enumerate(guides)
    ]


def which_role_card(guides: Sequence[Guide]) -> Message:
    """No roadmap yet: which one?"""
    if not guides:
        return roles_card(guides)
    said = "You have no roadmap yet. Which role would you like to work towards?"
    shown = guides[:MOST_LISTED]
    return message(
        "\n".join([said, *(guide.title for guide in guides), "Type start and the role's name."]),
        section(words(said)),
        *rows(role_buttons(shown, presses.ROADMAP)),
    )


def dashboard_card(dashboard: Dashboard, home: str = "") -> Message:
    """One's own page as a message: the next step first, then where else to go. `home`: a link to the page."""
    mine = [block for plan in dashboard.plans[:3] for block in _plan_lines(plan)]
    told = [line for plan in dashboard.plans[:3] for line in _plan_text(plan)]
    hello = "Ask me about a role, or start its roadmap: one step a week, at your own pace."
    return message(
        "\n".join([*(told or [hello]), "Roles: " + ", ".join(guide.title for guide in dashboard.guides)]),
        *(mine or [section(words(hello))]),
        *rows(role_buttons(dashboard.guides[:IN_DASHBOARD])),
        actions(
            button("My roadmap", presses.ROADMAP, style="primary"),
            button("Roles", presses.ROLES),
            button("Help", presses.HELP),
            link("Open my page", presses.LINK, home) if home else None,
        ),
    )


def _plan_lines(plan: Plan) -> list[Block]:
    at_hand = f"Next: {plan.at_hand.number}. {plan.at_hand.name}" if plan.at_hand else None
    return [
        section(lines(bold(plan.title), at_hand, f"{bar(plan)}  {standing(plan)}")),
        context(*quiet(plan)),
    ]


def _plan_text(plan: Plan) -> list[str]:
    at_hand = [f"Next: {plan.at_hand.number}. {plan.at_hand.name}"] if plan.at_hand else []
    return [f"{plan.title}: {standing(plan)}", *at_hand, *quiet(plan)]


def export_card(exported: Exported) -> Message:
    """One's plan as Markdown, to copy."""
    if exported.page is None:
        return told_card("You have no roadmap yet, so there is nothing to export. Say roadmap to start one.")
    return message(exported.page, {"type": "section", "text": plain(exported.page)})


def privacy_card(*, ask: bool) -> Message:
    """What is stored, and the button that erases it, which asks once more."""
    how = "Forget me erases it all at once and stops every message." if ask else "Say forget me to erase it."
    sure = confirmation(
        "Erase everything?", "Your roadmaps, notes and settings can't be brought back.", "Erase", "Keep"
    )
    forget = button("Forget me", presses.FORGET, style="danger", confirm=sure)
    return message(f"{PRIVACY}\n{how}", section(lines(PRIVACY, how)), actions(forget))


def told_card(text: str) -> Message:
    return message(text, section(words(text)))
