"""From what was heard to a question: whose role, which topics, which details, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from bot.career.guide import DEMAND, OVERVIEW, PROGRESSION, SALARY
from bot.career.library import Library
from bot.career.memory import Memory
from bot.career.question import Chat, Details, Evidence, Question
from bot.understanding.choosing import named_list, whole_entry
from bot.understanding.confidence import ANSWER, OFFER
from bot.understanding.deciding import Decision, decide
from bot.understanding.detailing import details
from bot.understanding.following import asks_for_title
from bot.understanding.following import topics as followed
from bot.understanding.hearing import Heard, Listener
from bot.understanding.items import Entries
from bot.understanding.lexicon import Word
from bot.understanding.membership import is_yes_or_no
from bot.understanding.relating import as_entry, is_of_an_entry, is_relation, names_role, other_role
from bot.understanding.roles import Mention
from bot.understanding.situation import Situation
from bot.understanding.smalltalk import SmallTalk
from bot.understanding.text import Tokens, tokenize
from bot.understanding.traits import Spans, spans

GUIDES_KEPT = 256
MOST_OFFERED = 3
PAY_ELSEWHERE = "region"  # in words.yaml: pay by place, currency or company
TEXTS = frozenset({OVERVIEW, SALARY, DEMAND})  # what is no list
THEIRS = frozenset({"they", "their", "theirs", "its"})
BRIEF = 4  # words of a question that leaves the role to what was said before


class Interpreter:
    """Makes questions of texts, for one library."""

    def __init__(self, library: Library, listener: Listener) -> None:
        self._library = library
        self._listener = listener
        self._small_talk = SmallTalk(library.words.small_talk, listener.lexicon)
        self._entries = lru_cache(maxsize=GUIDES_KEPT)(self._index)

    def _index(self, slug: str) -> Entries:
        return Entries(self._library.guides[slug], self._listener.lexicon)

    def read(self, text: str, memory: Memory) -> Question:
        """What a text asks, given what was said before it."""
        tokens = self._listener.mend(tokenize(text))
        every = self._listener.lexicon.all_words(tokens.items)
        chat = self._small_talk.read(every)
        if chat:
            return Question(text=text, kind="chat", chat=chat, confidence=1.0)
        tokens, every, courtesy = self._without_courtesies(tokens, every)
        words, mentions = self._listener.words(every)
        named = _named_roles(mentions)
        if len(named) > 1 and memory.role not in named:
            return Question(text=text, kind="unclear", near=named[:MOST_OFFERED])
        slug = self._role(named, memory)
        entries = self._entries(slug) if slug in self._library.guides else None
        heard = self._listener.hear(tokens, words, mentions, entries)
        if not heard.words:
            return Question(text=text, kind="chat", chat="help", confidence=1.0)
        decision = decide(heard)
        if courtesy == "thanks" and _says_nothing(heard, decision):
            return Question(text=text, kind="chat", chat=courtesy, confidence=1.0)
        return self._question(Situation(text, heard, slug, entries, memory, decision))

    def spans(self, text: str) -> Spans:
        """The sentences and clauses of a text with their traits, for what learns from them."""
        tokens = self._listener.mend(tokenize(text))
        every = self._listener.lexicon.all_words(tokens.items)
        tokens, every, _ = self._without_courtesies(tokens, every)
        words, mentions = self._listener.words(every)
        slug = self._role(_named_roles(mentions), Memory())
        entries = self._entries(slug) if slug in self._library.guides else None
        return spans(self._listener.hear(tokens, words, mentions, entries))

    def _without_courtesies(
        self, tokens: Tokens, words: list[Word]
    ) -> tuple[Tokens, list[Word], Chat | None]:
        """What is said beside greetings and thanks, and which of these there were."""
        courtesy, polite = self._small_talk.courtesies(words)
        if not polite:
            return tokens, words, courtesy
        kept = tuple(token for at, token in enumerate(tokens.items) if at not in polite)
        return tokens.with_items(kept), self._listener.lexicon.all_words(kept), courtesy

    def _role(self, named: tuple[str, ...], memory: Memory) -> str | None:
        """Whose role is meant: the one named (of several, the one talked about), remembered, or usual."""
        if named:
            return memory.role if memory.role in named else named[0]
        return memory.role or self._library.usual_role

    def _question(self, situation: Situation) -> Question:
        heard, memory = situation.heard, situation.memory
        own = heard.here or names_role(heard) or any(word.word == "ours" for word in heard.words)
        other = other_role(heard)
        if other and not own:
            return self._about_other(situation, other)
        if own and _bare(heard) and not (memory.other_role and memory.topics):
            return Question(
                text=situation.text, kind="ask", role=situation.slug, topics=(OVERVIEW,), confidence=0.9
            )
        if memory.other_role and not own and _goes_on(heard):
            return Question(
                text=situation.text,
                kind="unknown",
                other_role=memory.other_role,
                topics=situation.decision.topics,
            )
        return self._about_role(situation, other)

    def _about_other(self, situation: Situation, other: Mention) -> Question:
        """Of a title without a guide only how it relates to the role at hand can be told."""
        name = other.name or situation.heard.said(other.start, other.end)
        related = is_relation(situation, other) or asks_for_title(situation.heard, situation.memory)
        if not situation.slug or not related:
            topics = situation.decision.topics
            return Question(text=situation.text, kind="unknown", other_role=name, topics=topics)
        decision = situation.decision
        topics = decision.topics if decision.apart and PROGRESSION in decision.topics else (PROGRESSION,)
        return self._ask(situation, topics, self._with_title(situation, topics, other, name))

    def _about_role(self, situation: Situation, other: Mention | None) -> Question:
        heard, decision = situation.heard, situation.decision
        going_on = followed(heard, decision, situation.memory)
        if going_on:
            return self._ask(situation, going_on, self._details(situation, going_on))
        if SALARY in decision.topics and is_of_an_entry(heard, situation.memory):
            return self._not_held(situation, PAY_ELSEWHERE)
        if decision.outside and decision.sure < ANSWER:
            return self._not_held(situation, decision.outside)
        if situation.slug is None:
            return self._whose(situation)
        topics = _topics(situation) if decision.sure >= ANSWER else whole_entry(heard)
        if not topics:
            return self._unclear(situation)
        if other and PROGRESSION in topics:
            name = other.name or heard.said(other.start, other.end)
            return self._ask(situation, topics, self._with_title(situation, topics, other, name))
        return self._ask(situation, topics, self._details(situation, topics))

    def _with_title(
        self, situation: Situation, topics: tuple[str, ...], other: Mention, name: str
    ) -> Details:
        """The details of a question, a title among what it names of where the role leads."""
        found = self._details(situation, topics)
        return found if len(found.items) > 1 else as_entry(found, other, name)

    def _details(self, situation: Situation, topics: tuple[str, ...]) -> Details:
        guide = self._library.guides.get(situation.slug or "")
        count = len(guide.next_steps) if guide else 0
        return details(situation, topics, tuple(self._library.words.levels), count)

    def _not_held(self, situation: Situation, fact: str) -> Question:
        known = self._library.words.outside.get(fact)
        label = known.label if known else None
        return Question(text=situation.text, kind="unknown", role=situation.slug, outside=label)

    def _whose(self, situation: Situation) -> Question:
        """No role is named, remembered or usual: which one is asked back, if the rest makes a question."""
        known = situation.decision.sure >= ANSWER and bool(self._library.guides)
        near = tuple(islice(self._library.guides, MOST_OFFERED)) if known else ()
        return Question(text=situation.text, kind="unclear" if known else "unknown", near=near)

    def _unclear(self, situation: Situation) -> Question:
        """Too little to answer: what might be meant is offered, if there is anything."""
        own = any(mention.kind == "role" for mention in situation.heard.mentions)
        near = (*situation.decision.topics, *situation.decision.near)
        offered = own or situation.decision.sure >= OFFER
        guide = self._library.guides.get(situation.slug or "")
        choices = tuple(dict.fromkeys((*near, *(guide.topics if guide else ()))))
        return Question(
            text=situation.text,
            kind="unclear" if offered else "unknown",
            role=situation.slug,
            near=choices[:MOST_OFFERED],
            evidence=_evidence(situation),
            confidence=situation.decision.sure,
        )

    def _ask(self, situation: Situation, topics: tuple[str, ...], details: Details) -> Question:
        return Question(
            text=situation.text,
            kind="ask",
            role=situation.slug,
            topics=topics,
            details=details,
            near=situation.decision.near,
            evidence=_evidence(situation),
            confidence=situation.decision.sure,
        )


def _topics(situation: Situation) -> tuple[str, ...]:
    """What is asked about; of lists whether one has it, the one that is named."""
    topics = situation.decision.topics
    if situation.decision.apart or TEXTS & set(topics) or not is_yes_or_no(situation.heard):
        return topics
    named = named_list(situation.heard, topics)
    return (named,) if named else topics


def _goes_on(heard: Heard) -> bool:
    """Whether what is asked is of the role just talked about: "and their skills?", "any growth?" """
    return bool(THEIRS & {word.key for word in heard.words}) or len(heard.words) <= BRIEF


def _named_roles(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The roles of the library that the first one named may be."""
    return next((mention.slugs for mention in mentions if mention.slugs), ())


def _says_nothing(heard: Heard, decision: Decision) -> bool:
    """Whether what is said beside thanks asks for nothing: "thanks, have to run"."""
    said = heard.levels or heard.entries or heard.mentions or decision.sure >= OFFER
    return not said and not any(word.asked for word in heard.words) and heard.words[0].key != "and"


def _bare(heard: Heard) -> bool:
    """Nothing but the role's name."""
    return all(word.key == "{role}" for word in heard.words)


def _evidence(situation: Situation) -> tuple[Evidence, ...]:
    """The words that led to the topics, those that say most first."""
    heard, decision = situation.heard, situation.decision
    found = [
        Evidence(heard.said(match.start, match.end), match.value.topic)
        for match in sorted(decision.matches, key=lambda match: -match.value.weight)
        if match.value.topic in (*decision.topics, *decision.near)
    ]
    return tuple(dict.fromkeys(found))[:5]
