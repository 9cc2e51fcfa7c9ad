"""A self-check: what comes first, and which steps build it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.career.guide import Guide, Item, Step
from bot.career.selfcheck import LEVELS, Level, findings, pages

SKILLS = ("Knots", "Signals", "Weather", "Cooking", "Repairs")
GUIDE = Guide(
    slug="keeper",
    title="Lighthouse Keeper",
    skills=tuple(Item(name) for name in SKILLS),
    next_steps=(
        Step("Paint the rail"),
        Step("Log the clouds for a month", closes=("weather",)),
        Step("Send a storm warning", closes=("Signals", "Weather")),
    ),
)


def test_new_skills_come_before_half_known_ones_and_buildable_ones_first() -> None:
    levels: dict[str, Level] = {"Knots": "some", "Cooking": "new", "Weather": "new", "Signals": "some"}
    found = findings(GUIDE, levels)
    assert [gap.skill for gap in found.gaps] == ["Weather", "Cooking", "Signals"]
    assert found.rest == ("Knots",)


def test_a_gap_names_every_step_that_builds_it_whatever_the_case() -> None:
    gap = findings(GUIDE, {"Weather": "new"}).gaps[0]
    assert [(step.number, step.step.name) for step in gap.steps] == [
        (2, "Log the clouds for a month"),
        (3, "Send a storm warning"),
    ]


def test_a_guide_without_links_gives_the_gaps_alone() -> None:
    gap = findings(GUIDE, {"Cooking": "new"}).gaps[0]
    assert gap.steps == ()


@given(st.dictionaries(st.sampled_from((*SKILLS, "Gone since")), st.sampled_from(LEVELS)))
def test_every_rated_skill_of_the_guide_is_counted_once(levels: dict[str, Level]) -> None:
    found = findings(GUIDE, levels)
    rated = {name for name in levels if name in SKILLS}
    open_ = [gap.skill for gap in found.gaps] + list(found.rest)
    assert found.rated == len(rated)
    assert len(open_) == len(set(open_)) == found.rated - found.known
    assert set(open_) == {name for name in rated if levels[name] != "know"}


@given(st.lists(st.text(min_size=1, max_size=3), max_size=150))
def test_pages_hold_all_skills_in_order_and_none_is_lonely(skills: list[str]) -> None:
    every = pages(skills)
    assert [skill for page in every for skill in page] == skills
    sizes = [len(page) for page in every]
    assert all(size <= 8 for size in sizes)
    assert max(sizes, default=0) - min(sizes, default=0) <= 1
    if len(skills) >= 12:
        assert min(sizes) >= 5
