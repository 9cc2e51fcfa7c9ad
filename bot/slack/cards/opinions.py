"""Thanks for an opinion, and a word to whoever looks after a guide."""

from __future__ import annotations

from collections.abc import Mapping

from bot.slack.cards import presses
from bot.slack.cards.blocks import Block, Message, actions, button, message, section, value, words

REASONS = {"beside": "Beside the point", "old": "Out of date", "unclear": "Hard to follow"}


def thanks_card(thanks: str, about: Mapping[str, object] | None = None) -> Message:
    """`about`: what the reasons are to be about, where one may be given."""
    return message(thanks, section(words(thanks)), reasons(about) if about else None)


def reasons(about: Mapping[str, object]) -> Block | None:
    """One tap each; none is needed."""
    return actions(
        *(
            button(label, presses.action(presses.REASON, number), value(**about, y=reason))
            for number, (reason, label) in enumerate(REASONS.items())
        )
    )


def owner_card(title: str, said: str) -> Message:
    """To the owner: what was asked, not by whom."""
    told = (
        f"Somebody asked me something that your guide to {title} doesn't answer: “{said}”. "
        "If it should, add it to the guide, or to its words under `also` or `asks`."
    )
    return message(told, section(words(told)))
