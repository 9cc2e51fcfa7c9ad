"""Each topic is heard in many voices: plain, indirect, in idioms, mistyped."""

from __future__ import annotations

import pytest

from bot.career.answer import Reply
from tests.understanding.conftest import Ask, topics_of

VOICES = {
    "overview": (
        "what is an mlops manager",
        "whats an ml ops manager",
        "explain the mlops manager role like im 5",
        "in a nutshell, what is this role about?",
        "what's the point of having an MLOps manager",
        "which teams does this role sit between?",
    ),
    "responsibilities": (
        "what does an mlops manager do",
        "what would my day to day look like",
        "what am I on the hook for if I take this job",
        "which duties come with the role",
        "what keeps these managers busy",
    ),
    "skills": (
        "which skills do I need",
        "what makes a great mlops manager",
        "what should I be good at to do this job",
        "what would recruiters look for in an ML ops manager",
        "which competencies matter most here",
    ),
    "progression": (
        "where can I go after that",
        "is it a dead end or can I move up",
        "career path for mlops managers",
        "what other jobs does this role open up",
        "how high does this ladder reach",
    ),
    "skill_gaps": (
        "what do candidates usually lack",
        "where do most applicants fall short",
        "how do I close the usual gaps",
        "what are typical blind spots",
        "where do people trip up",
    ),
    "salary": (
        "how much does an mlops manager make",
        "what's the pay like",
        "would my wallet thank me",
        "is it well paid",
        "salary range pls",
    ),
    "demand": (
        "is there demand for mlops managers",
        "will this job still exist in ten years",
        "is the market cooling off",
        "hows the job market for this",
        "am I betting on a dying profession",
    ),
    "employers": (
        "who hires mlops managers",
        "which companies employ people like this",
        "name some big brands that have these people on the payroll",
        "where should I look for a job as an ml ops manager, which firms",
    ),
    "industries": (
        "which industries need mlops managers",
        "is this just a tech thing or do other sectors hire too",
        "what verticals use ml ops managers",
        "which kinds of companies need this role",
    ),
    "next_steps": (
        "how do I become an mlops manager",
        "what are the next steps",
        "give me an action plan for getting there",
        "I'm sold on becoming an MLOps manager. Now what?",
        "what should I tackle first in this job",
    ),
}
QUESTIONS = [(topic, text) for topic, texts in VOICES.items() for text in texts]


@pytest.mark.parametrize(("topic", "text"), QUESTIONS)
def test_a_topic_is_heard_in_many_voices(ask: Ask, topic: str, text: str) -> None:
    assert topic in topics_of(ask(text))


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("salary", "how mcuh does an mlpos manger make"),
        ("employers", "who are teh majr employrs"),
        ("skill_gaps", "comon skil gaps"),
        ("next_steps", "next stepps pls"),
        ("responsibilities", "respnsabilities of an mlops manager"),
    ],
)
def test_typing_mistakes_are_read_over(ask: Ask, topic: str, text: str) -> None:
    assert topics_of(ask(text)) == [topic]


def test_several_topics_are_answered_in_the_order_asked(ask: Ask) -> None:
    assert topics_of(ask("who hires them, and what do they pay?")) == ["employers", "salary"]
    assert topics_of(ask("pay for a senior and the recommended next steps")) == ["salary", "next_steps"]


def test_a_story_around_the_question_does_not_distract(ask: Ask) -> None:
    text = "sorry if asked before, my partner and I need a mortgage. what does an mlops manager earn?"
    assert topics_of(ask(text)) == ["salary"]


def test_what_is_ruled_out_is_not_answered(ask: Ask) -> None:
    assert topics_of(ask("not the salary, the outlook for mlops managers")) == ["demand"]
    assert topics_of(ask("which industries rather than which companies?")) == ["industries"]


def test_what_the_asker_is_today_is_not_what_they_ask_about(ask: Ask) -> None:
    answer = ask("I'm a data scientist. what would I have to be good at to run ML operations?")
    assert topics_of(answer) == ["skills"]
    assert isinstance(answer, Reply)
    assert answer.role == "mlops-manager"


def test_an_answer_says_which_words_led_to_it(ask: Ask) -> None:
    answer = ask("what is the salary of an mlops manager")
    assert isinstance(answer, Reply)
    assert any("salary" in evidence.words for evidence in answer.evidence)
    assert 0.5 < answer.confidence <= 1
