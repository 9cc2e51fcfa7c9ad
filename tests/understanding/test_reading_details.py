"""What narrows a topic down: levels, amounts, steps, names, yes and no."""

from __future__ import annotations

import pytest

from bot.career.answer import Answer, Reply
from bot.career.guide import Guide
from bot.career.library import Library
from bot.career.wording import plain
from tests.understanding.conftest import Ask, topics_of


@pytest.fixture(scope="module")
def guide(library: Library) -> Guide:
    return library.guides["mlops-manager"]


def verdict(answer: Answer) -> str | None:
    return answer.verdict if isinstance(answer, Reply) else None


BANDS = {
    "entry": "USD 130,000 to 170,000",
    "mid": "USD 170,000 to 220,000",
    "senior": "USD 220,000 to 300,000",
}


@pytest.mark.parametrize(
    ("level", "text"),
    [
        ("senior", "what does a senior mlops manager make"),
        ("senior", "what do seniors earn"),
        ("senior", "just the top tier's money please, leave the lower two out"),
        ("senior", "salary of a veteran ml ops manager"),
        ("mid", "what's the mid-level salary"),
        ("mid", "pay for somebody past the newbie stage but not yet senior"),
        ("entry", "what do juniors get paid"),
        ("entry", "how much would a beginner earn in this job"),
        ("entry", "what do they pay you when you're brand new to the job"),
        ("senior", "a junior mlops manager's pay, no wait, a senior one's"),
        ("mid", "how much does a senior one, sorry, I mean a mid-level one get?"),
        ("senior", "my junior asked what a senior mlops manager earns"),
    ],
)
def test_one_level_is_answered_alone(ask: Ask, level: str, text: str) -> None:
    text = plain(ask(text))
    assert BANDS[level] in text
    assert all(band not in text for other, band in BANDS.items() if other != level)


@pytest.mark.parametrize(
    "text",
    [
        "a senior colleague told me mlops managers are well paid. how well?",
        "my junior asked me what an mlops manager earns",
        "im mid meeting, quick, what do mlops managers get paid",
        "data entry is killing me, what do mlops managers make",
    ],
)
def test_a_level_said_of_something_else_narrows_nothing(ask: Ask, text: str) -> None:
    text = plain(ask(text))
    assert all(band in text for band in BANDS.values())


def test_a_range_of_pay_is_held_against_the_bands(ask: Ask) -> None:
    text = plain(ask("HR budgeted between 180 and 200k for the MLOps manager. Which levels does that cover?"))
    assert BANDS["mid"] in text
    assert BANDS["entry"] not in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("any jobs for this at tesla", "unlisted"),
        ("any jobs for this at netflix", "yes"),
        ("wondering whether ServiceNow is somewhere an mlops manager could get hired", "yes"),
        ("what about logistics companies, that's one of the industries right?", "yes"),
        ("cost forecasting a common gap for mlops managers?", "yes"),
        ("do the next steps mention privacy at all", "yes"),
        ("Is getting a masters degree one of the recommended next steps?", "unlisted"),
        ("could I end up as CTO, going by the career paths listed?", "unlisted"),
        ("does Tesla, I mean Netflix, hire them", "yes"),
    ],
)
def test_whether_a_list_has_it_is_asked_in_many_ways(ask: Ask, text: str, expected: str) -> None:
    assert verdict(ask(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "are the gaps easy to close?",
        "are the skills hard to learn?",
        "is the first step hard?",
        "do any employers stand out?",
    ],
)
def test_what_entries_are_like_is_no_name_that_a_list_lacks(ask: Ask, text: str) -> None:
    assert "not in this guide's list" not in plain(ask(text))


def test_what_a_list_of_sentences_lacks_is_quoted(ask: Ask) -> None:
    text = plain(ask("is managing vendors one of the tasks?"))
    assert text.startswith("\u201cvendors\u201d is not in this guide's list of 12 responsibilities.")


def test_levels_are_compared_with_the_arithmetic_shown(ask: Ask) -> None:
    text = plain(ask("what changes in pay from mid to senior"))
    assert "USD 50,000" in text
    assert "USD 80,000" in text
    assert BANDS["entry"] not in text


@pytest.mark.parametrize(
    ("said", "level", "expected"),
    [
        ("could I get 250k", "senior", "yes"),
        ("is $150,000 realistic for this role", "entry", "yes"),
        ("someone told me 210 for a mid-level mlops manager, is that too low", "mid", "yes"),
        ("could I get 400k as a senior", "senior", "no"),
    ],
)
def test_amounts_are_held_against_the_bands(ask: Ask, said: str, level: str, expected: str) -> None:
    answer = ask(said)
    assert verdict(answer) == expected
    assert BANDS[level] in plain(answer)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("what's the first step", (1,)),
        ("just tell me step 1 dont paste the whole list", (1,)),
        ("whats step five in the next steps", (5,)),
        ("the 3rd step please", (3,)),
        ("what's the last step", (8,)),
        ("first 3 steps for getting to mlops manager", (1, 2, 3)),
        ("show me steps 2 to 4", (2, 3, 4)),
        ("the last two steps please", (7, 8)),
        ("which step comes after the incident playbook one", (5,)),
    ],
)
def test_steps_are_counted(ask: Ask, guide: Guide, text: str, numbers: tuple[int, ...]) -> None:
    answer = plain(ask(text))
    for number, step in enumerate(guide.next_steps, 1):
        assert (step.name in answer) == (number in numbers)


def test_every_listed_employer_is_found_and_answered_with_yes(ask: Ask, guide: Guide) -> None:
    for employer in guide.employers:
        answer = ask(f"does {employer.name} hire mlops managers?")
        assert (verdict(answer), topics_of(answer)) == ("yes", ["employers"])
        assert employer.name in plain(answer)


def test_every_listed_industry_is_found(ask: Ask, guide: Guide) -> None:
    for industry in guide.industries:
        answer = ask(f"is {industry.name.lower()} one of the industries?")
        assert (verdict(answer), topics_of(answer)) == ("yes", ["industries"])


def test_every_skill_is_found(ask: Ask, guide: Guide) -> None:
    for skill in guide.skills:
        answer = ask(f"is {skill.name.lower()} a listed skill?")
        assert (verdict(answer), topics_of(answer)) == ("yes", ["skills"])


def test_every_gap_is_found(ask: Ask, guide: Guide) -> None:
    for gap in guide.skill_gaps.missing:
        answer = ask(f"do people lack {gap.name.lower()}?")
        assert (verdict(answer), topics_of(answer)) == ("yes", ["skill_gaps"])


def test_every_responsibility_is_found_by_its_own_words(ask: Ask, guide: Guide) -> None:
    for duty in guide.responsibilities:
        answer = ask(f"is it part of the job to {duty.name}?")
        assert topics_of(answer)[0] == "responsibilities"
        assert duty.name in plain(answer)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("does Tesla hire mlops managers?", "employers"),
        ("does Morgan Stanley hire for this position?", "employers"),
        ("Tesla hiring mlops managers?", "employers"),
        ("is Applebee's one of the major employers?", "employers"),
        ("is Kubernetes a listed skill?", "skills"),
        ("do you list Python among the top skills?", "skills"),
        ("is agriculture one of the industries?", "industries"),
        ("is farming one of the sectors?", "industries"),
        ("is product manager listed as a next role after mlops manager?", "progression"),
    ],
)
def test_what_is_not_listed_is_never_a_no(ask: Ask, text: str, topic: str) -> None:
    answer = ask(text)
    assert (verdict(answer), topics_of(answer)) == ("unlisted", [topic])
    assert "not in this guide's list" in plain(answer)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("which chipmaker is on the list of recruiters?", "NVIDIA"),
        ("does being handy with gantt charts count as a strength?", "Project Planning"),
        ("is know-how with HIPAA-type information often absent?", "Regulated Data Handling"),
        ("could I slide over later to running the ML platform team?", "Machine Learning Platform Manager"),
    ],
)
def test_entries_are_found_by_what_people_call_them(ask: Ask, text: str, name: str) -> None:
    assert name in plain(ask(text))


@pytest.mark.parametrize("text", ["compare mid and senior", "compare mid and senior mlops manager"])
def test_two_levels_compared_give_both_bands_and_the_difference(ask: Ask, text: str) -> None:
    told = plain(ask(text))
    assert "170,000 to 220,000" in told
    assert "220,000 to 300,000" in told
    assert "50,000 more" in told
