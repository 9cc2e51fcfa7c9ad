"""docs/privacy.md names every kind of row, and the spans that the code keeps to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.store import erasure
from bot.store.tables import metadata

PAGE = (Path(__file__).parent.parent / "docs" / "privacy.md").read_text()
KEPT = [line for line in PAGE.splitlines() if line.startswith("| ")]

# Each table, with words of the line that tells people of it.
TOLD = {
    "journeys": "Your rhythm",
    "roadmaps": "Your roadmap",
    "changes": "changes of the last",
    "deliveries": "nudge was sent",
    "inbox": "mention or direct message",
    "memories": "conversation is about",
    "opinions": "answer helped you",
    "corrections": "misunderstood them",
    "self_checks": "Your self-check",
    "onces": "introduced itself",
    "installations": "bot's token (encrypted)",
    "silenced_teams": "Of a workspace",
    "gates": "Of a workspace",
}
NOT_OF_ANYBODY = {"heartbeats", "oauth_states"}


def test_every_table_is_told_of() -> None:
    assert set(TOLD) | NOT_OF_ANYBODY == set(metadata.tables)
    for table, words in TOLD.items():
        assert any(words in line for line in KEPT), table


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("changes of the last", f"{erasure.CHANGES.days} days"),
        ("nudge was sent", f"{erasure.DELIVERIES.days} days"),
        ("answer helped", f"{erasure.OPINIONS.days // 30} months"),
        ("misunderstood them", f"{erasure.CORRECTIONS.days} days"),
        ("Your roadmap", f"{erasure.PEOPLE.days // 30} months"),
        ("introduced itself", f"{erasure.PEOPLE.days // 30} months"),
        ("mention or direct message", f"{erasure.EVENTS.days} days"),
        ("conversation is about", "within the hour"),
    ],
)
def test_the_spans_are_those_that_the_code_keeps_to(words: str, span: str) -> None:
    (line,) = [line for line in KEPT if words in line]
    assert span in line


def test_every_command_it_names_is_one_that_there_is() -> None:
    named = set(re.findall(r"`/career ([a-z ]+)`", PAGE))
    assert {"privacy", "export", "forget me", "stop"} == named
