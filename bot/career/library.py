"""The library: all guides and FAQ entries, with the topics and words they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.career.guide import Guide
from bot.career.words import Cues, Words


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question can be about: its label for people, and how people ask about it."""

    id: str
    label: str
    asks: tuple[str, ...] = ()
    cues: Cues = Cues()


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question that a company answers itself; learned from its example questions alone."""

    id: str
    label: str
    asks: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Library:
    guides: Mapping[str, Guide]
    topics: Mapping[str, Topic]
    faq: Mapping[str, FaqEntry] = field(default_factory=dict)
    words: Words = Words()
    default_role: str | None = None

    def label(self, id: str) -> str:
        """The words for people of a topic, an FAQ entry or a role."""
        if id in self.guides:
            return self.guides[id].title
        named = self.topics.get(id) or self.faq.get(id)
        return named.label if named else id

    @property
    def usual_role(self) -> str | None:
        """The role that is meant when none is named: the library's default, else its only guide."""
        if self.default_role:
            return self.default_role
        return next(iter(self.guides)) if len(self.guides) == 1 else None
