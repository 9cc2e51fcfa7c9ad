"""From a question to its answer: the guide's own words, only what was asked, the verdict first."""

from __future__ import annotations

from collections.abc import Callable

from bot.career.answer import Answer, Chat, Choice, Clarify, NoMatch, Part, Reply, Section, Verdict
from bot.career.guide import (
    DEMAND,
    NEXT_STEPS,
    OVERVIEW,
    SALARY,
    SENTENCES,
    Guide,
    Listing,
)
from bot.career.library import FaqEntry, Library
from bot.career.money import salary_section
from bot.career.question import Question
from bot.career.turning_away import nothing_held, other_role
from bot.career.wording import listed

HEADINGS = {
    "leads_to": "Can lead to",
    "transitions": "Transition opportunities",
    "missing": "Often missing skills",
    "suggestions": "Development suggestions",
}
NAMES = {
    "responsibilities": "responsibilities",
    "skills": "top skills",
    "progression": "titles that it can lead to",
    "skill_gaps": "skills that are often missing",
    "employers": "major employers",
    "industries": "industry sectors",
    "next_steps": "next steps",
}
CHOICES = 3


def answer(question: Question, library: Library) -> Answer:
    """What to reply to a question, out of the library alone."""
    if question.kind == "chat":
        return Chat(text=library.words.replies.get(question.chat, ""), kind=question.chat)
    if question.kind == "unclear":
        return _clarify(question, library)
    if question.kind == "unknown" or not question.topics:
        return _no_match(question, library)
    entry = library.faq.get(question.topics[0])
    if entry:
        return _entry(question, entry, library)
    guide = library.guides.get(question.role or "")
    return _reply(question, guide, library) if guide else _no_match(question, library)


def _entry(question: Question, entry: FaqEntry, library: Library) -> Reply:
    """An FAQ entry's answer, with the entries and topics that were near."""
    ids = (entry.id, *question.near) if question.near else ()
    return Reply(
        role=None,
        title=entry.label,
        sections=(Section(entry.id, entry.label, lead=entry.answer),),
        confidence=question.confidence,
        choices=tuple(choice(id, library) for id in ids),
        evidence=question.evidence,
    )


def _reply(question: Question, guide: Guide, library: Library) -> Answer:
    held = tuple(topic for topic in question.topics if guide.holds(topic))
    if not held:
        return _no_match(question, library)
    parts = [section(topic, question, guide, library) for topic in held]
    verdicts = [verdict for _, verdict in parts if verdict]
    near = tuple(topic for topic in question.near if guide.holds(topic) and topic not in held)
    return Reply(
        role=guide.slug,
        title=guide.title,
        sections=tuple(part for part, _ in parts),
        verdict=verdicts[0] if verdicts else None,
        confidence=question.confidence,
        choices=tuple(choice(topic, library) for topic in (*held, *near)) if near else (),
        evidence=question.evidence,
        sources=tuple(source.name for source in guide.sources),
    )


def section(topic: str, question: Question, guide: Guide, library: Library) -> tuple[Section, Verdict | None]:
    """The section about one topic of a guide that holds it, and its verdict if a yes or no was asked for."""
    label = library.label(topic)
    if topic == OVERVIEW:
        return Section(topic, label, lead=guide.overview), None
    if topic == SALARY and guide.salary:
        return salary_section(label, question.details, guide.salary)
    if topic == DEMAND and guide.demand:
        trend, detail = guide.demand.trend, guide.demand.detail
        return Section(topic, label, lead=f"{trend}. {detail}" if detail else f"{trend}."), None
    verdict_asked = question.details.membership and question.details.items
    if topic == NEXT_STEPS and question.details.steps and not verdict_asked:
        return _steps(label, question, guide), None
    return _lists(topic, label, question, guide)


def _steps(label: str, question: Question, guide: Guide) -> Section:
    count = len(guide.next_steps)
    held = [number for number in question.details.steps if 1 <= number <= count]
    if not held:
        lead = f"There are {count} steps; number {question.details.steps[0]} is not among them."
        return Section(NEXT_STEPS, label, lead, _parts(guide.listings(NEXT_STEPS)))
    runs: list[list[int]] = []
    for number in held:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = listed([str(number) for number in held])
    lead = f"Step{'s' if len(held) > 1 else ''} {named} of {count}:"
    parts = (
        Part(tuple(guide.next_steps[number - 1].name for number in run), numbered=True, first=run[0])
        for run in runs
    )
    return Section(NEXT_STEPS, label, lead, tuple(parts))


def _lists(topic: str, label: str, question: Question, guide: Guide) -> tuple[Section, Verdict | None]:
    listings = guide.listings(topic)
    details = question.details
    named = _only(listings, lambda name: name in details.items)
    if named:
        lead, verdict = _named(topic, named, question, listings)
        return Section(topic, label, lead, _unsaid(_parts(named), lead)), verdict
    unlisted = details.unlisted if details.membership else ()
    if unlisted:
        return Section(topic, label, not_listed(unlisted, topic, listings), _parts(listings)), "unlisted"
    close = [item.name for listing in listings for item in listing.items if item.name in details.close]
    closest = f"Closest in this guide: {listed(close)}." if close else None
    if details.count:
        count = sum(len(listing.items) for listing in listings)
        closest = f"There are {count} {NAMES.get(topic, 'entries')} in this guide."
    return Section(topic, label, closest, _parts(listings)), None


def _named(
    topic: str, named: tuple[Listing, ...], question: Question, listings: tuple[Listing, ...]
) -> tuple[str, Verdict | None]:
    details = question.details
    count = sum(len(listing.items) for listing in listings)
    if not details.membership:
        return f"Of the {count} {NAMES.get(topic, 'entries')} in this guide, this fits:", None
    if details.unlisted:
        lead = f"Listed in this guide are the ones below; {listed(details.unlisted)} is not."
        return f"{lead} {NOT_NO.get(topic, '')}".strip(), "unlisted"
    names = [item.name for listing in named for item in listing.items]
    if topic in SENTENCES:
        return "Yes, in the guide's words:", "yes"
    verb = "are" if len(names) > 1 else "is"
    return f"Yes, {listed(names)} {verb} among the {count} {NAMES[topic]} in this guide.", "yes"


NOT_NO = {
    "employers": "That does not mean they don't hire for it.",
    "industries": "That does not mean it has no such roles.",
    "skills": "That does not mean it isn't used.",
    "progression": "That does not mean it can't be done.",
}


def not_listed(names: tuple[str, ...], topic: str, listings: tuple[Listing, ...]) -> str:
    """Not on the list is not the same as no."""
    count = sum(len(listing.items) for listing in listings)
    verb = "are" if len(names) > 1 else "is"
    said = [f"\u201c{name}\u201d" for name in names] if topic in SENTENCES else names
    lead = f"{listed(said)} {verb} not in this guide's list of {count} {NAMES.get(topic, 'entries')}."
    return f"{lead} {NOT_NO.get(topic, '')}".strip()


def _only(listings: tuple[Listing, ...], wanted: Callable[[str], bool]) -> tuple[Listing, ...]:
    """The lists with their wanted items alone, empty ones left out."""
    kept = (
        Listing(listing.part, tuple(item for item in listing.items if wanted(item.name)))
        for listing in listings
    )
    return tuple(listing for listing in kept if listing.items)


def _parts(listings: tuple[Listing, ...]) -> tuple[Part, ...]:
    return tuple(
        Part(
            tuple(item.name for item in listing.items),
            HEADINGS.get(listing.part),
            numbered=listing.part == NEXT_STEPS and len(listing.items) > 1,
        )
        for listing in listings
    )


def _unsaid(parts: tuple[Part, ...], lead: str) -> tuple[Part, ...]:
    """The parts without those that the lead has named; one with a heading says more than its names."""
    return tuple(part for part in parts if part.heading or any(name not in lead for name in part.items))


def choice(id: str, library: Library) -> Choice:
    return Choice(id, library.label(id))


def _clarify(question: Question, library: Library) -> Clarify:
    guide = library.guides.get(question.role or "")
    choices = tuple(choice(topic, library) for topic in question.near[:CHOICES])
    if any(id in library.faq for id in question.near):
        text = "Do you mean one of these?"
    elif guide:
        text = f"What would you like to know about the {guide.title}?"
    else:
        text = (
            "Which role do you mean?" if question.near else "Which role do you mean? Name one and ask again."
        )
    return Clarify(
        text=text,
        choices=choices,
        role=question.role,
        confidence=question.confidence,
        evidence=question.evidence,
    )


def _no_match(question: Question, library: Library) -> NoMatch:
    guide = library.guides.get(question.role or "")
    holds = tuple(choice(topic, library) for topic in guide.topics) if guide else ()
    if question.other_role:
        text = other_role(question, library)
        holds = ()
    else:
        text = nothing_held(question, guide, library)
    return NoMatch(text=text, role=question.role, holds=holds, confidence=question.confidence)
