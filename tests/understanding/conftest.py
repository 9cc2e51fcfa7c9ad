"""The shipped library, read and compiled once, and ways to ask it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.career.answer import Answer, Reply
from bot.career.library import Library
from bot.career.memory import Memory
from bot.library.reading import read_library
from bot.understanding.reader import Reader

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)

Ask = Callable[[str], Answer]
Talk = Callable[..., list[Answer]]


@pytest.fixture(scope="session")
def library() -> Library:
    return read_library(KNOWLEDGE)


@pytest.fixture(scope="session")
def reader(library: Library) -> Reader:
    return Reader(library)


@pytest.fixture(scope="session")
def ask(reader: Reader) -> Ask:
    """Asks one question in a conversation of its own."""

    def asked(text: str) -> Answer:
        return reader.answer(text, Memory(), NOW)[0]

    return asked


@pytest.fixture(scope="session")
def talk(reader: Reader) -> Talk:
    """Says several things in one conversation, a minute apart, and gives all answers."""

    def talked(*texts: str) -> list[Answer]:
        memory = Memory()
        answers = []
        for minute, text in enumerate(texts):
            answer, memory = reader.answer(text, memory, NOW + timedelta(minutes=minute))
            answers.append(answer)
        return answers

    return talked


def topics_of(answer: Answer) -> list[str]:
    """The topics of an answer; none for anything else."""
    return [section.topic for section in answer.sections] if isinstance(answer, Reply) else []
