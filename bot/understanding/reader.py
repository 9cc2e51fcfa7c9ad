"""Reads questions: the one door to understanding. Built once for a library, it answers any text."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.career.answer import Answer, Reply
from bot.career.answering import answer
from bot.career.guide import OVERVIEW
from bot.career.library import Library
from bot.career.memory import Memory
from bot.career.question import Question
from bot.understanding.faqreading import FaqReader
from bot.understanding.hearing import Listener
from bot.understanding.interpreting import Interpreter
from bot.understanding.text import tokenize
from bot.understanding.traits import Spans


class Reader:
    """Understands questions about one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._listener = Listener(library)
        self._interpreter = Interpreter(library, self._listener)
        self._faq = FaqReader(library) if library.faq else None

    def answer(self, text: str, memory: Memory, now: datetime) -> tuple[Answer, Memory]:
        """The answer to any text, and what to remember of it for the next one in the same conversation."""
        before = memory.fresh(now)
        question = self._question(text, before)
        entry = question.kind == "ask" and question.topics[0] in self._library.faq
        remembered = before if entry else _remembered(question, before, now)
        return answer(question, self._library), remembered

    def read(self, text: str, memory: Memory, now: datetime) -> Question:
        """What a text asks, given what was said before it."""
        return self._question(text, memory.fresh(now))

    def _question(self, text: str, before: Memory) -> Question:
        if self._faq is None:
            return self._interpreter.read(text, before)
        entries = self._faq.read(text)
        if entries.settles:
            return entries.question()
        return entries.beside(self._interpreter.read(text, before))

    def spans(self, text: str) -> Spans:
        """The sentences and clauses of a text, with the traits that tell what each asks."""
        return self._interpreter.spans(text)

    def about(self, topic: str, role: str | None) -> Reply:
        """All that is known of a topic, as a pressed button asks for it. KeyError for an unknown role."""
        question = Question(text="", kind="ask", role=role, topics=(topic,), confidence=1.0)
        reply = answer(question, self._library)
        if not isinstance(reply, Reply):
            raise KeyError(topic)
        return reply

    def overview(self, role: str) -> Reply:
        return self.about(OVERVIEW, role)

    def roles(self, text: str) -> tuple[str, ...]:
        """The slugs of the roles that a text names, best first."""
        words = self._listener.lexicon.words(self._listener.mend(tokenize(text)).items)
        slugs = [slug for mention in self._listener.roles.find(words) for slug in mention.slugs]
        plain = text.strip().casefold()
        if plain in self._library.guides:
            slugs.insert(0, plain)
        return tuple(dict.fromkeys(slugs))


def _remembered(question: Question, before: Memory, now: datetime) -> Memory:
    """What to keep in mind: the last question that was understood, and the role talked about."""
    if question.kind == "ask":
        return Memory(role=question.role, topics=question.topics, details=question.details, at=now)
    if question.other_role:
        topics = question.topics or before.topics
        return replace(before, other_role=question.other_role, topics=topics, at=now, turns=before.turns + 1)
    if before.at is None:
        return Memory(role=question.role, at=now) if question.role else before
    return replace(before, turns=before.turns + 1)
