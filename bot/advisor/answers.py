"""Answers, and what goes well with them: no memory, no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.advisor.heard import Answered, Heard, Helped
from bot.career.answer import Answer, Chat, Choice, NoMatch, Reply
from bot.career.guide import OVERVIEW, Guide
from bot.career.library import Library
from bot.career.memory import Memory
from bot.understanding.markup import shown as as_shown
from bot.understanding.reader import Reader

MOST_RELATED = 2
LONGEST_QUESTION = 2000
BEYOND = "Then I don't have it, sorry: I only know what the guides say. This is what I can tell you about:"


class Answers:
    """What can be said from the library alone. `now` is people's time."""

    def __init__(self, reader: Reader, library: Library) -> None:
        self._reader = reader
        self._library = library

    def ask(self, text: str, now: datetime) -> Heard:
        """The answer to a question that stands by itself; needs no database."""
        answer, _ = self._reader.answer(text, Memory(), now)
        return self.answered(text, answer)

    def about(self, role: str | None, topics: tuple[str, ...]) -> Answered | None:
        """The whole answer on topics of a role, as a pressed button asks for it; None where it is gone."""
        replies = [self._reader.about(topic, role) for topic in topics if self._holds(role, topic)]
        if not replies:
            return None
        sections = tuple(section for reply in replies for section in reply.sections)
        return self._with_company("", replace(replies[0], sections=sections))

    def overview(self, role: str) -> Answered | None:
        return self.about(role, (OVERVIEW,))

    def chosen(self, text: str, id: str, role: str | None, now: datetime) -> Answered | None:
        """What was meant by a question, now that a person has said it: a role, a topic or an FAQ entry."""
        if id not in self._library.guides:
            return self.about(role, (id,))
        answer, _ = self._reader.answer(text, Memory(role=id, at=now), now) if text else (None, None)
        return self._with_company(text, answer) if isinstance(answer, Reply) else self.overview(id)

    def again(self, said: str, role: str | None, topics: tuple[str, ...], now: datetime) -> Answered | None:
        """The answer once more: to the same words if they still lead there, else on the same topics."""
        if said:
            memory = Memory(role=role, topics=topics, at=now)
            answer, _ = self._reader.answer(said, memory, now)
            if isinstance(answer, Reply) and tuple(one.topic for one in answer.sections) == topics:
                return self._with_company(said, answer)
        return self.about(role, topics)

    def owner(self, role: str) -> tuple[str | None, str]:
        """Who looks after a role's guide, and its title."""
        guide = self._library.guides.get(role)
        return (guide.owner, guide.title) if guide else (None, "")

    def beyond(self, text: str, role: str | None) -> Answered:
        """None of what was offered was meant: an honest no, and what there is instead."""
        holds = self.readings(role, ())
        return self._with_company(text, NoMatch(text=BEYOND, role=role, holds=holds))

    def answered(self, text: str, answer: Answer) -> Heard:
        """An answer with what goes well with it."""
        if isinstance(answer, Chat) and answer.kind == "help":
            return Helped()
        return self._with_company(text, answer)

    def _with_company(self, text: str, answer: Answer) -> Answered:
        role = None if isinstance(answer, Chat) else answer.role
        guide = self._library.guides.get(role) if role else None
        shown = {section.topic for section in answer.sections} if isinstance(answer, Reply) else set()
        related = self._related(guide, shown) if guide and isinstance(answer, Reply) else ()
        owner = guide.owner if guide and isinstance(answer, NoMatch) else None
        several = len(self._library.guides) > 1
        text = as_shown(text).strip()
        return Answered(text=text, answer=answer, related=related, guide=guide, owner=owner, several=several)

    def readings(self, role: str | None, but: tuple[str, ...]) -> tuple[Choice, ...]:
        """What else a question could have meant: the role's other topics, the whole of it last."""
        guide = self._library.guides.get(role) if role else None
        topics = guide.topics if guide else tuple(self._library.faq)
        order = sorted(topics, key=lambda topic: topic == OVERVIEW)
        return tuple(Choice(id, self._library.label(id)) for id in order if id not in but)

    def _related(self, guide: Guide, shown: set[str]) -> tuple[Choice, ...]:
        """The topics that follow in the order people read them; all of them beside an overview."""
        topics = guide.topics
        last = max((topics.index(topic) for topic in shown if topic in topics), default=-1)
        onward = [*topics[last + 1 :], *topics[: last + 1]]
        left = [topic for topic in onward if topic not in shown and topic != OVERVIEW]
        if OVERVIEW not in shown:
            left = [*([OVERVIEW] if OVERVIEW in topics else []), *left[:MOST_RELATED]]
        return tuple(Choice(topic, self._library.label(topic)) for topic in left)

    def roles_like(self, text: str) -> tuple[Guide, ...]:
        """The roles whose names hold these letters, then those that the text may mean, best first."""
        wanted = text.strip().casefold()
        holding = [
            guide.slug
            for guide in self._library.guides.values()
            if any(wanted in name.casefold() for name in (guide.title, *guide.aliases))
        ]
        slugs = dict.fromkeys((*holding, *self._reader.roles(text[:LONGEST_QUESTION])))
        return tuple(self._library.guides[slug] for slug in slugs)

    def _holds(self, role: str | None, topic: str) -> bool:
        guide = self._library.guides.get(role) if role else None
        return guide.holds(topic) if guide else topic in self._library.faq
