"""A button whose time is over."""

from __future__ import annotations

from bot.slack.cards.blocks import Message, message, section, words

STALE = "That button is from an older message and leads nowhere now. Ask again, and I'll show what is new."


def stale_card() -> Message:
    return message(STALE, section(words(STALE)))
