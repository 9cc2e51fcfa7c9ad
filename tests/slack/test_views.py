"""Modals and Home: within Slack's limits and with nothing live in them, whatever the guides say."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advisor.ownpage import OwnPage, Ticked
from bot.advisor.selfchecks import checked
from bot.career.guide import Guide, Item, Step
from bot.career.person import Person
from bot.career.plan import Plan, PlanState, PlanStep
from bot.career.rhythm import Rhythm
from bot.career.roadmap import Progress, StepState
from bot.career.selfcheck import LEVELS, SelfCheck
from bot.playground import check_view
from bot.slack.cards import selfcheck
from bot.slack.cards.forms import long_option
from bot.slack.cards.home import home_view, plain_home
from bot.slack.cards.settings import note_view, rhythm_view, saved_view
from bot.slack.forms import rhythm_change
from bot.slack.views import ticked, viewed

NOW = datetime(2026, 12, 2, 9, tzinfo=UTC)
ADA = Person("T01ACME", "U01ADA")
NASTY = (
    "<!channel> & <@U01ADA|you>",
    "@here *bold* _it_ ~no~ `code` https://evil.example.com",
    "&lt;!everyone&gt; :tada: #general",
    "\u202eright to left\u202c 👩‍👩‍👧‍👦",
)
names = st.one_of(
    st.sampled_from(NASTY),
    st.text(min_size=1, max_size=200).filter(lambda text: bool(text.strip())),
    st.text("word ", min_size=1, max_size=300).filter(lambda text: bool(text.strip())),
)


def guide_of(title: str, skills: list[str], steps: list[str], number: int = 0) -> Guide:
    return Guide(
        slug=f"role-{number}",
        title=title,
        skills=tuple(Item(skill) for skill in skills),
        next_steps=tuple(Step(step, closes=tuple(skills[:1])) for step in steps),
    )


def plan_over(guide: Guide, states: list[StepState], state: PlanState = "on") -> Plan:
    """A plan on that guide; steps beyond `states` are open."""
    given = [*states, *["open"] * len(guide.next_steps)]
    steps = tuple(
        PlanStep(
            key=step.key,
            name=step.name,
            number=number,
            state=given[number - 1],  # type: ignore[arg-type]
            note=step.name if number == 2 else None,
            at=NOW,
        )
        for number, step in enumerate(guide.next_steps, 1)
    )
    done = [step.state for step in steps].count("done")
    return Plan(
        person=ADA,
        slug=guide.slug,
        title=guide.title,
        steps=steps,
        at_hand=next((step for step in steps if step.state in ("open", "doing")), None),
        progress=Progress(done, [step.state for step in steps].count("skipped"), len(steps)),
        rhythm=Rhythm(0, time(9), "Europe/Berlin"),
        next_at=NOW,
        state=state,
        undo="done",
        undo_id=7,
        leads_to=(guide.title,),
    )


def page_of(guides: list[Guide], plans: list[Plan]) -> OwnPage:
    levels = (
        {skill.name: LEVELS[number % 3] for number, skill in enumerate(guides[0].skills)} if guides else {}
    )
    check = checked(guides[0], SelfCheck("role-0", levels, NOW)) if guides and guides[0].skills else None
    return OwnPage(plans=tuple(plans), guides=tuple(guides), check=check)


pages = st.builds(
    lambda titles, skills, steps, states, state: page_of(
        made := [guide_of(title, skills, steps, number) for number, title in enumerate(titles)],
        [plan_over(guide, states, state) for guide in made[:5] if guide.next_steps],
    ),
    st.lists(names, max_size=40),
    st.lists(names, max_size=20),
    st.lists(names, max_size=60),
    st.lists(st.sampled_from(["open", "doing", "done", "skipped"]), max_size=60),
    st.sampled_from(["on", "paused", "stopped", "finished"]),
)


@given(pages)
def test_home_keeps_within_slacks_limits_and_pings_nobody(page: OwnPage) -> None:
    assert check_view(home_view(page)) == []
    assert check_view(plain_home(page)) == []


def test_home_says_so_where_the_store_cannot_be_read() -> None:
    view = home_view(OwnPage(plans=(), guides=(), reachable=False))
    assert check_view(view) == []
    assert "can't reach what I stored" in str(view)


def test_more_roles_than_buttons_are_searched_for() -> None:
    many = [guide_of(f"Role {number}", [], [], number) for number in range(26)]
    assert "external_select" in str(home_view(page_of(many, [])))
    assert "external_select" not in str(home_view(page_of(many[:25], [])))


@given(
    names, st.lists(names, min_size=1, max_size=60), st.lists(st.sampled_from([*LEVELS, None]), max_size=60)
)
def test_every_page_of_a_self_check_and_its_result_keep_within_the_limits(
    title: str, skills: list[str], said: list[Any]
) -> None:
    guide = guide_of(title, skills, ["Sail", title])
    count = -(-len(skills) // 7)
    for number in range(count):
        assert check_view(selfcheck.page_view(guide, number, tuple(said))) == []
    assert check_view(selfcheck.result_view(guide, tuple(said))) == []


@given(st.lists(st.sampled_from([*LEVELS, None]), max_size=300))
def test_what_was_said_travels_with_the_modal_and_comes_back(said: list[Any]) -> None:
    assert selfcheck.read(selfcheck.written(tuple(said))) == tuple(said)


@given(names, names)
def test_the_small_forms_keep_within_the_limits(title: str, step: str) -> None:
    plan = plan_over(guide_of(title, [], [step]), [])
    assert check_view(rhythm_view(plan)) == []
    assert check_view(saved_view(plan)) == []
    assert check_view(note_view("role-0", 1, Step(step), step[:500])) == []


def test_a_label_too_long_for_an_option_runs_on_below_it() -> None:
    label = "1. Agree with the harbour master on a signal for every kind of weather that the coast may see"
    made = long_option(label, "1", "Started")
    whole = made["text"]["text"].rstrip("…") + " " + made["description"]["text"].lstrip("…")
    assert whole == label
    assert long_option("1. Sail", "1", "Started")["description"]["text"] == "Started"


def press(page: OwnPage, selected: list[str]) -> dict[str, Any]:
    """What Slack sends when boxes are ticked on that page."""
    view = home_view(page)
    block = next(
        block
        for block in view["blocks"]
        if block["type"] == "actions" and block["elements"][0]["type"] == "checkboxes"
    )
    options = [one for one in block["elements"][0]["options"] if one["text"]["text"] in selected]
    return {"view": view, "actions": [{"block_id": block["block_id"], "selected_options": options}]}


def test_ticks_are_told_from_what_the_person_saw_not_from_a_newer_page() -> None:
    guide = guide_of("Keeper", [], ["Sail", "Row", "Rest"])
    old, new = page_of([guide], [plan_over(guide, [])]), page_of([guide], [plan_over(guide, ["done"])])
    body = press(old, ["2. Row"])
    body["view"] = home_view(new)
    assert ticked(body) == Ticked("role-0", ("sail", "row", "rest"), set(), {"row"})


def test_boxes_that_are_not_ours_are_left_alone() -> None:
    guide = guide_of("Keeper", [], ["Sail"])
    body = press(page_of([guide], [plan_over(guide, [])]), [])
    body["actions"][0]["block_id"] = "forged"
    assert ticked(body) is None


@pytest.mark.parametrize("metadata", ["", "no json", "[]", '"text"', "null", "{"])
def test_garbled_metadata_reads_as_none(metadata: str) -> None:
    view = viewed({"view": {"id": "V1", "type": "modal", "private_metadata": metadata}})
    assert (view.text("r"), view.number("p")) == ("", 0)


@pytest.mark.parametrize("at", ["", "9:00", "24:00", "12:60", "noon", "12:00:00", "１２:00"])
def test_a_time_that_is_none_is_said_at_its_field(at: str) -> None:
    assert rhythm_change({"day": "0", "time": at, "every": "1"}) == {"time": "Choose a time, such as 09:00."}


@pytest.mark.parametrize("day", ["", "7", "-1", "Monday", "٣"])
def test_a_day_that_is_none_is_said_at_its_field(day: str) -> None:
    assert rhythm_change({"day": day, "time": "09:00"}) == {"day": "Choose a day."}
