"""An answer: what we reply, as data. How it looks is for cards and wording to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.career.guide import Salary
from bot.career.question import Evidence

Verdict = Literal["yes", "no", "unlisted"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a person can pick: a topic, an FAQ entry or a role, with its words for people."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """A list to show. `first` is the number of its first entry where `numbered`."""

    items: tuple[str, ...]
    heading: str | None = None
    numbered: bool = False
    first: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """The answer about one topic, in the guide's words.

    `lead` answers first, in a sentence or two; `salary` holds only the bands that were asked for;
    `note` says what the reader must know of the facts (no date, no source).
    """

    topic: str
    label: str
    lead: str | None = None
    parts: tuple[Part, ...] = ()
    salary: Salary | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The knowledge base holds it. `choices`: readings that were near, the answered one first, or none."""

    role: str | None
    title: str
    sections: tuple[Section, ...]
    verdict: Verdict | None = None
    confidence: float
    choices: tuple[Choice, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarify:
    """Several readings are as likely: at most three choices to show, best first."""

    text: str
    choices: tuple[Choice, ...]
    role: str | None = None
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMatch:
    """Not in the knowledge base; `holds` is what it does hold instead."""

    text: str
    role: str | None = None
    holds: tuple[Choice, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """Small talk: a greeting, thanks, a call for help."""

    text: str
    kind: Literal["hello", "thanks", "bye", "help", "about"]
    confidence: float = 1.0


Answer = Reply | Clarify | NoMatch | Chat
