"""A role at a glance, with a button for each topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.career.answer import Choice, Reply
from bot.career.guide import Guide, Salary
from bot.career.wording import plain as wording
from bot.slack.cards import presses
from bot.slack.cards.blocks import (
    Message,
    actions,
    bullets,
    button,
    context,
    header,
    message,
    section,
    value,
    words,
)

LONG = 300  # characters of an overview before it is shortened to its first sentence


def overview_card(reply: Reply, guide: Guide, topics: Sequence[Choice], *, private: bool = False) -> Message:
    """Title, the first sentence, some facts, and everything that can be asked next."""
    known = facts(guide)
    start = button("Start the roadmap", presses.ROADMAP, value(r=guide.slug), style="primary")
    share = button("Share in channel", presses.SHARE, value(r=guide.slug, t=["overview"]))
    asks = "Ask about: " + ", ".join(topic.label for topic in topics) if topics else ""
    return message(
        "\n".join(part for part in (guide.title, wording(reply), *known, asks) if part),
        header(guide.title),
        section(words(shortened(guide.overview or ""))) if guide.overview else None,
        bullets(known) if known else None,
        actions(*_topic_buttons(topics, guide.slug)),
        actions(start if guide.next_steps else None, share if private else None),
        context(provenance(guide)),
    )


def _topic_buttons(topics: Sequence[Choice], role: str) -> list[dict[str, object]]:
    return [
        button(topic.label, presses.action(presses.TOPIC, number), value(r=role, t=[topic.id]))
        for number, topic in enumerate(topics)
    ]


def facts(guide: Guide) -> list[str]:
    """Three to five lines that say most in least."""
    said = []
    if guide.salary and guide.salary.bands:
        said.append(f"Pay: {pay_range(guide.salary)}")
    if guide.demand:
        said.append(f"Demand: {guide.demand.trend}")
    if guide.skills:
        said.append(_some("Skills", [item.name for item in guide.skills]))
    if guide.employers:
        said.append(_some("Employers", [item.name for item in guide.employers]))
    if guide.next_steps:
        said.append(f"Roadmap: {len(guide.next_steps)} steps")
    return said


def _some(label: str, names: Sequence[str]) -> str:
    left = len(names) - 3
    return f"{label}: {', '.join(names[:3])}" + (f" and {left} more" if left > 0 else "")


def pay_range(salary: Salary) -> str:
    low, high = min(band.low for band in salary.bands), max(band.high for band in salary.bands)
    levels = f", {salary.bands[0].level} to {salary.bands[-1].level}" if len(salary.bands) > 1 else ""
    return f"{salary.currency} {low:,} to {high:,} a {salary.period}{levels}"


def shortened(text: str) -> str:
    """Its first sentence where it is long; the whole of it is in the message's text."""
    if len(text) <= LONG:
        return text
    sentences = re.split(r"(?<=[.!?])\s", text, maxsplit=1)
    return sentences[0]


def provenance(guide: Guide) -> str:
    """Where the guide's facts come from, or that it doesn't say."""
    said = []
    if guide.sources:
        said.append("Source: " + "; ".join(_source(one.name, one.date) for one in guide.sources))
    else:
        said.append("The guide names no source.")
    if guide.reviewed:
        said.append(f"Reviewed {guide.reviewed.day} {guide.reviewed:%B %Y}")
    return " · ".join(said)


def _source(name: str, date: str | None) -> str:
    return f"{name} ({date})" if date else name
