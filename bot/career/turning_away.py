"""What to say to what the knowledge base does not hold: plainly that, and what it does hold."""

from __future__ import annotations

from bot.career.guide import PROGRESSION, Guide
from bot.career.library import Library
from bot.career.question import Question
from bot.career.wording import listed


def other_role(question: Question, library: Library) -> str:
    """About a role without a guide; where a guide mentions its title, how they relate."""
    name = question.other_role or ""
    text = f"There is no guide for {name} yet."
    for guide in _mentioning(name, library):
        text += f" {name} is named in the guide for {guide.title} as a role that it can lead to."
    return f"{text} {_roles(library)}".strip()


def _mentioning(name: str, library: Library) -> list[Guide]:
    guides = library.guides.values() if len(library.guides) < 50 else ()
    return [
        guide
        for guide in guides
        for listing in guide.listings(PROGRESSION)
        if any(item.name.casefold() == name.casefold() for item in listing.items)
    ][:1]


def _roles(library: Library) -> str:
    titles = [guide.title for guide in list(library.guides.values())[:3]]
    if not titles:
        return ""
    return f"I have a guide for: {listed(titles)}."


def nothing_held(question: Question, guide: Guide | None, library: Library) -> str:
    """About a fact that the guide does not hold, or about nothing that was recognised."""
    if guide is None:
        return f"I have no answer to that. {_roles(library)}".strip()
    labels = [library.label(topic).lower() for topic in guide.topics]
    asked = [topic for topic in question.topics if not guide.holds(topic)]
    if asked:
        lead = f"The guide for {guide.title} doesn't say anything about {library.label(asked[0]).lower()}."
    elif question.outside:
        lead = f"The guide for {guide.title} says nothing about {question.outside}."
    else:
        lead = f"I found no answer to that in the guide for {guide.title}."
    return f"{lead} It does hold: {listed(labels)}."
