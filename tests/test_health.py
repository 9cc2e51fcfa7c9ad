from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.health import Figures, judge

WORST = Figures(database=False, tick=1e6, due=1e6, event=1e6, ping=1e6, silenced=1, mistakes=1)
WELL = Figures(database=True, tick=5.0, due=20.0, event=1.0, ping=10.0, guides=1)


def test_a_bot_that_is_well_says_so() -> None:
    health = judge(WELL)
    assert (health.status, health.state, health.troubles) == (200, "ok", ())


def test_nothing_that_waits_is_no_trouble() -> None:
    assert judge(Figures(database=True, tick=0.0)).status == 200


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (Figures(database=False, tick=None), "database"),
        (Figures(database=True, tick=90.5), "90 s ago"),
        (Figures(database=True, tick=1.0, ping=91.0), "silent"),
    ],
)
def test_what_a_restart_may_mend_is_down(figures: Figures, words: str) -> None:
    health = judge(figures)
    assert (health.status, health.state) == (503, "down")
    assert len(health.troubles) == 1
    assert words in health.troubles[0]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (Figures(database=True, tick=1.0, due=601.0), "10 min overdue"),
        (Figures(database=True, tick=1.0, event=3600.0), "60 min"),
        (Figures(database=True, tick=1.0, silenced=2), "refuse us: 2"),
        (Figures(database=True, tick=1.0, mistakes=3), "changed guides: 3"),
    ],
)
def test_what_a_restart_would_not_mend_is_degraded_and_still_200(figures: Figures, words: str) -> None:
    health = judge(figures)
    assert (health.status, health.state) == (200, "degraded")
    assert len(health.troubles) == 1
    assert words in health.troubles[0]


def test_all_troubles_are_said_at_once() -> None:
    assert len(judge(WORST).troubles) == 7
    assert judge(WORST).status == 503


def test_every_page_that_a_trouble_names_exists() -> None:
    page = (Path(__file__).parent.parent / "docs" / "operations.md").read_text()
    headings = set(re.findall(r"^#+ (.+)$", page, re.MULTILINE))
    for trouble in judge(WORST).troubles:
        named = re.search(r"docs/operations\.md, (.+)\.$", trouble)
        assert named is not None
        assert named[1] in headings
