"""Answers are made of the guide's own words, the verdict first, only what was asked."""

from __future__ import annotations

from typing import Any

import pytest

from bot.career.answer import Chat, Clarify, NoMatch, Reply
from bot.career.answering import answer
from bot.career.guide import Band, Demand, Guide, Item, Progression, Salary, SkillGaps, Source, Step
from bot.career.library import FaqEntry, Library, Topic
from bot.career.question import Details, Question
from bot.career.wording import plain
from bot.career.words import Words

GUIDE = Guide(
    slug="keeper",
    title="Lighthouse Keeper",
    overview="Keeps the light burning.",
    skills=(Item("Patience"), Item("Lamp Care")),
    progression=Progression(leads_to=(Item("Harbour Master"),), transitions=(Item("Pilot"),)),
    skill_gaps=SkillGaps(missing=(Item("Signal Flags"),), suggestions=(Item("Practise at night."),)),
    salary=Salary((Band("entry", 20_000, 30_000), Band("senior", 30_000, 50_000)), "EUR"),
    demand=Demand("Slow decline", "Lights are automated."),
    employers=(Item("Coast Guard"), Item("Port of Kiel")),
    next_steps=(Step("Climb the tower"), Step("Light the lamp"), Step("Keep the log")),
    sources=(Source("Harbour almanac"),),
)
LABELS = {"overview": "Overview", "skills": "Skills", "salary": "Salary", "employers": "Employers"}
LIBRARY = Library(
    guides={"keeper": GUIDE},
    topics={id: Topic(id, label) for id, label in LABELS.items()},
    faq={"boat-days": FaqEntry("boat-days", "Boat days", ("when does the boat come",), "Tuesdays.")},
    words=Words(replies={"thanks": "You're welcome."}),
)


def reply(*topics: str, **details: Any) -> Reply:
    made = answer(
        Question(
            text="", kind="ask", role="keeper", topics=topics, details=Details(**details), confidence=0.9
        ),
        LIBRARY,
    )
    assert isinstance(made, Reply)
    return made


def test_a_whole_topic_is_told_in_the_guides_words() -> None:
    assert plain(reply("skills")) == "- Patience\n- Lamp Care"
    assert plain(reply("demand")) == "Slow decline. Lights are automated."
    assert plain(reply("overview")) == "Keeps the light burning."


def test_the_parts_of_a_topic_have_headings() -> None:
    text = plain(reply("progression"))
    assert text.splitlines() == ["Can lead to:", "- Harbour Master", "Transition opportunities:", "- Pilot"]


def test_several_topics_come_in_the_order_asked_under_their_labels() -> None:
    made = reply("employers", "skills")
    assert [section.topic for section in made.sections] == ["employers", "skills"]
    assert plain(made).startswith("Employers:\n- Coast Guard")


def test_a_topic_that_the_guide_lacks_is_left_out_and_said_if_alone() -> None:
    assert [section.topic for section in reply("skills", "industries").sections] == ["skills"]
    made = answer(Question(text="", kind="ask", role="keeper", topics=("industries",)), LIBRARY)
    assert isinstance(made, NoMatch)
    assert "doesn't say" in made.text
    assert [choice.id for choice in made.holds] == list(GUIDE.topics)


def test_a_name_on_the_list_is_a_yes_and_alone() -> None:
    made = reply("employers", items=("Coast Guard",), membership=True)
    assert made.verdict == "yes"
    assert plain(made).startswith("Yes, Coast Guard is among the 2 major employers")
    assert "Kiel" not in plain(made)


def test_a_name_on_no_list_is_unlisted_and_never_a_no() -> None:
    made = reply("employers", unlisted=("Tesla",), membership=True)
    assert made.verdict == "unlisted"
    text = plain(made)
    assert text.startswith("Tesla is not in this guide's list of 2 major employers. That does not mean")
    assert "Coast Guard" in text


def test_listed_and_unlisted_names_are_told_apart() -> None:
    made = reply("employers", items=("Coast Guard",), unlisted=("Tesla",), membership=True)
    assert made.verdict == "unlisted"
    assert "Tesla is not" in plain(made)
    assert "- Coast Guard" in plain(made)


def test_what_was_described_is_told_with_the_whole_list() -> None:
    text = plain(reply("skills", close=("Lamp Care",)))
    assert text.splitlines() == ["Closest in this guide: Lamp Care.", "- Patience", "- Lamp Care"]


@pytest.mark.parametrize(
    ("numbers", "lines"),
    [
        ((2,), ["Step 2 of 3:", "2. Light the lamp"]),
        ((1, 2), ["Steps 1 and 2 of 3:", "1. Climb the tower", "2. Light the lamp"]),
        ((1, 3), ["Steps 1 and 3 of 3:", "1. Climb the tower", "3. Keep the log"]),
    ],
)
def test_steps_keep_their_numbers(numbers: tuple[int, ...], lines: list[str]) -> None:
    assert plain(reply("next_steps", steps=numbers)).splitlines() == lines


def test_a_step_that_does_not_exist_is_said_so() -> None:
    assert plain(reply("next_steps", steps=(9,))).startswith("There are 3 steps; number 9 is not among them.")


def test_near_readings_are_offered_beside_the_answer() -> None:
    question = Question(
        text="", kind="ask", role="keeper", topics=("skills",), near=("skill_gaps", "industries")
    )
    made = answer(question, LIBRARY)
    assert isinstance(made, Reply)
    assert [choice.id for choice in made.choices] == ["skills", "skill_gaps"]
    assert made.sources == ("Harbour almanac",)


def test_an_entry_of_the_faq_is_answered_with_its_own_text() -> None:
    made = answer(Question(text="", kind="ask", topics=("boat-days",), confidence=0.8), LIBRARY)
    assert isinstance(made, Reply)
    assert (made.role, plain(made)) == (None, "Tuesdays.")


def test_a_role_without_a_guide_is_named_with_how_it_relates() -> None:
    made = answer(Question(text="", kind="unknown", other_role="Pilot"), LIBRARY)
    assert isinstance(made, NoMatch)
    assert made.role is None
    assert "There is no guide for Pilot yet." in made.text
    assert "named in the guide for Lighthouse Keeper" in made.text


def test_a_fact_that_guides_do_not_hold_is_named() -> None:
    question = Question(text="", kind="unknown", role="keeper", outside="visas and work permits")
    made = answer(question, LIBRARY)
    assert isinstance(made, NoMatch)
    assert "visas and work permits" in made.text
    assert "skills" in made.text


def test_choices_carry_labels_for_people() -> None:
    made = answer(Question(text="", kind="unclear", role="keeper", near=("skills", "salary")), LIBRARY)
    assert isinstance(made, Clarify)
    assert [(choice.id, choice.label) for choice in made.choices] == [
        ("skills", "Skills"),
        ("salary", "Salary"),
    ]
    assert "Lighthouse Keeper" in plain(made)


def test_small_talk_is_answered_in_the_librarys_words() -> None:
    made = answer(Question(text="ty", kind="chat", chat="thanks"), LIBRARY)
    assert isinstance(made, Chat)
    assert plain(made) == "You're welcome."
