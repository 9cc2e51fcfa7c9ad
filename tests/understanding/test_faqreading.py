from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career.answer import Answer, Chat, Clarify, NoMatch, Reply
from bot.career.memory import Memory
from bot.library.reading import read_library
from bot.understanding.reader import Reader

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
HARBOUR = read_library(Path(__file__).parents[1] / "fixtures" / "harbour")
BESIDE = Reader(HARBOUR)
ALONE = Reader(replace(HARBOUR, guides={}, default_role=None))


def asked(reader: Reader, text: str) -> Answer:
    return reader.answer(text, Memory(), NOW)[0]


@pytest.mark.parametrize("reader", [BESIDE, ALONE], ids=["beside a guide", "alone"])
@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("when does the boat come", "boat-days"),
        ("Whn dose the suply boat sail??", "boat-days"),
        ("I need new oilskins please", "oilskins"),
        ("who replaces my worn out rain gear", "oilskins"),
    ],
)
def test_an_entry_is_answered_without_a_role(reader: Reader, text: str, id: str) -> None:
    answer = asked(reader, text)
    assert isinstance(answer, Reply)
    assert [section.topic for section in answer.sections] == [id]
    assert answer.role is None
    assert answer.evidence


@pytest.mark.parametrize(
    ("text", "topic"),
    [("what does a lighthouse keeper earn", "salary"), ("which skills are needed", "skills")],
)
def test_a_guides_topic_stays_the_guides(text: str, topic: str) -> None:
    answer = asked(BESIDE, text)
    assert isinstance(answer, Reply)
    assert (answer.role, answer.sections[0].topic) == ("lighthouse-keeper", topic)


@pytest.mark.parametrize(
    "text", ["who won the football game", "what does a senior earn", "which companies hire"]
)
def test_entries_alone_say_no_to_all_else(text: str) -> None:
    assert isinstance(asked(ALONE, text), NoMatch)


def test_a_fact_that_guides_are_known_to_lack_needs_a_surer_entry() -> None:
    assert isinstance(asked(BESIDE, "how many vacation days"), NoMatch)


@pytest.mark.parametrize("text", ["hello", "thanks!"])
def test_small_talk_stays_small_talk(text: str) -> None:
    assert isinstance(asked(ALONE, text), Chat)
    assert isinstance(asked(BESIDE, text), Chat)


def test_what_may_be_meant_is_offered() -> None:
    answer = asked(BESIDE, "is there clothing for storms")
    assert isinstance(answer, Clarify)
    assert answer.choices[0].id == "oilskins"
    assert "these" in answer.text


def test_an_entry_in_between_keeps_the_role_that_is_talked_about() -> None:
    _, memory = BESIDE.answer("what does a lighthouse keeper earn", Memory(), NOW)
    _, memory = BESIDE.answer("when does the boat come", memory, NOW)
    answer, _ = BESIDE.answer("and the skills?", memory, NOW)
    assert isinstance(answer, Reply)
    assert (answer.role, answer.sections[0].topic) == ("lighthouse-keeper", "skills")


def test_a_pressed_entry_is_answered() -> None:
    assert BESIDE.about("oilskins", None).title == "Oilskins"


@given(st.text(max_size=200))
@settings(max_examples=150)
def test_any_text_gets_an_answer(text: str) -> None:
    asked(ALONE, text)
    asked(BESIDE, text)
