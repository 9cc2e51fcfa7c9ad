"""The example questions of guides and FAQ entries, which `career check` asks to see what they find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, Protocol

from bot.career.answer import Answer, Clarify, Reply
from bot.career.guide import Guide
from bot.career.library import FaqEntry
from bot.career.memory import Memory
from bot.library.checks import Written
from bot.library.faq import ASKS, ID
from bot.library.guides import QUESTIONS
from bot.library.nodes import ListNode, MapNode, Node, TextNode
from bot.library.problems import Mark, Problem


class Listener(Protocol):
    """Whoever understands questions."""

    def answer(self, text: str, memory: Memory, now: datetime) -> tuple[Answer, Memory]: ...


class Example(NamedTuple):
    """A question, where it stands, and what it should find: a role's topic, or an FAQ entry of no role."""

    file: str
    mark: Mark
    role: str | None
    topic: str
    text: str


def examples(written: Written[Guide]) -> Iterator[Example]:
    """All example questions of one guide."""
    asked = written.root.get(QUESTIONS.name) if isinstance(written.root, MapNode) else None
    for topic, questions in asked.pairs if isinstance(asked, MapNode) else ():
        for question in _texts(questions):
            if written.value:
                yield Example(written.at.file, question.mark, written.value.slug, topic.text, question.text)


def faq_examples(written: Written[tuple[FaqEntry, ...]]) -> Iterator[Example]:
    """All example questions of one FAQ file."""
    for entry in written.root.entries if isinstance(written.root, ListNode) else ():
        id = entry.get(ID.name) if isinstance(entry, MapNode) else None
        if isinstance(entry, MapNode) and isinstance(id, TextNode):
            for question in _texts(entry.get(ASKS.name)):
                yield Example(written.at.file, question.mark, None, id.text.strip(), question.text)


def _texts(node: Node | None) -> Iterator[TextNode]:
    entries = node.entries if isinstance(node, ListNode) else ()
    return (entry for entry in entries if isinstance(entry, TextNode))


def try_examples(all_of_them: tuple[Example, ...], listener: Listener, now: datetime) -> Iterator[Problem]:
    """A problem for each example that finds something else, asked in a conversation about its role.

    Of an FAQ entry it is a hint: its examples are learned from together, and one of them may be odd.
    """
    for example in all_of_them:
        memory = Memory(role=example.role, at=now) if example.role else Memory()
        answer, _ = listener.answer(example.text, memory, now)
        if found := _astray(example, answer):
            what = f'"{example.text}" should find `{example.topic}`, but {found}.'
            mend = "Put the question in other words, or move it to what it finds."
            hint = example.role is None
            yield Problem(example.file, example.mark.line, example.mark.column, what, mend, hint)


def _astray(example: Example, answer: Answer) -> str | None:
    """What was found instead, or None if all is well."""
    if isinstance(answer, Clarify):
        return f"it could mean {_listed([choice.id for choice in answer.choices])}"
    if not isinstance(answer, Reply):
        return "nothing was found"
    topics = [section.topic for section in answer.sections]
    if example.topic not in topics:
        return f"it finds {_listed(topics)}"
    if answer.role not in (example.role, None):
        return f"it finds the role `{answer.role}`"
    return None


def _listed(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names) or "nothing"
