"""A local Slack in the browser and in tests: Web API, Socket Mode, signed delivery, a page to be people on.

It knows nothing of the bot; the bot reaches it through `SLACK_API_URL` and nothing else.
"""

from __future__ import annotations

from bot.playground.acting import Acting
from bot.playground.blocks import check_blocks, check_message, check_view
from bot.playground.clock import Clock
from bot.playground.faults import Fault
from bot.playground.findings import Finding
from bot.playground.markup import live_marks
from bot.playground.playground import Playground
from bot.playground.workspace import Person

__all__ = [
    "Acting",
    "Clock",
    "Fault",
    "Finding",
    "Person",
    "Playground",
    "check_blocks",
    "check_message",
    "check_view",
    "live_marks",
]
