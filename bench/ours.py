"""Career Advisor itself as a matcher: the whole way from a text to an answer."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.sets import label
from bot.career.answer import Reply
from bot.career.library import Library
from bot.career.memory import Memory
from bot.library.reading import read_library
from bot.understanding.reader import Reader

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


class CareerAdvisor:
    """Right is only what is answered: a choice offered counts for nothing here."""

    name = "Career Advisor"

    def __init__(self, library: Library) -> None:
        self.reader = Reader(library)

    def best(self, text: str) -> tuple[str | None, float]:
        answer, _ = self.reader.answer(text, Memory(), NOW)
        topic = answer.sections[0].topic if isinstance(answer, Reply) and answer.sections else None
        return topic, answer.confidence


def company(entries: dict[str, list[str]]) -> Library:
    """A library of FAQ entries alone, read from the file that a company would write."""
    written = [
        {"id": id, "label": label(id), "asks": asks, "answer": f"About {label(id)}."}
        for id, asks in entries.items()
    ]
    with TemporaryDirectory() as folder:
        faq = Path(folder, "faq")
        faq.mkdir()
        Path(faq, "company.yaml").write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
        return read_library(Path(folder))
